import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaProps } from 'react-aria-components'
import style from './checkbox.module.css'

export interface CheckboxProps extends Omit<AriaProps, 'className' | 'style' | 'children'> {
  readonly label: string
  readonly help?: ReactNode
}

export function Checkbox({ label, help, ...rest }: CheckboxProps) {
  return (
    <AriaCheckbox {...rest} className={style['checkbox'] ?? ''}>
      <span className={style['box']} aria-hidden>
        <Check size={14} strokeWidth={3} />
      </span>
      <span className={style['words']}>
        <span>{label}</span>
        {help !== undefined && <span className={style['help']}>{help}</span>}
      </span>
    </AriaCheckbox>
  )
}
