import { ChevronDown, ChevronUp } from 'lucide-react'
import { useText } from '../../language/text.ts'
import { Button } from '../../parts/button.tsx'
import { Checkbox } from '../../parts/checkbox.tsx'
import style from './live-log.module.css'

export interface LogFoundProps {
  /** Of lines that have what is searched. */
  readonly count: number
  /** Which of them is looked at; -1 for none yet. */
  readonly at: number
  readonly onStep: (by: 1 | -1) => void
  readonly isOnlyFound: boolean
  readonly onOnlyFound: (only: boolean) => void
}

/** How many lines a search found, and the way from one to the next. */
export function LogFound({ count, at, onStep, isOnlyFound, onOnlyFound }: LogFoundProps) {
  const say = useText()
  const none = count === 0
  return (
    <div className={style['found']}>
      <Button
        size="small"
        aria-label={say('log.previous')}
        isDisabled={none}
        icon={<ChevronUp size={18} aria-hidden />}
        onPress={() => onStep(-1)}
      />
      <Button
        size="small"
        aria-label={say('log.next')}
        isDisabled={none}
        icon={<ChevronDown size={18} aria-hidden />}
        onPress={() => onStep(1)}
      />
      <span className={style['count']} aria-hidden>
        {none ? say('log.foundNone') : say('log.found', { at: at + 1, count })}
      </span>
      <span className="only-heard" role="status">
        {none ? say('log.foundNone') : say('log.foundHeard', { count })}
      </span>
      <Checkbox label={say('log.onlyFound')} isSelected={isOnlyFound} onChange={onOnlyFound} />
    </div>
  )
}
