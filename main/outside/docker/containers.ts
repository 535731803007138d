import { z } from 'zod'
import { filters, part } from './call-parts.ts'
import type { Requests } from './requests.ts'
import { flag, identity, labels, list, listOrNothing, text, understand, whole } from './tolerant.ts'

/** What a task does not tell about its container. */
export interface ContainerFacts {
  /** The kernel ended it because it took more memory than it may have. Its task only says exit code 137. */
  readonly outOfMemory: boolean
  /** `starting`, `healthy`, `unhealthy`; null without a health check. */
  readonly health: string | null
}

const container = z.object({
  State: z.object({
    OOMKilled: flag,
    Health: z.object({ Status: text }).nullish().catch(null),
  }),
})

/** Of a container on the machine that is connected to; null when it is gone or on another. */
export async function findContainer(
  requests: Requests,
  id: string,
  signal?: AbortSignal,
): Promise<ContainerFacts | null> {
  const path = `/containers/${part(id)}/json`
  const answer = await requests.find({ method: 'GET', path, signal })
  if (answer === null) return null
  const { State: state } = understand(container, answer, `GET ${path}`)
  return { outOfMemory: state.OOMKilled, health: state.Health?.Status || null }
}

/** A container that runs on the machine that is connected to, for a service. */
export interface RunningContainer {
  readonly id: string
  readonly service: string
  readonly task: string
  /** Milliseconds since 1970. */
  readonly createdAt: number
  /** The volumes it has, and where. */
  readonly volumes: readonly { readonly name: string; readonly path: string; readonly isWritable: boolean }[]
}

const mount = z.object({ Type: text, Name: text, Destination: text, RW: flag })
const serviceLabel = 'com.docker.swarm.service.id'

const running = z
  .object({ Id: identity, Created: whole, Labels: labels, Mounts: listOrNothing(mount) })
  .transform((answer): RunningContainer => ({
    id: answer.Id,
    service: answer.Labels[serviceLabel] ?? '',
    task: answer.Labels['com.docker.swarm.task.id'] ?? '',
    createdAt: answer.Created * 1000,
    volumes: answer.Mounts.filter(({ Type: type }) => type === 'volume').map(
      ({ Name: name, Destination: path, RW: isWritable }) => ({ name, path, isWritable }),
    ),
  }))

/** Those of these services, by the services' ids, newest first. */
export async function listContainers(
  requests: Requests,
  services: readonly string[],
  signal?: AbortSignal,
): Promise<readonly RunningContainer[]> {
  // Several labels in one filter would all have to be there.
  const query = filters({ label: [serviceLabel], status: ['running'] })
  const answer = await requests.json({ method: 'GET', path: '/containers/json', query, signal })
  const wanted = new Set(services)
  return understand(list(running), answer, 'GET /containers/json')
    .filter(({ service }) => wanted.has(service))
    .toSorted((one, other) => other.createdAt - one.createdAt)
}
