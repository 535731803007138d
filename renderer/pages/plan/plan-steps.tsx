import type { PlanStepView } from '../../../preload/contract/plan.ts'
import { sayGuess, sayMessage } from '../../language/say.ts'
import { useText } from '../../language/text.ts'
import { PlanList } from '../../parts/plan-list.tsx'

export function PlanSteps({ steps }: { readonly steps: readonly PlanStepView[] }) {
  const say = useText()
  if (steps.length === 0) return <p>{say('plan.nothingToDo')}</p>
  return (
    <PlanList
      label={say('plan.steps')}
      steps={steps.map(({ message, seconds }) => {
        const { what, more } = sayMessage(message)
        return { what, more, state: 'to-do', ...(seconds === null ? {} : { end: sayGuess(seconds) }) }
      })}
    />
  )
}
