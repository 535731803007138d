import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Keys } from './accounts.ts'
import { addAccounts, allowKeys } from './accounts.ts'
import { startDocker } from './docker-daemon.ts'
import type { Namespaces } from './namespaces.ts'
import { openNamespaces } from './namespaces.ts'
import type { PracticeNetwork } from './network.ts'
import type { PracticeOptions, PracticeServer } from './practice-server.ts'
import { registryName, registryPort } from './registry.ts'
import { startSsh } from './ssh-daemon.ts'
import { startWebProxy } from './web-proxy.ts'

export interface StartedHost {
  readonly host: Namespaces
  /** Path of the Engine's socket as seen from the machine. */
  readonly socket: string
  readonly server: PracticeServer
}

/** Starts one host with its users, sshd, dockerd and reverse proxy; swarm mode is not on yet. */
export async function startHost(
  network: PracticeNetwork,
  number: number,
  keys: Keys,
  options: PracticeOptions,
): Promise<StartedHost> {
  const host = await openNamespaces(network, number, `practice-${number}`)
  const names = `127.0.0.1 localhost\n${network.gateway} ${registryName}\n${host.address} ${host.name}\n`
  await host.inside('cat >/etc/hosts', [], names)
  const accounts = await addAccounts(host, options.dockerUser ?? true)
  await allowKeys(host, keys)
  const [ssh, daemon] = await Promise.all([
    startSsh(host, {
      password: options.logins?.password ?? true,
      key: options.logins?.key ?? true,
      streamLocal: options.streamLocal ?? true,
      tcpForwarding: options.tcpForwarding ?? true,
    }),
    startDocker(host, network.cgroup, `${registryName}:${registryPort}`, options.signal),
    startWebProxy(host),
  ])
  const reached =
    options.latencyMs === undefined
      ? { address: host.address, port: 22 }
      : { address: '127.0.0.1', port: await startDelay(network, host, options.latencyMs) }
  const server: PracticeServer = {
    name: host.name,
    ...reached,
    user: accounts.member.user,
    password: accounts.member.password,
    keyFile: keys.plain,
    protectedKeyFile: keys.protected,
    passphrase: keys.passphrase,
    noDockerUser: accounts.visitor,
    dockerSocket: daemon.socket,
    httpUrl: `http://${host.address}`,
    docker: daemon.docker,
    get hostKeySha256() {
      return ssh.hostKeySha256()
    },
    rotateHostKey: ssh.rotateHostKey,
    closePort: ssh.closePort,
    openPort: ssh.openPort,
    dropConnections: ssh.dropConnections,
  }
  return { host, socket: daemon.socket, server }
}

async function startDelay(network: PracticeNetwork, host: Namespaces, roundTrip: number): Promise<number> {
  const program = join(import.meta.dirname, 'delay.ts')
  const delay = spawn(process.execPath, [program, host.address, '22', String(roundTrip)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  })
  if (delay.pid !== undefined) await network.owns(`${host.name}-delay`, delay.pid)
  const [line] = await once(delay.stdout, 'data')
  const { port } = JSON.parse(String(line)) as { readonly port: number }
  return port
}
