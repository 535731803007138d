import { z } from 'zod'
import type { Failure } from './failure.ts'
import type { Message } from './message.ts'
import type { PlanKind } from './plan.ts'

/**
 * `waiting`: not steady in time, or stopped by trouble that may pass; it can be continued. `failed`: ended, with its failure.
 * `returned`: it did not come to rest, and the app runs again what it ran before.
 */
export type JobState = 'running' | 'waiting' | 'done' | 'failed' | 'returned' | 'cancelled'

export interface JobView {
  readonly id: string
  readonly kind: PlanKind
  readonly server: string
  readonly app: string | null
  readonly title: string
  readonly state: JobState
  readonly startedAt: number
  readonly endedAt: number | null
  readonly steps: readonly JobStepView[]
  readonly failure: Failure | null
  /** Who pressed the button: the computer's user name. */
  readonly by: string
  /** Where the result is opened. */
  readonly url: string | null
}

export const startInput = z.object({
  plan: z.string().min(1).max(100),
  /** Whether the app is brought back by itself where the plan can do that. */
  returns: z.boolean().default(true),
})

export interface JobStepView {
  readonly message: Message
  readonly state: 'to-do' | 'running' | 'done' | 'failed'
  /** What is known about the step now: progress while running, a note once done. */
  readonly note: Message | null
  /** Between 0 and 1 where it is known. */
  readonly progress: number | null
  readonly startedAt: number | null
  readonly endedAt: number | null
}

/** Live: the first event is `all` (running ones and the newest hundred ended); then a job at a time as it changes. */
export type JobsEvent =
  { readonly kind: 'all'; readonly jobs: readonly JobView[] } | { readonly kind: 'job'; readonly job: JobView }
