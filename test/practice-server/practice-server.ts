/**
 * Practice servers: throwaway machines for practising, for tests and for benchmarks, on Linux as root.
 *
 * Each host is a set of kernel namespaces (network, mounts, process numbers, name) with an address of its own on a bridge,
 * in which a real sshd and a real dockerd run; the machine's own users, Docker and files are out of its reach.
 * Everything belongs to one folder, one bridge and one control group (`network.ts`), and a small shell process
 * clears these away when the starter stops it or dies (`reap.sh`).
 */
import { readFile } from 'node:fs/promises'
import type { Account, Keys } from './accounts.ts'
import { addAccounts, allowKeys, makeKeys } from './accounts.ts'
import type { Docker } from './docker-daemon.ts'
import { startDocker } from './docker-daemon.ts'
import type { PracticeNetwork } from './network.ts'
import { claimNetwork } from './network.ts'
import { openNamespaces } from './namespaces.ts'
import { startSsh } from './ssh-daemon.ts'
import { startSwarms } from './swarm.ts'

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
  readonly signal?: AbortSignal
}

export interface PracticeServer {
  readonly name: string
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
  const network = await claimNetwork()
  try {
    const keys = await makeKeys(network.folder)
    const numbers = Array.from({ length: options.hosts ?? 1 }, (_, index) => index + 1)
    const servers = await Promise.all(numbers.map((number) => startServer(network, number, keys, options)))
    const ready = (options.swarm ?? 'ready') === 'ready'
    if (ready) await startSwarms(servers, options.joined ?? false)
    if (options.proxyNetwork ?? ready) {
      const managers = options.joined === true ? servers.slice(0, 1) : servers
      await Promise.all(managers.map(({ docker }) => docker('network', 'create', '--driver', 'overlay', 'proxy')))
    }
    return { servers, folder: network.folder, stop: network.release }
  } catch (error) {
    await network.release()
    throw error
  }
}

async function startServer(
  network: PracticeNetwork,
  number: number,
  keys: Keys,
  options: PracticeOptions,
): Promise<PracticeServer> {
  const host = await openNamespaces(network, number, `practice-${number}`)
  const accounts = await addAccounts(host, options.dockerUser ?? true)
  const publicKeys = await Promise.all([keys.plain, keys.protected].map((file) => readFile(`${file}.pub`, 'utf8')))
  await allowKeys(host, publicKeys.join(''))
  const [ssh, daemon] = await Promise.all([
    startSsh(host, {
      password: options.logins?.password ?? true,
      key: options.logins?.key ?? true,
      streamLocal: options.streamLocal ?? true,
      tcpForwarding: options.tcpForwarding ?? true,
    }),
    startDocker(host, network.cgroup, undefined, options.signal),
  ])
  return {
    name: host.name,
    address: host.address,
    port: 22,
    user: accounts.member.user,
    password: accounts.member.password,
    keyFile: keys.plain,
    protectedKeyFile: keys.protected,
    passphrase: keys.passphrase,
    noDockerUser: accounts.visitor,
    dockerSocket: daemon.socket,
    docker: daemon.docker,
    get hostKeySha256() {
      return ssh.hostKeySha256()
    },
    rotateHostKey: ssh.rotateHostKey,
    closePort: ssh.closePort,
    openPort: ssh.openPort,
    dropConnections: ssh.dropConnections,
  }
}
