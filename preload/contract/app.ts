import { z } from 'zod'
import type { Failure } from './failure.ts'
import type { Message } from './message.ts'
import type { PlanKind } from './plan.ts'
import { serverName } from './server.ts'

export const appName = z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,252}$/)
export const appReference = z.object({ server: serverName, app: appName })
export type AppReference = z.infer<typeof appReference>

export type AppWord = 'working' | 'starting' | 'updating' | 'attention' | 'off' | 'unknown'

export interface AppSummary {
  /** The settings file's name without `.env`. */
  readonly name: string
  readonly server: string
  readonly recipe: string
  /** Where it is opened, such as `https://wiki.example.org`; null when it has no web address. */
  readonly url: string | null
  readonly domain: string | null
  readonly stack: string
  readonly word: AppWord
  readonly reason: Message
  /** What the server runs, from its labels; null when off. */
  readonly version: string | null
  /** What the settings file's TYPE says. */
  readonly pinned: string | null
  /** The newest version of the local clone when it is newer than `version`. */
  readonly update: string | null
  readonly chaos: boolean
  /** A job works on it at this moment. */
  readonly job: string | null
}

export interface ServiceView {
  /** The recipe's short name and the swarm's full name. */
  readonly name: string
  readonly fullName: string
  readonly image: string
  readonly running: number
  readonly wanted: number
  /** The number of its copies can be chosen. */
  readonly scales: boolean
  readonly word: AppWord
  readonly tasks: readonly TaskView[]
}

export interface TaskView {
  readonly id: string
  readonly state: string
  readonly wanted: string
  readonly machine: string
  readonly at: number
  readonly error: string | null
  readonly exitCode: number | null
}

export interface AppDetails {
  readonly services: readonly ServiceView[]
  readonly volumes: readonly { readonly name: string; readonly fullName: string }[]
  readonly secrets: readonly { readonly name: string; readonly fullName: string; readonly createdAt: number | null }[]
  readonly labels: Readonly<Record<string, string>>
  readonly settingsFile: string
  readonly settings: readonly { readonly key: string; readonly value: string }[]
  readonly failure: Failure | null
}

/** A version that an app can be brought to. */
export interface AppVersion {
  readonly version: string
  /** The app's own version, such as `1.35`; the recipe's where it names none. */
  readonly upstream: string
  readonly direction: 'newer' | 'current' | 'older'
  /** Its maintainers say that something must be done by hand on the way there. */
  readonly breaking: boolean
  readonly publishedAt: number | null
  readonly notes: string | null
}

export interface AppVersions {
  /** What the server runs, or what the settings file names while the app is off. */
  readonly current: string | null
  /** Newest first. */
  readonly versions: readonly AppVersion[]
  /** Why there may be newer ones that are not known yet. */
  readonly failure: Failure | null
}

/** Passwords that only the member knows, by the recipe's name for them, and whether made ones are kept on this computer. */
export const passwordAnswers = {
  inserted: z.record(z.string().max(200), z.string().max(600_000)).default({}),
  keepInKeychain: z.boolean().default(true),
}

export const changeVersionInput = appReference.extend({ version: z.string().min(1).max(200), ...passwordAnswers })
export type ChangeVersionInput = z.input<typeof changeVersionInput>

/** A service's short name. */
const part = z.string().min(1).max(253)

export const rotateInput = appReference.extend({
  secrets: z.array(z.string().max(200)).min(1).max(100),
  ...passwordAnswers,
})
export type RotateInput = z.input<typeof rotateInput>

/** No services: all of them. */
export const restartInput = appReference.extend({ services: z.array(part).max(200) })
export type RestartInput = z.infer<typeof restartInput>

export const scaleInput = appReference.extend({ service: part, copies: z.number().int().min(0).max(100) })
export type ScaleInput = z.infer<typeof scaleInput>

export const turnOnInput = appReference.extend(passwordAnswers)
export type TurnOnInput = z.input<typeof turnOnInput>

/** `job` is the change that is taken back: the last one. */
export const undoInput = appReference.extend({ job: z.string().min(1).max(100), ...passwordAnswers })
export type UndoInput = z.input<typeof undoInput>

/** A password or key that the app's settings name. Never its value. */
export interface AppPassword {
  readonly name: string
  readonly label: string
  readonly help: string
  readonly fullName: string
  /** Null where the server does not have it. */
  readonly createdAt: number | null
  /** False where only the member knows it. */
  readonly isMade: boolean
  /** This computer's keychain has it. */
  readonly isKept: boolean
  /** Its name carries a version, so that a new one can take its place. */
  readonly rotates: boolean
}

/** What the last change was, where it can be taken back. */
export interface UndoOffer {
  readonly job: string
  readonly kind: PlanKind
  readonly endedAt: number
}

export const deleteInput = appReference.extend({
  data: z.boolean(),
  /** The app's name as typed; only asked where data is deleted, checked by the core, not by the page alone. */
  typedName: z.string().max(253),
})
export type DeleteInput = z.infer<typeof deleteInput>
