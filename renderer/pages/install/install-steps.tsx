import { useText } from '../../language/text.ts'
import { Steps } from '../../parts/steps.tsx'
import type { WizardStep } from './install-draft.ts'

const names = ['server', 'address', 'settings', 'passwords', 'plan', 'ready'] as const
const wizardSteps: readonly WizardStep[] = ['server', 'address', 'settings', 'passwords']

export function stepIndex(step: (typeof names)[number]): number {
  return names.indexOf(step)
}

export interface InstallStepsProps {
  /** Of the whole way; past the last one once everything is done. */
  readonly current: number
  /** Leads back to a step of the wizard. */
  readonly onGo?: (step: WizardStep) => void
}

/** Where an installation is: the wizard's steps, its plan, and its job. */
export function InstallSteps({ current, onGo }: InstallStepsProps) {
  const say = useText()
  return (
    <Steps
      label={say('install.stepsOf')}
      steps={names.map((name) => say(`install.steps.${name}`))}
      current={current}
      {...(onGo === undefined
        ? {}
        : {
            onGo: (index) => {
              const step = wizardSteps[index]
              if (step !== undefined) onGo(step)
            },
          })}
    />
  )
}
