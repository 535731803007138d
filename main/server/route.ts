import path from 'node:path'
import type { Login } from '../../preload/contract/server.ts'
import type { HostKey, SshTarget } from '../outside/ssh/ssh-types.ts'
import type { RemoteServer } from './entries.ts'
import { identify } from './identify.ts'
import type { KnownHosts } from './known-hosts.ts'

/** One machine of the way to a server, with what signs in there. */
export interface Hop {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly logins: readonly Login[]
}

/** The way to a server: jump hosts first, the server itself last. */
export type Hops = readonly [...Hop[], Hop]

export interface RouteNeeds {
  readonly knownHosts: KnownHosts
  /** The SSH agent's address. */
  readonly agent: string | null
  readonly home: string
}

export interface Route {
  readonly target: SshTarget
  /** Keys that the member said yes to and that are in no file yet, once they have been shown. */
  newKeys(): readonly { readonly host: string; readonly port: number; readonly key: HostKey }[]
  /** The sentence of the server's own key, once it has been shown. */
  sentence(): string | null
}

export function hopsOf({ host, port, user, login, jump }: RemoteServer): Hops {
  const server = { host, port, user, logins: [login] }
  return jump === undefined ? [server] : [{ ...jump, logins: [jump.login] }, server]
}

/** Looks up what is known of every host on the way, so that each is checked, whichever way is taken. */
export async function planRoute(
  hops: Hops,
  { knownHosts, agent, home }: RouteNeeds,
  acceptedKeys: readonly string[],
  onStep?: SshTarget['onStep'],
): Promise<Route> {
  const identified = await Promise.all(
    hops.map(async (hop) => ({ hop, identity: await identify(knownHosts, hop, acceptedKeys) })),
  )
  let target: SshTarget | undefined
  for (const [index, { hop, identity }] of identified.entries()) {
    target = {
      host: hop.host,
      port: hop.port,
      user: hop.user,
      logins: hop.logins.map((login) => inHome(login, home)),
      agent,
      jump: target,
      knownKeyTypes: identity.knownKeyTypes,
      checkHostKey: identity.checkHostKey,
      onStep: index === hops.length - 1 ? onStep : undefined,
    }
  }
  if (target === undefined) throw new RangeError('A way has at least one hop')
  return {
    target,
    newKeys: () =>
      identified.flatMap(({ hop, identity }) => {
        const key = identity.newKey()
        return key === null ? [] : [{ host: hop.host, port: hop.port, key }]
      }),
    sentence: () => identified.at(-1)?.identity.sentence() ?? null,
  }
}

function inHome(login: Login, home: string): Login {
  if (login.kind !== 'key-file' || !login.file.startsWith('~/')) return login
  return { ...login, file: path.join(home, login.file.slice(2)) }
}
