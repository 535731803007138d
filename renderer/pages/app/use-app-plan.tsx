import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { PlanView, PlanWithPasswords } from '../../../preload/contract/plan.ts'
import { failureFrom } from '../../api/failure.ts'
import { useShowPlan } from '../../api/queries.ts'
import { useText } from '../../language/text.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { FailureNotice } from '../../parts/failure-notice.tsx'
import { AskedSecretField, wrongSecret } from '../install/asked-secret-field.tsx'

type Inserted = Readonly<Record<string, string>>

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

interface MissingPasswordsProps {
  readonly names: readonly string[]
  readonly isPending: boolean
  readonly onGo: (inserted: Inserted) => void
  readonly onClose: () => void
}

function MissingPasswords({ names, isPending, onGo, onClose }: MissingPasswordsProps) {
  const say = useText()
  const [inserted, setInserted] = useState<Inserted>({})
  const [isAsked, setAsked] = useState(false)
  const isComplete = names.every((name) => wrongSecret(inserted[name] ?? '', true) === null)
  return (
    <Dialog
      title={say('app.missingTitle', { count: names.length })}
      isOpen
      onClose={onClose}
      buttons={
        <>
          <Button onPress={onClose}>{say('parts.back')}</Button>
          <Button kind="main" isPending={isPending} onPress={() => (isComplete ? onGo(inserted) : setAsked(true))}>
            {say('app.seePlan')}
          </Button>
        </>
      }
    >
      <p>{say('app.missingMore')}</p>
      {names.map((name) => (
        <AskedSecretField
          key={name}
          secret={{ name, label: name.replaceAll('_', ' '), help: '' }}
          value={inserted[name] ?? ''}
          onChange={(value) => setInserted({ ...inserted, [name]: value })}
          isAsked={isAsked}
        />
      ))}
    </Dialog>
  )
}
