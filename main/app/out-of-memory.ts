import type { Engine } from '../outside/docker/engine.ts'
import type { SwarmTask } from '../outside/docker/tasks.ts'

/** Remembers of each task whether its container was ended for its memory, so that each is asked about once. */
export interface MemoryDeaths {
  /** Which of these tasks ended so. Containers that are gone or on another machine are taken for not. */
  among(tasks: readonly SwarmTask[], engine: Engine, signal: AbortSignal): Promise<ReadonlySet<string>>
}

export function openMemoryDeaths(): MemoryDeaths {
  let known = new Map<string, boolean>()

  return {
    async among(tasks, engine, signal) {
      const suspects = tasks.filter(isSuspect)
      const answers = await Promise.all(
        suspects.map(async ({ id, container }) => {
          const answer = known.get(id) ?? (await engine.container(container, signal))?.outOfMemory ?? false
          return [id, answer] as const
        }),
      )
      known = new Map(answers)
      return new Set(answers.filter(([, died]) => died).map(([id]) => id))
    },
  }
}

/** Killed (128 + SIGKILL), which is all that a task tells; a container that its health check ends is killed too, and says so. */
function isSuspect(task: SwarmTask): task is SwarmTask & { readonly container: string } {
  return (
    task.state === 'failed' && task.exitCode === 137 && task.container !== null && !/unhealthy/.test(task.error ?? '')
  )
}
