import type { Failure } from '../../preload/contract/failure.ts'
import type { Connection, ServerState } from '../../preload/contract/server.ts'
import type { AppsOnDisk } from './app-on-disk.ts'
import { appSummary } from './app-summary.ts'
import type { ServerLook } from './server-look.ts'

/** Everything known about a server, from which its state is built. */
export interface ServerKnowledge {
  readonly name: string
  readonly address: ServerState['address']
  readonly disk: AppsOnDisk
  readonly look: ServerLook | null
  readonly connection: Connection
  /** Why the last look failed, and when; null after one that did not. */
  readonly trouble: { readonly failure: Failure; readonly at: number } | null
}

/** Pure but for what it is given to ask: the newest version of a recipe and the job that works on an app. */
export function serverState(
  known: ServerKnowledge,
  newest: (recipe: string) => string | null,
  jobFor: (app: string) => string | null,
): ServerState {
  const { name, look, disk, trouble } = known
  const unreachable = trouble !== null
  const apps = disk.apps.map((app) =>
    appSummary({
      server: name,
      app,
      seen: look === null ? undefined : (look.stacks.get(app.stack) ?? null),
      unreachable,
      newest: newest(app.recipe),
      job: jobFor(app.name),
    }),
  )
  const ours = new Set([...disk.apps.map(({ stack }) => stack), ...disk.unreadable])
  return {
    name,
    kind: name === 'default' ? 'this-computer' : 'remote',
    address: known.address,
    connection: connectionOf(known),
    lookedAt: look?.at ?? null,
    facts: look?.facts ?? null,
    apps,
    strangers: look === null ? [] : [...look.stacks.keys()].filter((stack) => !ours.has(stack)).sort(),
    troubles: disk.troubles,
  }
}

/** A server that is reached and does not answer as it should is not well connected. */
function connectionOf({ connection, trouble }: ServerKnowledge): Connection {
  if (trouble === null || connection.kind === 'failed' || connection.kind === 'connecting') return connection
  return { kind: 'failed', failure: trouble.failure, at: trouble.at }
}
