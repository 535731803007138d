import type { Labels } from './tolerant.ts'

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
