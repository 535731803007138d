import type { PlanView } from '../../preload/contract/plan.ts'
import type { Action } from './action.ts'

/** A plan with what running it needs: what the member was shown is what is run. */
export interface Plan {
  readonly view: PlanView
  /** One for each of the view's steps. */
  readonly actions: readonly Action[]
  /** Where the result is opened. */
  readonly url: string | null
}
