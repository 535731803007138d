import { z } from 'zod'
import type { Failure } from '../../preload/contract/failure.ts'
import type { Message } from '../../preload/contract/message.ts'
import type { Plan } from '../plan/plan.ts'
import type { JobState } from '../../preload/contract/job.ts'

/** One line of a job's journal. Times are in milliseconds since 1970. */
export type JournalEntry =
  | { readonly kind: 'started'; readonly at: number; readonly by: string; readonly returns: boolean }
  | { readonly kind: 'resumed'; readonly at: number }
  /** It does not come to rest: from here on the app is brought back. Steps are counted on behind the plan's own. */
  | { readonly kind: 'returning'; readonly at: number; readonly failure: Failure }
  | { readonly kind: 'step-begun'; readonly at: number; readonly step: number }
  | { readonly kind: 'step-done'; readonly at: number; readonly step: number; readonly note: Message | null }
  | {
      readonly kind: 'ended'
      readonly at: number
      readonly state: Exclude<JobState, 'running'>
      readonly failure: Failure | null
    }

// Our own files are parsed at the edge too: a damaged line must not pass for one. What is only shown is checked for being coded.
const time = z.number().nonnegative()
const step = z.number().int().nonnegative()
const coded = z.looseObject({ code: z.string() })

export const keptFailure = z.custom<Failure>((value) => coded.safeParse(value).success)
const keptMessage = z.custom<Message>((value) => coded.safeParse(value).success)

export const journalEntry: z.ZodType<JournalEntry> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('started'), at: time, by: z.string(), returns: z.boolean().default(false) }),
  z.object({ kind: z.literal('resumed'), at: time }),
  z.object({ kind: z.literal('returning'), at: time, failure: keptFailure }),
  z.object({ kind: z.literal('step-begun'), at: time, step }),
  z.object({ kind: z.literal('step-done'), at: time, step, note: keptMessage.nullable() }),
  z.object({
    kind: z.literal('ended'),
    at: time,
    state: z.enum(['waiting', 'done', 'failed', 'returned', 'cancelled']),
    failure: keptFailure.nullable(),
  }),
])

const planShape = z
  .object({
    view: z.looseObject({
      id: z.string(),
      kind: z.string(),
      server: z.string(),
      app: z.string().nullable(),
      title: z.string(),
      steps: z.array(z.looseObject({ message: coded })),
    }),
    actions: z.array(z.looseObject({ kind: z.string() })),
    url: z.string().nullable(),
  })
  .refine((plan) => plan.actions.length === plan.view.steps.length)

/** What earlier versions of Canteen did not write is not there. */
const laterParts = { undo: null, undoes: null, back: null, found: null }

export const planFile = z
  .custom<Plan>((value) => planShape.safeParse(value).success)
  .transform((plan): Plan => ({ ...laterParts, ...plan }))
