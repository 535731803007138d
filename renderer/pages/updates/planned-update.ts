import type { AppSummary } from '../../../preload/contract/app.ts'
import type { Failure } from '../../../preload/contract/failure.ts'
import type { PlanView } from '../../../preload/contract/plan.ts'

/** An app with the plan of its update, or with what stands in its way; neither while it is planned. */
export interface PlannedUpdate {
  readonly app: AppSummary
  readonly plan: PlanView | null
  readonly failure: Failure | null
}

/** It runs, nothing is done with it, and there is something newer. */
export function hasUpdate({ update, word, job }: AppSummary): boolean {
  return update !== null && job === null && word !== 'off' && word !== 'unknown'
}

/** Needs nobody's hand: its maintainers ask for none, and an app that is not well is not changed with others. */
export function isSafe({ app, plan }: PlannedUpdate): boolean {
  return plan !== null && app.word === 'working' && plan.returns && !needsHand(plan) && !losesPasswords(plan)
}

/** It makes passwords that nothing keeps but its own plan page. */
export function losesPasswords(plan: PlanView): boolean {
  return plan.steps.some(({ message }) => message.code === 'step-create-secrets' && !message.values.inKeychain)
}

export function needsHand(plan: PlanView): boolean {
  return plan.warnings.some(({ code }) => code === 'warn-breaking')
}
