import path from 'node:path'
import { z } from 'zod'
import { type AddServerInput, jumpHost, type Login, serverName } from '../../preload/contract/server.ts'
import { openOwnFile } from '../store/own-file.ts'

/** A login as it is kept in a file: without its secrets, which are in the keychain. */
const loginKind = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('password') }),
  z.object({ kind: z.literal('key') }),
  z.object({ kind: z.literal('key-file'), file: z.string(), passphrase: z.boolean() }),
  z.object({ kind: z.literal('agent') }),
])
export type LoginKind = z.infer<typeof loginKind>

const place = jumpHost.omit({ login: true }).extend({ login: loginKind })

const entry = place.extend({
  name: serverName,
  jump: place.nullable(),
  /** The docker context is Canteen's own and goes with the server; one that was there before stays. */
  madeContext: z.boolean(),
})
/** How a server is reached, of those that were added through Canteen. */
export type ServerEntry = z.infer<typeof entry>

export interface ServerEntries {
  all(): Promise<readonly ServerEntry[]>
  find(name: string): Promise<ServerEntry | null>
  put(entry: ServerEntry): Promise<void>
  remove(name: string): Promise<void>
}

/** `servers.json` among Canteen's own data. */
export function openEntries(own: string): ServerEntries {
  const file = openOwnFile(path.join(own, 'servers.json'), z.array(entry), [])
  let last: Promise<unknown> = Promise.resolve()
  const all = async () => (await file.read()).value
  const change = (edit: (entries: readonly ServerEntry[]) => ServerEntry[]): Promise<void> => {
    const turn = last.then(async () => await file.write(edit(await all())))
    last = turn.catch(() => undefined)
    return turn
  }
  return {
    all,
    find: async (name) => (await all()).find((each) => each.name === name) ?? null,
    put: (added) => change((entries) => [...entries.filter(({ name }) => name !== added.name), added]),
    remove: (name) => change((entries) => entries.filter((each) => each.name !== name)),
  }
}

export type RemoteServer = Extract<AddServerInput, { kind: 'remote' }>

export function entryOf(input: RemoteServer, madeContext: boolean): ServerEntry {
  const { name, host, port, user, login, jump } = input
  return {
    name,
    host,
    port,
    user,
    login: kindOf(login),
    jump: jump === undefined ? null : { ...jump, login: kindOf(jump.login) },
    madeContext,
  }
}

function kindOf(login: Login): LoginKind {
  if (login.kind !== 'key-file') return { kind: login.kind }
  return { kind: 'key-file', file: login.file, passphrase: hasPassphrase(login) }
}

export function hasPassphrase(login: { readonly passphrase?: string | undefined }): boolean {
  return login.passphrase !== undefined && login.passphrase !== ''
}
