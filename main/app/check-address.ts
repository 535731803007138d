import type { AddressCheck, DnsRecord } from '../../preload/contract/install.ts'
import type { Addresses, LookUp, LookUpAnswer } from '../outside/dns/dns-types.ts'
import type { Core } from '../api/core.ts'

/** Where visitors reach a server. `all` is false where it may have addresses that nobody here knows, as behind a router. */
export interface ServerAddresses extends Addresses {
  readonly all: boolean
}

export interface CheckAddressNeeds {
  readonly lookUp: LookUp
  /** Throws `server-unknown`. */
  readonly addressesOf: (server: string, signal: AbortSignal) => Promise<ServerAddresses>
}

export function openCheckAddress({ lookUp, addressesOf }: CheckAddressNeeds): Core['install']['checkAddress'] {
  return async ({ server, domain }, signal) => {
    const [found, here] = await Promise.all([lookUp(domain, signal), addressesOf(server, signal)])
    return checkAddress(domain, found, here)
  }
}

/**
 * Compares where a name points with where the server is. Only kinds of address that are known of the server are judged: a
 * server known by its IPv4 address alone says nothing about a name's IPv6 address.
 */
export function checkAddress(name: string, found: LookUpAnswer, here: ServerAddresses): AddressCheck {
  const wanted = records(name, here)
  if (found === 'not-found') return { kind: 'not-found', wanted }
  if (found === 'no-answer') return { kind: 'cannot-tell', wanted }
  const judged = [
    ...(here.v4.length > 0 ? found.v4.map((address) => here.v4.includes(address)) : []),
    ...(here.v6.length > 0 ? found.v6.map((address) => here.v6.map(shortest).includes(shortest(address))) : []),
  ]
  const all = [...found.v4, ...found.v6]
  if (judged.length > 0 && judged.every((right) => right)) return { kind: 'points-here', found: all }
  if (judged.length === 0 || !here.all) return { kind: 'cannot-tell', wanted }
  return { kind: 'points-elsewhere', found: all, wanted }
}

/** One record of each kind is enough; of an address that is not sure to be the right one, none is asked for. */
function records(name: string, here: ServerAddresses): readonly DnsRecord[] {
  if (!here.all) return []
  const a: readonly DnsRecord[] = here.v4.slice(0, 1).map((value) => ({ type: 'A', name, value }))
  const aaaa: readonly DnsRecord[] = here.v6.slice(0, 1).map((value) => ({ type: 'AAAA', name, value }))
  return [...a, ...aaaa]
}

/** An IPv6 address has many spellings; the parser of URLs knows them. */
function shortest(address: string): string {
  return URL.parse(`http://[${address}]`)?.hostname ?? address
}
