import { z } from 'zod'
import { Trouble } from '../../../preload/contract/failure.ts'
import { filters } from './call-parts.ts'
import type { Requests } from './requests.ts'
import { textLines } from './text-lines.ts'
import { identity, labels, text, whole } from './tolerant.ts'

/** Something that changed on the server, or `listening` as the first of a stream. */
export type EngineEvent =
  | { readonly kind: 'listening' }
  | {
      readonly kind: 'changed'
      /** `service`, `node`, `container`, `network`, `secret`, `config` or `volume`. */
      readonly type: string
      /** Such as `create`, `update`, `remove`, `start`, `die`, `oom`, `health_status: unhealthy`. */
      readonly action: string
      readonly id: string
      readonly name: string | null
      /** Of a container that belongs to a service's task: their ids. */
      readonly service: string | null
      readonly task: string | null
      /** Milliseconds since 1970 by the server's clock. */
      readonly at: number
    }

/**
 * Those after which something looks different. Asked for by name: a container with a health check also tells of every
 * check that begins and ends. Tasks have no events of their own, and containers of other machines are not told of.
 */
const types = ['service', 'node', 'container', 'network', 'secret', 'config', 'volume']
const actions = ['create', 'update', 'remove', 'start', 'die', 'oom', 'health_status', 'destroy']

const event = z
  .object({
    Type: identity,
    Action: identity,
    Actor: z.object({ ID: text, Attributes: labels }),
    time: whole,
  })
  .transform(({ Actor: actor, ...answer }): EngineEvent => ({
    kind: 'changed',
    type: answer.Type,
    action: answer.Action,
    id: actor.ID,
    name: actor.Attributes['name'] ?? null,
    service: actor.Attributes['com.docker.swarm.service.id'] ?? null,
    task: actor.Attributes['com.docker.swarm.task.id'] ?? null,
    at: answer.time * 1000,
  }))

const longestLine = 256 * 1024

/** Ends without trouble when the signal is aborted, the server ends it or the connection goes: the next request tells which. */
export async function* readEvents(requests: Requests, signal: AbortSignal): AsyncGenerator<EngineEvent> {
  const query = filters({ type: types, event: actions })
  await using stream = await requests.stream({ method: 'GET', path: '/events', query, signal, mayBeSilent: true })
  yield { kind: 'listening' }
  try {
    for await (const line of textLines(stream.chunks, longestLine)) {
      const parsed = event.safeParse(jsonOf(line))
      if (parsed.success) yield parsed.data
    }
  } catch (error) {
    if (!(error instanceof Trouble)) throw error
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
