import { z } from 'zod'
import type { AppSummary } from './app.ts'
import type { Failure } from './failure.ts'

/** A server's name is a folder below ~/.abra/servers and an SSH alias (abra.md §1.2): no path, no white space, no leading dot or dash. Windows drops a dot at the end and has devices for names. */
export const serverName = z
  .string()
  .trim()
  .regex(/^(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9]([a-z0-9._-]{0,251}[a-z0-9_-])?$/i)

const port = z.number().int().min(1).max(65535)
const host = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^[A-Za-z0-9:][A-Za-z0-9.:%_-]*$/)
const user = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[^\s:@/\\-][^\s:@/\\]*$/)

export const login = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('password'), password: z.string().min(1).max(1024) }),
  z.object({
    kind: z.literal('key'),
    key: z
      .string()
      .min(1)
      .max(64 * 1024),
    passphrase: z.string().max(1024).optional(),
  }),
  z.object({
    kind: z.literal('key-file'),
    file: z.string().min(1).max(4096),
    passphrase: z.string().max(1024).optional(),
  }),
  z.object({ kind: z.literal('agent') }),
])
export type Login = z.infer<typeof login>

export const jumpHost = z.object({ host, port, user, login })

/** What the add-server form sends. `acceptedKeys` are the SHA256 prints the member said yes to, as `SHA256:…`. */
export const addServerInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('this-computer') }),
  z.object({
    kind: z.literal('remote'),
    name: serverName,
    host,
    port,
    user,
    login,
    jump: jumpHost.optional(),
    acceptedKeys: z.array(z.string().max(100)).max(4),
  }),
])
export type AddServerInput = z.infer<typeof addServerInput>

export const stages = ['name', 'reach', 'identity', 'sign-in', 'docker', 'allowed', 'swarm', 'proxy-network'] as const
export type Stage = (typeof stages)[number]

/** One step of the way to a server, told as it happens. A stage that was not reached is not told. */
export type StageEvent =
  | { readonly stage: Stage; readonly kind: 'running' }
  | { readonly stage: Stage; readonly kind: 'done'; readonly facts: Readonly<Record<string, string>> }
  /** `fixable`: Canteen can do it, with a plan (swarm, proxy-network); the server can be added all the same. */
  | { readonly stage: Stage; readonly kind: 'failed'; readonly failure: Failure; readonly fixable: boolean }
  /** The member is asked whether this is their server; try again with the print in `acceptedKeys`. */
  | {
      readonly stage: 'identity'
      readonly kind: 'ask'
      readonly keyType: string
      readonly sha256: string
      readonly sentence: string
      readonly host: string
    }

/** A host offered from ~/.ssh/config. */
export interface HostSuggestion {
  readonly alias: string
  readonly host: string
  readonly port: number
  readonly user: string
  readonly keyFile: string | null
  readonly jump: string | null
}

export interface AddServerOffers {
  readonly hosts: readonly HostSuggestion[]
  readonly agent: boolean
  readonly keyFiles: readonly string[]
  /** Docker's socket is on this computer. */
  readonly thisComputer: boolean
  readonly keychain: { readonly kind: 'ready' } | { readonly kind: 'failed'; readonly failure: Failure }
  /** Filled in practice mode only: a throw-away server to try things on. */
  readonly practice: readonly PracticeServer[]
}

export interface PracticeServer {
  readonly name: string
  readonly address: string
  readonly port: number
  readonly user: string
  readonly password: string
}

export type Connection =
  | { readonly kind: 'not-tried' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected'; readonly since: number }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly at: number }

/** What is known about a server, and when it was learned. `lookedAt` is in milliseconds since 1970, null before the first look. */
export interface ServerState {
  readonly name: string
  readonly kind: 'remote' | 'this-computer'
  readonly address: { readonly host: string; readonly port: number; readonly user: string } | null
  readonly connection: Connection
  readonly lookedAt: number | null
  readonly facts: ServerFacts | null
  readonly apps: readonly AppSummary[]
  /** Stacks on the server that have no settings file here: shown, never touched. */
  readonly strangers: readonly string[]
  /** Troubles of files of this server on this computer, such as an unreadable settings file. */
  readonly troubles: readonly Failure[]
}

export interface ServerFacts {
  readonly dockerVersion: string
  readonly system: string
  readonly machines: readonly { readonly name: string; readonly ready: boolean; readonly role: 'manager' | 'worker' }[]
  readonly memoryBytes: number
  readonly processors: number
  readonly swarm: boolean
  readonly proxyNetwork: boolean
}

/** Live: the first event is `all`; then a server at a time as it changes. */
export type OverviewEvent =
  | { readonly kind: 'all'; readonly servers: readonly ServerState[] }
  | { readonly kind: 'server'; readonly server: ServerState }
  | { readonly kind: 'gone'; readonly name: string }
