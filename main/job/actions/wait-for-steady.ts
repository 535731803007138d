import { waitSteady } from '../../app/wait-steady.ts'
import type { Action } from '../../plan/action.ts'
import type { Performance, Surroundings } from '../perform.ts'

/** Waits until every service of an app has come to rest; what went wrong before this wait is history. */
export async function* waitForSteady(
  { app, stack, services, seconds }: Extract<Action, { kind: 'wait-steady' }>,
  { engine, now, signal }: Surroundings,
): Performance {
  const docker = await engine(signal)
  const wait = { engine: docker, app, stack, services, seconds, startedAt: now(), signal }
  for await (const { ready, total, waiting } of waitSteady(wait)) {
    yield {
      note: { code: 'progress-services', values: { ready, total, waiting } },
      progress: total === 0 ? null : ready / total,
    }
  }
  return null
}
