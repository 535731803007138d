import type { PlanStepView } from '../../../preload/contract/plan.ts'
import { formatDuration } from '../../language/format.ts'
import { sayMessage } from '../../language/say.ts'
import { type Say, useText } from '../../language/text.ts'
import { PlanList } from '../../parts/plan-list.tsx'

/** A guess below this many seconds is as good as exact. */
const sure = 5

export function PlanSteps({ steps }: { readonly steps: readonly PlanStepView[] }) {
  const say = useText()
  if (steps.length === 0) return <p>{say('plan.nothingToDo')}</p>
  return (
    <PlanList
      label={say('plan.steps')}
      steps={steps.map(({ message, seconds }) => {
        const { what, more } = sayMessage(message)
        return { what, more, state: 'to-do', ...(seconds === null ? {} : { end: guess(seconds, say) }) }
      })}
    />
  )
}

function guess(seconds: number, say: Say): string {
  const duration = formatDuration(seconds)
  return seconds < sure ? duration : say('parts.seconds', { duration })
}
