import type { Login } from '../../preload/contract/server.ts'
import type { ServerEntries } from './entries.ts'

/** A server that somebody gives the address of, for one command. Nothing about it is kept. */
export interface GivenServer {
  /** Its folder below `~/.abra/servers`. */
  readonly name: string
  readonly host: string
  readonly port: number
  readonly user: string
  readonly login: Login
  /** Prints of its host key that are taken, as `SHA256:…`, beside those in known_hosts files. */
  readonly acceptedKeys: readonly string[]
}

/** What the server at an address is called here: as it was added, or by its host, which is what abra calls it. */
export async function nameOfAddress(
  { host, port }: Pick<GivenServer, 'host' | 'port'>,
  entries: ServerEntries,
): Promise<string> {
  const added = (await entries.all()).find((entry) => entry.host === host && entry.port === port)
  return added?.name ?? host
}
