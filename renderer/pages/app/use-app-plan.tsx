import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { PlanView, PlanWithPasswords } from '../../../preload/contract/plan.ts'
import { failureFrom } from '../../api/failure.ts'
import { useShowPlan } from '../../api/queries.ts'
import { FailureNotice } from '../../parts/failure-notice.tsx'
import { type Inserted, MissingPasswords } from './missing-passwords.tsx'

/** Asks the core for a plan, with the passwords that only the member knows. */
export type AskForPlan = (inserted: Inserted) => Promise<PlanView | PlanWithPasswords>

export interface AppPlan {
  readonly isPending: boolean
  readonly ask: (how: AskForPlan) => void
  /** What stands in the way, or the question for passwords that are missing; to be drawn where the button is. */
  readonly trouble: ReactNode
}

/** Leads to a plan; passwords that the plan cannot do without are asked for on the way. */
export function useAppPlan(): AppPlan {
  const showPlan = useShowPlan()
  const plan = useMutation({
    mutationFn: async ({ how, inserted }: { readonly how: AskForPlan; readonly inserted: Inserted }) =>
      showPlan(await how(inserted)),
  })
  const failure = plan.isError ? failureFrom(plan.error) : null
  const [missing, setMissing] = useState<{ readonly names: readonly string[]; readonly how: AskForPlan } | null>(null)
  const go = (how: AskForPlan, inserted: Inserted) =>
    plan.mutate(
      { how, inserted },
      {
        onError: (error) => {
          const { code, facts } = failureFrom(error)
          if (code === 'secret-missing') setMissing({ names: facts.secrets, how })
        },
      },
    )
  return {
    isPending: plan.isPending,
    ask: (how) => go(how, {}),
    trouble:
      missing !== null ? (
        <MissingPasswords
          names={missing.names}
          isPending={plan.isPending}
          onGo={(inserted) => go(missing.how, inserted)}
          onClose={() => (setMissing(null), plan.reset())}
        />
      ) : (
        failure !== null && failure.code !== 'secret-missing' && <FailureNotice failure={failure} />
      ),
  }
}
