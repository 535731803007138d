import type { ReactNode } from 'react'
import style from './settings-form.module.css'

export interface SettingsSectionProps {
  /** Empty where the recipe gives none. */
  readonly title: string
  readonly help: string
  readonly children: ReactNode
}

/** Settings that belong together, below the recipe's own heading. */
export function SettingsSection({ title, help, children }: SettingsSectionProps) {
  return (
    <section className={style['section']} aria-label={title === '' ? undefined : title}>
      {(title !== '' || help !== '') && (
        <div>
          {title !== '' && <h2>{title}</h2>}
          {help !== '' && <p className={style['help']}>{help}</p>}
        </div>
      )}
      {children}
    </section>
  )
}
