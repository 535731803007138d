import { ProgressBar as AriaProgressBar } from 'react-aria-components'
import style from './progress-bar.module.css'

export interface ProgressBarProps {
  readonly label: string
  /** Between 0 and 1; null where nothing is known: it then only says that something goes on. */
  readonly value: number | null
  readonly tone?: 'accent' | 'good' | 'warn'
  readonly isLabelShown?: boolean
}

export function ProgressBar({ label, value, tone = 'accent', isLabelShown = false }: ProgressBarProps) {
  return (
    <AriaProgressBar
      className={style['bar'] ?? ''}
      aria-label={label}
      value={(value ?? 0) * 100}
      isIndeterminate={value === null}
    >
      {({ percentage }) => (
        <>
          {isLabelShown && <span className={style['label']}>{label}</span>}
          <span className={style['track']}>
            <span
              className={[style['fill'], style[tone], value === null ? style['unknown'] : ''].join(' ')}
              style={value === null ? {} : { width: `${percentage ?? 0}%` }}
            />
          </span>
        </>
      )}
    </AriaProgressBar>
  )
}
