import { z } from 'zod'
import { appReference, passwordAnswers } from './app.ts'
import type { SettingsForm } from './settings-form.ts'

/** An app's settings: the recipe's sample and the app's own file together. */
export interface AppSettings {
  /** The version whose sample the form is made from: the one that runs, or the one that the file names. */
  readonly version: string
  /**
   * Laid out as the sample is, with the file's values. What the file sets and the sample does not know is in the last
   * group, `unknown`.
   */
  readonly form: SettingsForm
  /** Ids of the switches that the file has on. */
  readonly on: readonly string[]
  /** Keys that the sample sets and the file lacks. */
  readonly added: readonly string[]
  /** The file, letter for letter. */
  readonly text: string
}

/** A setting that the server runs otherwise than the file says; null is not set there. */
export interface LiveDifference {
  readonly key: string
  readonly file: string | null
  readonly server: string | null
  /** By its name it is a password or a key: shown when asked for. */
  readonly isSecret: boolean
}

export const settingsEdit = z.discriminatedUnion('kind', [
  /** `values`: only what the member changed. `switches`: all that are on. */
  z.object({
    kind: z.literal('form'),
    values: z.record(z.string().max(1000), z.string().max(100_000)),
    switches: z.array(z.string().max(300)).max(1000),
  }),
  /** `before` is the text that the member began with. */
  z.object({ kind: z.literal('text'), before: z.string().max(1_048_576), text: z.string().max(1_048_576) }),
  /** The file as it is. */
  z.object({ kind: z.literal('none') }),
])
export type SettingsEdit = z.infer<typeof settingsEdit>

/** Settings as they would be with another text in place of the file and an edit on top; nothing is written. */
export const tryEditInput = appReference.extend({ text: z.string().max(1_048_576), edit: settingsEdit })
export type TryEditInput = z.infer<typeof tryEditInput>

export const planSettingsInput = appReference.extend({ edit: settingsEdit, ...passwordAnswers })
export type PlanSettingsInput = z.input<typeof planSettingsInput>
