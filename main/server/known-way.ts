import { access } from 'node:fs/promises'
import path from 'node:path'
import { type Failure, Trouble } from '../../preload/contract/failure.ts'
import type { Login } from '../../preload/contract/server.ts'
import { listServers } from '../store/server-folders.ts'
import type { Credentials } from './credentials.ts'
import type { ServerEntries, ServerEntry } from './entries.ts'
import type { GivenServer } from './given-server.ts'
import type { Hop, Hops } from './route.ts'
import { type HostSettings, type Member, readSshConfig, type SshConfig } from './ssh-config.ts'

/** How a server that is known here is reached. */
export type KnownWay =
  | { readonly kind: 'this-computer' }
  | { readonly kind: 'given'; readonly given: GivenServer }
  /** Added through Canteen. */
  | { readonly kind: 'added'; readonly entry: ServerEntry }
  /** Only abra knows it, which reaches it by what ~/.ssh/config says of its name (abra.md §1.4). */
  | { readonly kind: 'abra'; readonly settings: HostSettings; readonly config: SshConfig }

export interface KnownWayNeeds {
  readonly abra: string
  readonly entries: ServerEntries
  readonly member: Member
  readonly given?: GivenServer | undefined
}

/** The name of this computer among the servers (abra.md §1.2). */
export const thisComputer = 'default'

const usualKeyFiles = ['id_ed25519', 'id_ecdsa', 'id_rsa']

/** Throws `server-unknown`. */
export async function knownWay(server: string, { abra, entries, member, given }: KnownWayNeeds): Promise<KnownWay> {
  if (given?.name === server) return { kind: 'given', given }
  const entry = await entries.find(server)
  if (entry !== null) return { kind: 'added', entry }
  const { servers } = await listServers(abra)
  if (!servers.includes(server)) throw new Trouble({ code: 'server-unknown', facts: { server } })
  if (server === thisComputer) return { kind: 'this-computer' }
  const config = await readSshConfig(member)
  return { kind: 'abra', config, settings: config.settings(server) }
}

/** With the logins' secrets from the keychain. Throws `keychain-missing`, `keychain-locked`, `credential-missing`. */
export async function hopsOfEntry(entry: ServerEntry, credentials: Credentials): Promise<Hops> {
  const { name, host, port, user, jump } = entry
  const server = { host, port, user, logins: [await credentials.read(name, 'server', entry.login)] }
  if (jump === null) return [server]
  return [{ ...jump, logins: [await credentials.read(name, 'jump', jump.login)] }, server]
}

const mostJumps = 8

/** As `ssh NAME` would go: the agent's keys and the key files that there are, through the hosts of ProxyJump. */
export async function hopsOfSettings(settings: HostSettings, config: SshConfig, home: string): Promise<Hops> {
  const jumps: Hop[] = []
  const waiting = [...settings.jumps]
  for (let jump = waiting.shift(); jump !== undefined && jumps.length < mostJumps; jump = waiting.shift()) {
    jumps.push(await hopOf(jumpSettings(jump, config), home))
  }
  return [...jumps, await hopOf(settings, home)]
}

async function hopOf({ host, port, user, keyFiles, agent }: HostSettings, home: string): Promise<Hop> {
  const named = keyFiles.length > 0 ? keyFiles : usualKeyFiles.map((file) => path.join(home, '.ssh', file))
  const there = await Promise.all(
    named.map((file) =>
      access(file).then(
        () => [file],
        () => [],
      ),
    ),
  )
  const files: Login[] = there.flat().map((file) => ({ kind: 'key-file', file }))
  const agentLogin: Login = { kind: 'agent' }
  switch (agent) {
    case 'first':
      return { host, port, user, logins: [agentLogin, ...files] }
    case 'last':
      return { host, port, user, logins: [...files, agentLogin] }
    case 'never':
      return { host, port, user, logins: files }
  }
}

/** `[user@]host[:port]`, where host may be an alias. */
function jumpSettings(jump: string, config: SshConfig): HostSettings {
  const [, user, host = jump, port] = /^(?:ssh:\/\/)?(?:([^@]+)@)?(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(jump) ?? []
  const settings = config.settings(host.replace(/^\[(.*)\]$/, '$1'))
  return { ...settings, user: user ?? settings.user, port: port === undefined ? settings.port : Number(port) }
}

/** A failure of the way that only the member can mend: trying again by itself changes nothing and may lock them out. */
export function needsMember({ code }: Failure): boolean {
  return /^(host-key|login-|key-|agent-|keychain-|credential-|docker-missing|docker-not-allowed|forwarding-)/.test(code)
}
