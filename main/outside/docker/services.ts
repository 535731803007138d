import { z } from 'zod'
import { filters, ofStack, part } from './call-parts.ts'
import type { Requests } from './requests.ts'
import { serviceAnswer } from './service-answer.ts'
import type { Labels } from './tolerant.ts'
import { identity, list, understand } from './tolerant.ts'

/** The part of the Engine's body that this client looks at; the whole of it is sent. */
export interface ServiceRequest {
  readonly Name: string
  readonly TaskTemplate: { readonly ForceUpdate?: number }
}

export interface SwarmService {
  readonly id: string
  readonly name: string
  /** From the label `com.docker.stack.namespace`; null when it belongs to none. */
  readonly stack: string | null
  /** Counts changes of the swarm's record of it; an update must name it. */
  readonly version: number
  readonly createdAt: number
  /** Of the record, which Docker also touches while an update goes on. */
  readonly updatedAt: number
  readonly labels: Labels
  /** As the specification says, often with a digest behind `@`. */
  readonly image: string
  readonly environment: readonly string[]
  readonly mode: ServiceMode
  /** As the swarm counts them; null where it did not say. */
  readonly running: number | null
  readonly desired: number | null
  readonly update: ServiceUpdate | null
  /** How long a task must stay up before an update counts it, in milliseconds (the Engine's default is 5 s). */
  readonly monitorMilliseconds: number
  readonly restart: { readonly condition: 'none' | 'on-failure' | 'any'; readonly maxAttempts: number }
  /** The specification sets a health check of its own (the image may bring one all the same). */
  readonly healthCheck: boolean
  readonly secrets: readonly string[]
  readonly configs: readonly string[]
  /** Names of the volumes it mounts. */
  readonly volumes: readonly string[]
  /** Ids or names of the networks it is on. */
  readonly networks: readonly string[]
  /** The Engine's `Spec`, whole. */
  readonly specification: Readonly<Record<string, unknown>>
  /** The swarm starts its containers anew whenever this number becomes another. */
  readonly forceUpdate: number
}

export type ServiceMode =
  | { readonly kind: 'replicated'; readonly replicas: number }
  | { readonly kind: 'global' }
  | { readonly kind: 'replicated-job'; readonly completions: number; readonly iteration: number }
  | { readonly kind: 'global-job'; readonly iteration: number }

export interface ServiceUpdate {
  readonly state:
    'updating' | 'paused' | 'completed' | 'rollback_started' | 'rollback_paused' | 'rollback_completed' | 'unknown'
  readonly message: string
  readonly startedAt: number | null
  readonly completedAt: number | null
}

export async function listServices(
  requests: Requests,
  filter: { readonly stack?: string } = {},
  signal?: AbortSignal,
): Promise<readonly SwarmService[]> {
  const query = { status: 'true', ...filters({ label: ofStack(filter.stack) }) }
  const answer = await requests.json({ method: 'GET', path: '/services', query, signal })
  return understand(list(serviceAnswer), answer, 'GET /services')
}

export async function findService(
  requests: Requests,
  name: string,
  signal?: AbortSignal,
): Promise<SwarmService | null> {
  const path = `/services/${part(name)}`
  const answer = await requests.find({ method: 'GET', path, signal })
  if (answer === null) return null
  const service = understand(serviceAnswer, answer, `GET ${path}`)
  // The Engine also takes the beginning of an id for a name.
  return service.id === name || service.name === name ? service : null
}

export async function createService(requests: Requests, body: ServiceRequest, signal?: AbortSignal): Promise<string> {
  const answer = await requests.json({ method: 'POST', path: '/services/create', body, signal })
  return understand(z.object({ ID: identity }), answer, 'POST /services/create').ID
}

/** @param forceUpdate the swarm restarts a service whenever this number becomes another */
export async function updateService(
  requests: Requests,
  current: SwarmService,
  body: ServiceRequest,
  signal?: AbortSignal,
  forceUpdate = current.forceUpdate,
): Promise<void> {
  await requests.json({
    method: 'POST',
    path: `/services/${part(current.id)}/update`,
    query: { version: String(current.version) },
    body: { ...body, TaskTemplate: { ...body.TaskTemplate, ForceUpdate: forceUpdate } },
    signal,
  })
}
