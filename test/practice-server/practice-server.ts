/**
 * Practice servers: throwaway machines for practising, for tests and for benchmarks, on Linux as root.
 *
 * Each host is a set of kernel namespaces (network, mounts, process numbers, name) with an address of its own on a bridge,
 * in which a real sshd and a real dockerd run; the machine's own users, Docker and files are out of its reach.
 * Everything belongs to one folder, one bridge and one control group (`network.ts`), and a small shell process
 * clears these away when the starter stops it or dies (`reap.sh`).
 */
import { join } from 'node:path'
import type { Account } from './accounts.ts'
import { makeKeys } from './accounts.ts'
import { startCatalogue } from './catalogue.ts'
import type { Docker } from './docker-daemon.ts'
import type { StartedHost } from './host.ts'
import { startHost } from './host.ts'
import { imageStorage } from './images.ts'
import type { PracticeNetwork } from './network.ts'
import { claimNetwork } from './network.ts'
import { registryPort, startRegistry } from './registry.ts'
import { startSwarms } from './swarm.ts'
import { followServices } from './web-proxy.ts'

export interface PracticeOptions {
  /** How many hosts to start; 1 unless said. */
  readonly hosts?: number
  /** `ready`: swarm mode is on; `bare`: a machine on which Docker was just installed. `ready` unless said. */
  readonly swarm?: 'ready' | 'bare'
  /** All hosts in one swarm, the first as its manager, rather than a swarm for each. */
  readonly joined?: boolean
  /** Whether the overlay network `proxy` exists; as `swarm` unless said. */
  readonly proxyNetwork?: boolean
  /** Ways to sign in that sshd allows; both unless said. */
  readonly logins?: { readonly password?: boolean; readonly key?: boolean }
  /** Whether sshd forwards to sockets such as Docker's; true unless said. */
  readonly streamLocal?: boolean
  /** Whether sshd forwards TCP connections; true unless said. */
  readonly tcpForwarding?: boolean
  /** Whether the first user may use Docker; true unless said. */
  readonly dockerUser?: boolean
  /** Milliseconds of a round trip to sshd; none is added unless said. `address` and `port` then lead through the delay. */
  readonly latencyMs?: number
  /** Whether the practice recipes and their images are there; true unless said. */
  readonly catalogue?: boolean
  readonly signal?: AbortSignal
}

export interface PracticeServer {
  readonly name: string
  /** Where sshd answers. */
  readonly address: string
  readonly port: number
  readonly user: string
  readonly password: string
  /** Path of a private key that lets both users in. */
  readonly keyFile: string
  /** Path of another private key that lets both users in, with its passphrase. */
  readonly protectedKeyFile: string
  readonly passphrase: string
  /** A second user that Docker refuses. */
  readonly noDockerUser: Account
  /** Path of the Engine's socket on this machine, for tests that look at the server directly. */
  readonly dockerSocket: string
  /** Address of the reverse proxy, `http://…`; it takes any `Host` that an app on the server has. */
  readonly httpUrl: string
  /** Runs the docker command against this server's Engine and gives its output. */
  readonly docker: Docker
  /** The server's host key as ssh-keygen writes it: `SHA256:…`; another after `rotateHostKey`. */
  readonly hostKeySha256: string
  /** Gives the server another host key, as if somebody else's machine answered. */
  readonly rotateHostKey: () => Promise<void>
  /** Stops listening on the SSH port; open connections stay. */
  readonly closePort: () => Promise<void>
  readonly openPort: () => Promise<void>
  /** Cuts every open SSH connection; new ones are welcome. */
  readonly dropConnections: () => Promise<void>
}

export interface PracticeServers {
  readonly servers: readonly PracticeServer[]
  /** Address of the practice catalogue's recipes.json; empty without a catalogue. */
  readonly catalogue: string
  /** Everything the practice servers keep on disk; gone after `stop`. */
  readonly folder: string
  /** Ends and removes everything that was started. */
  readonly stop: () => Promise<void>
}

/** Starts practice servers and resolves when they are ready. Whoever starts them stops them. */
export async function startPracticeServers(options: PracticeOptions = {}): Promise<PracticeServers> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new Error('Practice servers run on Linux and are started by root (try: sudo npm run practice)')
  }
  const storage = (options.catalogue ?? true) ? await imageStorage() : undefined
  const network = await claimNetwork()
  const ends: (() => void | Promise<void>)[] = []
  const stop = async () => {
    for (const end of ends.splice(0)) await end()
    await network.release()
  }
  try {
    const keys = await makeKeys(network.folder)
    const numbers = Array.from({ length: options.hosts ?? 1 }, (_, index) => index + 1)
    const [hosts, catalogue] = await Promise.all([
      Promise.all(numbers.map((number) => startHost(network, number, keys, options))),
      storage === undefined ? undefined : startCatalogue(network.folder),
      storage === undefined ? undefined : serveImages(network, storage),
    ])
    if (catalogue !== undefined) ends.push(catalogue.stop)
    await prepareSwarms(hosts, options)
    const swarms = options.joined === true ? [hosts] : hosts.map((host) => [host])
    ends.push(...swarms.map(followServices))
    return { servers: hosts.map(({ server }) => server), catalogue: catalogue?.url ?? '', folder: network.folder, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function serveImages(network: PracticeNetwork, storage: string): Promise<void> {
  const where = { address: network.gateway, port: registryPort, readOnly: true }
  const registry = await startRegistry(storage, join(network.folder, 'registry.json'), where)
  await network.owns('registry', registry.pid)
}

async function prepareSwarms(hosts: readonly StartedHost[], options: PracticeOptions): Promise<void> {
  const ready = (options.swarm ?? 'ready') === 'ready'
  const joined = options.joined ?? false
  const members = hosts.map(({ host, server }) => ({ address: host.address, docker: server.docker }))
  if (ready) await startSwarms(members, joined)
  if (!(options.proxyNetwork ?? ready)) return
  const managers = joined ? members.slice(0, 1) : members
  await Promise.all(managers.map(({ docker }) => docker('network', 'create', '--driver', 'overlay', 'proxy')))
}
