import { useText } from '../../language/text.ts'
import { Button } from '../../parts/button.tsx'
import type { WizardStep } from './install-draft.ts'
import style from './install-page.module.css'

export interface StepButtonsProps {
  /** What the main button does. */
  readonly next: string
  readonly isPending?: boolean
  readonly back?: WizardStep
  readonly onBack?: (step: WizardStep) => void
}

/** Below every step: on, and back. The main button submits the step's form. */
export function StepButtons({ next, isPending = false, back, onBack }: StepButtonsProps) {
  const say = useText()
  return (
    <div className={style['buttons']}>
      <Button kind="main" type="submit" isPending={isPending}>
        {next}
      </Button>
      {back !== undefined && (
        <Button onPress={() => onBack?.(back)}>
          {say('install.stepBack', { step: say(`install.steps.${back}`) })}
        </Button>
      )}
    </div>
  )
}
