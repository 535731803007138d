import type { ReactNode } from 'react'
import type { SettingSwitch } from '../../../preload/contract/settings-form.ts'
import { Switch } from '../../parts/switch.tsx'
import style from './settings-form.module.css'

export interface SettingsSwitchProps {
  readonly one: SettingSwitch
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
  /** Its settings, shown while it is on. */
  readonly children: readonly ReactNode[]
}

/** Something that a recipe can do when asked, such as sending e-mail. */
export function SettingsSwitch({ one, isOn, onChange, children }: SettingsSwitchProps) {
  return (
    <div>
      <Switch
        label={one.title}
        help={one.help === '' ? undefined : <span className={style['help']}>{one.help}</span>}
        isSelected={isOn}
        onChange={onChange}
      />
      {isOn && children.length > 0 && <div className={style['revealed']}>{children}</div>}
    </div>
  )
}
