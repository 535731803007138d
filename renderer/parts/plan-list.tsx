import { Check, CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '../language/text.ts'
import style from './plan-list.module.css'

export interface PlanListStep {
  readonly what: ReactNode
  readonly more?: ReactNode
  /** At the line's end: a guess, or how long it took. */
  readonly end?: ReactNode
  /** Of a plan all are `to-do`. */
  readonly state: 'to-do' | 'running' | 'done' | 'failed'
}

/** The numbered sentences of a plan, and of the job that carries it out. */
export function PlanList({ label, steps }: { readonly label: string; readonly steps: readonly PlanListStep[] }) {
  const say = useText()
  return (
    <ol className={style['list']} aria-label={label}>
      {steps.map((step, index) => (
        <li
          key={index}
          className={[style['step'], style[step.state]].join(' ')}
          aria-current={step.state === 'running' ? 'step' : undefined}
        >
          <span className={style['number']} aria-hidden>
            {step.state === 'done' ? (
              <Check size={14} />
            ) : step.state === 'failed' ? (
              <CircleAlert size={14} />
            ) : (
              index + 1
            )}
          </span>
          <div className={style['words']}>
            <p>
              {step.what}
              {step.state === 'done' && <span className="only-heard"> ({say('parts.done')})</span>}
            </p>
            {step.more !== undefined && step.more !== null && <div className={style['more']}>{step.more}</div>}
          </div>
          {step.end !== undefined && <span className={style['end']}>{step.end}</span>}
        </li>
      ))}
    </ol>
  )
}
