import path from 'node:path'
import type { Core } from '../api/core.ts'
import type { ServerState } from '../../preload/contract/server.ts'
import type { ServerAddresses } from '../app/check-address.ts'
import type { LookUp } from '../outside/dns/dns-types.ts'
import type { Keychain } from '../outside/keychain/keychain-types.ts'
import { agentAddress } from '../outside/ssh/agent.ts'
import type { Folders } from '../store/folders.ts'
import { addServer } from './add-server.ts'
import { type Connections, openConnections } from './connections.ts'
import { openCredentials } from './credentials.ts'
import { openEntries } from './entries.ts'
import { forgetServer } from './forget-server.ts'
import type { GivenServer } from './given-server.ts'
import { openKnownHosts } from './known-hosts.ts'
import { serverOffers } from './offers.ts'
import { serverAddresses, serverPlace } from './server-place.ts'
import { tryServer } from './try-server.ts'

export interface ServersNeeds {
  readonly folders: Folders
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly home: string
  /** Who runs Canteen, by the computer's name for them. */
  readonly user: string
  readonly keychain: Keychain
  readonly lookUp: LookUp
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly given?: GivenServer | undefined
}

export interface Servers extends Omit<Core['servers'], 'planSetUp'> {
  readonly connections: Connections
  /** Where a server is reached, for showing; null for this computer. Throws `server-unknown`. */
  place(server: string): Promise<ServerState['address']>
  /** Where a server's apps are reached. Throws `server-unknown`. */
  addresses(server: string, signal: AbortSignal): Promise<ServerAddresses>
  close(): void
}

/** Everything about which servers there are and how they are reached. Whoever opens it closes it. */
export function openServers(needs: ServersNeeds): Servers {
  const { folders, environment, platform, home, user } = needs
  const around = {
    folders,
    home,
    user,
    abra: folders.abra,
    now: needs.now,
    given: needs.given,
    keychain: needs.keychain,
    lookUp: needs.lookUp,
    agent: agentAddress(environment, platform),
    computer: { platform, home },
    member: { home, user },
    entries: openEntries(folders.own),
    credentials: openCredentials(needs.keychain),
    knownHosts: openKnownHosts(path.join(folders.own, 'known_hosts'), systemKnownHosts(needs)),
    practiceFile: environment.CANTEEN_PRACTICE || null,
  }
  const connections = openConnections(around)
  return {
    connections,
    offers: () => serverOffers(around),
    try: (input, signal) => tryServer(input, around, signal),
    async add(input) {
      const added = await addServer(input, around, new AbortController().signal)
      // What was known of a folder of that name was learned by another way.
      connections.drop(added.name)
      return added
    },
    async forget(name) {
      await forgetServer(name, around)
      connections.drop(name)
    },
    place: (server) => serverPlace(server, around),
    addresses: (server, signal) => serverAddresses(server, around, signal),
    close: () => connections.close(),
  }
}

/** sshd(8), ssh(1): the member's file, then the computer's. */
function systemKnownHosts({ environment, platform, home }: ServersNeeds): readonly string[] {
  const shared = platform === 'win32' ? path.join(environment.ProgramData ?? 'C:\\ProgramData', 'ssh') : '/etc/ssh'
  return [
    path.join(home, '.ssh', 'known_hosts'),
    path.join(home, '.ssh', 'known_hosts2'),
    path.join(shared, 'ssh_known_hosts'),
    path.join(shared, 'ssh_known_hosts2'),
  ]
}
