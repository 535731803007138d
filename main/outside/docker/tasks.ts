import { z } from 'zod'
import { filters, ofStack } from './call-parts.ts'
import type { Requests } from './requests.ts'
import { identity, list, text, time, understand, whole } from './tolerant.ts'

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

/** In the order a task passes through them; `unknown` is one this program has not heard of. */
const taskStates = [
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
  'unknown',
] as const
export type TaskState = (typeof taskStates)[number]

const state = z.enum(taskStates).catch('unknown')

const container = z
  .object({ ContainerID: text, ExitCode: z.number().int().nullish().catch(null) })
  .nullish()
  .catch(null)

const task = z
  .object({
    ID: identity,
    ServiceID: identity,
    NodeID: text,
    Slot: whole,
    CreatedAt: time,
    DesiredState: state,
    Status: z.object({ Timestamp: time, State: state, Message: text, Err: text, ContainerStatus: container }),
    Spec: z.object({ ContainerSpec: z.object({ Image: text }) }).catch({ ContainerSpec: { Image: '' } }),
    JobIteration: z.object({ Index: whole }).nullish().catch(null),
  })
  .transform(({ Status: status, ...answer }): SwarmTask => ({
    id: answer.ID,
    service: answer.ServiceID,
    node: answer.NodeID === '' ? null : answer.NodeID,
    slot: answer.Slot === 0 ? null : answer.Slot,
    state: status.State,
    wanted: answer.DesiredState,
    at: status.Timestamp ?? answer.CreatedAt ?? 0,
    createdAt: answer.CreatedAt ?? 0,
    message: status.Message,
    error: status.Err === '' ? null : status.Err,
    exitCode: ended.has(status.State) ? (status.ContainerStatus?.ExitCode ?? null) : null,
    container: status.ContainerStatus?.ContainerID || null,
    image: answer.Spec.ContainerSpec.Image,
    iteration: answer.JobIteration?.Index ?? null,
  }))

/** Before it has ended, the Engine's exit code is 0 or -1 and means nothing. */
const ended: ReadonlySet<TaskState> = new Set(['complete', 'shutdown', 'failed'])

export async function listTasks(
  requests: Requests,
  filter: TaskFilter = {},
  signal?: AbortSignal,
): Promise<readonly SwarmTask[]> {
  if (filter.services?.length === 0) return []
  const query = filters({
    label: ofStack(filter.stack),
    service: filter.services,
    // The docker command judges by it too while it waits for a service (docker/cli, cli/command/service/progress).
    '_up-to-date': filter.upToDate === true ? ['true'] : undefined,
  })
  const answer = await requests.json({ method: 'GET', path: '/tasks', query, signal })
  return understand(list(task), answer, 'GET /tasks')
}
