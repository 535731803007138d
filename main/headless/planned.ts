import type { PlanView } from '../../preload/contract/plan.ts'
import type { Core } from '../api/core.ts'

/** A plan, and the passwords that were made for it as far as the core shows them. */
export interface Planned {
  readonly plan: PlanView
  readonly made: readonly { readonly name: string; readonly value: string }[]
  /** The made ones go to this computer's keychain too. */
  readonly kept: boolean
}

export type MakePlan = (core: Core, server: string, signal: AbortSignal) => Promise<Planned>
