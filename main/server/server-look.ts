import type { AppSummary } from '../../preload/contract/app.ts'
import type { ServerFacts } from '../../preload/contract/server.ts'
import { deployedVersion } from '../app/deployed-version.ts'
import { appState } from '../app/state.ts'
import type { SwarmService } from '../outside/docker/services.ts'
import type { Snapshot } from './snapshot.ts'

/** What is kept of a snapshot: enough to show every app, small enough to hold for hundreds of them. */
export interface ServerLook {
  /** By this computer's clock. */
  readonly at: number
  readonly facts: ServerFacts
  readonly stacks: ReadonlyMap<string, StackLook>
}

export interface StackLook extends Pick<AppSummary, 'word' | 'reason' | 'version' | 'chaos'> {
  /** How its web address is reached; null when it has none. */
  readonly web: 'https' | 'http' | null
}

/** `jobRunning` by stack. Stacks without a settings file are judged too, by their own name: one may get a file a moment later. */
export function serverLook(
  snapshot: Snapshot,
  at: number,
  appOf: (stack: string) => string,
  jobRunning: (stack: string) => boolean,
): ServerLook {
  const services = Map.groupBy(snapshot.services, ({ stack }) => stack)
  const stackOf = new Map(snapshot.services.map(({ id, stack }) => [id, stack]))
  const tasks = Map.groupBy(snapshot.tasks, ({ service }) => stackOf.get(service))
  const stacks = new Map<string, StackLook>()
  for (const [stack, own] of services) {
    if (stack === null) continue
    const { word, reason } = appState(
      { ...snapshot, app: appOf(stack), stack, services: own, tasks: tasks.get(stack) ?? [] },
      jobRunning(stack),
    )
    stacks.set(stack, { word, reason, ...labelsOf(stack, own) })
  }
  return { at, facts: snapshot.facts, stacks }
}

/** abra's labels are on the service `app` (abra.md §2.3); a recipe's routes may be on any. */
function labelsOf(stack: string, services: readonly SwarmService[]): Pick<StackLook, 'version' | 'chaos' | 'web'> {
  const labels = services.find(({ name }) => name === `${stack}_app`)?.labels ?? {}
  const keys = services.flatMap((service) => Object.keys(service.labels))
  const routed = keys.some((key) => /^traefik\.http\.routers\.[^.]+\.rule$/.test(key))
  const safe = keys.some((key) => /^traefik\.http\.routers\.[^.]+\.tls(\.|$)/.test(key))
  return {
    version: deployedVersion(services, stack),
    chaos: labels[`coop-cloud.${stack}.chaos`] === 'true',
    web: routed ? (safe ? 'https' : 'http') : null,
  }
}
