import type { ReactNode } from 'react'
import { Switch as AriaSwitch, type SwitchProps as AriaProps, Text } from 'react-aria-components'
import style from './switch.module.css'

export interface SwitchProps extends Omit<AriaProps, 'className' | 'style' | 'children'> {
  readonly label: string
  readonly help?: ReactNode
}

export function Switch({ label, help, ...rest }: SwitchProps) {
  return (
    <AriaSwitch {...rest} className={style['switch'] ?? ''}>
      <span className={style['track']} aria-hidden>
        <span className={style['thumb']} />
      </span>
      <span className={style['words']}>
        <span>{label}</span>
        {help !== undefined && <Text className={style['help'] ?? ''}>{help}</Text>}
      </span>
    </AriaSwitch>
  )
}
