import type { Engine } from '../outside/docker/engine.ts'
import type { SwarmService } from '../outside/docker/services.ts'
import type { SwarmTask } from '../outside/docker/tasks.ts'

/**
 * Ids of the tasks of their service's newest specification, asked of the server only for services where it matters; null where
 * it matters to none.
 */
export async function upToDateTasks(
  engine: Engine,
  services: readonly SwarmService[],
  tasks: readonly SwarmTask[],
  signal?: AbortSignal,
): Promise<ReadonlySet<string> | null> {
  const doubtful = doubtfulServices(services, tasks)
  if (doubtful.length === 0) return null
  const newest = await engine.tasks({ services: doubtful, upToDate: true }, signal)
  return withUndoubted(newest, tasks, new Set(doubtful))
}

/** Those of which the specification of a task matters: old failures are history after an update, a stopped one leaves old tasks. */
function doubtfulServices(services: readonly SwarmService[], tasks: readonly SwarmTask[]): readonly string[] {
  const failing = new Set(
    tasks.filter(({ state }) => state === 'failed' || state === 'rejected').map(({ service }) => service),
  )
  return services
    .filter(({ id, update }) => failing.has(id) || update?.state === 'paused' || update?.state === 'rollback_paused')
    .map(({ id }) => id)
}

function withUndoubted(
  newest: readonly SwarmTask[],
  tasks: readonly SwarmTask[],
  doubtful: ReadonlySet<string>,
): ReadonlySet<string> {
  const undoubted = tasks.filter(({ service }) => !doubtful.has(service))
  return new Set([...newest, ...undoubted].map(({ id }) => id))
}
