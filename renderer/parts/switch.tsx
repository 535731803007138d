import type { ReactNode } from 'react'
import { SwitchButton, SwitchField, type SwitchFieldProps, Text } from 'react-aria-components'
import style from './switch.module.css'

export interface SwitchProps extends Omit<SwitchFieldProps, 'className' | 'style' | 'children'> {
  readonly label: string
  readonly help?: ReactNode
}

export function Switch({ label, help, ...rest }: SwitchProps) {
  return (
    <SwitchField {...rest} className={style['field'] ?? ''}>
      <SwitchButton className={style['switch'] ?? ''}>
        <span className={style['track']} aria-hidden>
          <span className={style['thumb']} />
        </span>
        <span>{label}</span>
      </SwitchButton>
      {help !== undefined && (
        <Text slot="description" className={style['help'] ?? ''}>
          {help}
        </Text>
      )}
    </SwitchField>
  )
}
