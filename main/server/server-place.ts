import { networkInterfaces } from 'node:os'
import type { ServerState } from '../../preload/contract/server.ts'
import type { ServerAddresses } from '../app/check-address.ts'
import type { LookUp } from '../outside/dns/dns-types.ts'
import { type KnownWay, knownWay, type KnownWayNeeds } from './known-way.ts'

/** Where a server is reached, for showing; null for this computer. Throws `server-unknown`. */
export async function serverPlace(server: string, needs: KnownWayNeeds): Promise<ServerState['address']> {
  const way = await knownWay(server, needs)
  if (way.kind === 'this-computer') return null
  const { host, port, user } = placeOf(way)
  return { host, port, user }
}

function placeOf(way: Exclude<KnownWay, { kind: 'this-computer' }>) {
  switch (way.kind) {
    case 'given':
      return way.given
    case 'added':
      return way.entry
    case 'abra':
      return way.settings
  }
}

/**
 * Where a server's apps are reached: the addresses of its name, which is what abra compares (abra.md §5.3), and those it is
 * signed in at, which may be private. This computer knows its network cards, and not what a router before it shows the world.
 * Throws `server-unknown`.
 */
export async function serverAddresses(
  server: string,
  needs: KnownWayNeeds & { readonly lookUp: LookUp },
  signal: AbortSignal,
): Promise<ServerAddresses> {
  const place = await serverPlace(server, needs)
  if (place === null) {
    const cards = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
    const of = (family: string) => cards.filter((card) => card.family === family).map(({ address }) => address)
    return { v4: of('IPv4'), v6: of('IPv6'), all: false }
  }
  const names = server.includes('.') && server !== place.host ? [server, place.host] : [place.host]
  const answers = await Promise.all(names.map((name) => needs.lookUp(name, signal)))
  const found = answers.filter((answer) => typeof answer !== 'string')
  return {
    v4: [...new Set(found.flatMap(({ v4 }) => v4))],
    v6: [...new Set(found.flatMap(({ v6 }) => v6))],
    all: true,
  }
}
