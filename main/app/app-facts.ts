import type { SwarmNode } from '../outside/docker/nodes.ts'
import type { SwarmService } from '../outside/docker/services.ts'
import type { SwarmTask } from '../outside/docker/tasks.ts'

/** What a server says about one app, as it is judged. Times are by the server's clock, in milliseconds since 1970. */
export interface AppFacts {
  /** The app's name, for failures. */
  readonly app: string
  readonly stack: string
  /** Those of the stack, and the tasks of these services. */
  readonly services: readonly SwarmService[]
  readonly tasks: readonly SwarmTask[]
  readonly nodes: readonly SwarmNode[]
  /** Tasks of their service's newest specification; null where that was not asked. */
  readonly upToDate: ReadonlySet<string> | null
  /** Tasks whose container the kernel ended for its memory. The Engine tells this of containers only, not of tasks. */
  readonly outOfMemory: ReadonlySet<string>
  readonly now: number
}
