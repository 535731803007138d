import { Trouble } from '../../preload/contract/failure.ts'
import type { Plan } from '../plan/plan.ts'

export interface KeptPlan {
  readonly plan: Plan
  /** By full name. */
  readonly secrets: ReadonlyMap<string, string>
}

/** Plans that were shown and may be started; the oldest of fifty is forgotten. */
export interface KeptPlans {
  keep(plan: Plan, secrets: ReadonlyMap<string, string>): void
  /** Throws Trouble `plan-unknown`, `plan-outdated`. */
  find(id: string): KeptPlan
  /** Outdated or not. */
  look(id: string): Plan | undefined
  forget(id: string): void
  /** What was planned for an app before something was done with it says nothing true any more. */
  outdate(server: string, app: string | null): void
}

const plansKept = 50

export function openKeptPlans(): KeptPlans {
  const plans = new Map<string, KeptPlan & { readonly isOutdated: boolean }>()
  return {
    keep(plan, secrets) {
      plans.set(plan.view.id, { plan, secrets, isOutdated: false })
      const oldest = plans.keys().next().value
      if (plans.size > plansKept && oldest !== undefined) plans.delete(oldest)
    },
    find(id) {
      const kept = plans.get(id)
      if (kept === undefined) throw new Trouble({ code: 'plan-unknown', facts: {} })
      const { app, server } = kept.plan.view
      if (kept.isOutdated) throw new Trouble({ code: 'plan-outdated', facts: { app: app ?? server } })
      return kept
    },
    look: (id) => plans.get(id)?.plan,
    forget: (id) => void plans.delete(id),
    outdate(server, app) {
      for (const [id, { plan }] of plans) {
        // Its passwords go at once; that it was there is remembered.
        if (plan.view.server === server && plan.view.app === app)
          plans.set(id, { plan, secrets: new Map(), isOutdated: true })
      }
    },
  }
}
