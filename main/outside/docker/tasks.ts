export interface TaskFilter {
  readonly stack?: string
  /** Ids or exact names of services; all of the server's when left out. */
  readonly services?: readonly string[]
  /** Only tasks that run their service's newest specification, as the swarm itself judges it. */
  readonly upToDate?: boolean
}

/** One attempt of the swarm to run a service's container. A failed one is kept for a while and another takes its slot. */
export interface SwarmTask {
  readonly id: string
  readonly service: string
  /** Null until a machine was found. */
  readonly node: string | null
  /** The place among the replicas; null for services with one task per machine. */
  readonly slot: number | null
  readonly state: TaskState
  /** What the swarm wants of it: `running`, `shutdown`, `complete` (a job's), `remove`, or `ready` while it waits to be restarted. */
  readonly wanted: TaskState
  /** When it came into its state. */
  readonly at: number
  readonly createdAt: number
  /** The server's words about its state; `error` only when something is wrong. */
  readonly message: string
  readonly error: string | null
  readonly exitCode: number | null
  readonly container: string | null
  readonly image: string
  /** Of a job: which run of it. */
  readonly iteration: number | null
}

export const taskStates = [
  'new',
  'allocated',
  'pending',
  'assigned',
  'accepted',
  'preparing',
  'ready',
  'starting',
  'running',
  'complete',
  'shutdown',
  'failed',
  'rejected',
  'remove',
  'orphaned',
] as const
/** In the order a task passes through them; `unknown` is one this program has not heard of. */
export type TaskState = (typeof taskStates)[number] | 'unknown'
