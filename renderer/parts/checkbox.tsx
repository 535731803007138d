import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { CheckboxButton, CheckboxField, type CheckboxFieldProps, Text } from 'react-aria-components'
import style from './checkbox.module.css'

export interface CheckboxProps extends Omit<CheckboxFieldProps, 'className' | 'style' | 'children'> {
  readonly label: string
  readonly help?: ReactNode
}

export function Checkbox({ label, help, ...rest }: CheckboxProps) {
  return (
    <CheckboxField {...rest} className={style['field'] ?? ''}>
      <CheckboxButton className={style['checkbox'] ?? ''}>
        <span className={style['box']} aria-hidden>
          <Check size={14} strokeWidth={3} />
        </span>
        <span>{label}</span>
      </CheckboxButton>
      {help !== undefined && (
        <Text slot="description" className={style['help'] ?? ''}>
          {help}
        </Text>
      )}
    </CheckboxField>
  )
}
