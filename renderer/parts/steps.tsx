import { useText } from '../language/text.ts'
import style from './steps.module.css'

export interface StepsProps {
  /** What the steps lead to, for those who hear it. */
  readonly label: string
  readonly steps: readonly string[]
  /** Index of the one the member is at. */
  readonly current: number
  /** Makes the steps that are done lead back. */
  readonly onGo?: (index: number) => void
}

/** Where the member is in a wizard. */
export function Steps({ label, steps, current, onGo }: StepsProps) {
  const say = useText()
  return (
    <ol className={style['steps']} aria-label={label}>
      {steps.map((name, index) => (
        <li
          key={name}
          className={[style['step'], index < current ? style['done'] : index === current ? style['current'] : ''].join(
            ' ',
          )}
          aria-current={index === current ? 'step' : undefined}
        >
          {index < current && onGo !== undefined ? (
            <button type="button" className={style['back']} onClick={() => onGo(index)}>
              {name}
            </button>
          ) : (
            name
          )}
          {index < current && <span className="only-heard"> ({say('parts.done')})</span>}
        </li>
      ))}
    </ol>
  )
}
