import { useState } from 'react'
import type { SettingField } from '../../../preload/contract/settings-form.ts'
import { useText } from '../../language/text.ts'
import { ComboBox } from '../../parts/combo-box.tsx'
import { PasswordField } from '../../parts/password-field.tsx'
import { Select } from '../../parts/select.tsx'
import { Switch } from '../../parts/switch.tsx'
import { TextField } from '../../parts/text-field.tsx'
import style from './settings-form.module.css'
import { wrongValue } from './settings-answers.ts'

export interface SettingControlProps {
  readonly field: SettingField
  readonly value: string
  readonly onChange: (value: string) => void
  /** The member wanted to go on: what is empty is then said, too. */
  readonly isAsked: boolean
}

/** A recipe's setting. Its label and help are the recipe's own words, shown as text. */
export function SettingControl({ field, value, onChange, isAsked }: SettingControlProps) {
  const say = useText()
  const [wasLeft, setLeft] = useState(false)
  const { input, label, example } = field
  const wrong = wrongValue(field, value)
  const shown = wrong !== null && (wrong !== 'required' || isAsked || wasLeft)
  const help = field.help === '' ? undefined : <span className={style['help']}>{field.help}</span>
  const texts = {
    label,
    ...(help === undefined ? {} : { help }),
    error: shown ? say(`settingsForm.wrong.${wrong}`) : null,
  }
  const typed = {
    ...texts,
    value,
    onChange,
    onBlur: () => setLeft(true),
    isRequired: field.required,
    ...(example === '' ? {} : { placeholder: example }),
  }
  switch (input.kind) {
    case 'text':
      // A field of one line would lose the others.
      return <TextField {...typed} lines={field.value.includes('\n') ? 5 : 1} />
    case 'host-names':
      return <TextField {...typed} />
    case 'host-name':
      return <TextField {...typed} inputMode="url" autoComplete="off" fixed />
    case 'number':
      return <TextField {...typed} inputMode="decimal" />
    case 'email':
      return <TextField {...typed} type="email" autoComplete="off" />
    case 'web-address':
      return <TextField {...typed} type="url" />
    case 'password':
      return (
        <PasswordField
          {...texts}
          value={value}
          onChange={onChange}
          onBlur={() => setLeft(true)}
          isRequired={field.required}
          autoComplete="new-password"
        />
      )
    case 'yes-no':
      return (
        <Switch
          label={label}
          help={help}
          isSelected={value === input.yes}
          onChange={(on) => onChange(on ? input.yes : input.no)}
        />
      )
    case 'choice': {
      const choices = input.choices.map((choice) => ({ id: choice, label: choice }))
      return input.open ? (
        <ComboBox
          {...texts}
          choices={choices}
          value={value}
          onChange={onChange}
          {...(example === '' ? {} : { placeholder: example })}
        />
      ) : (
        <Select
          {...texts}
          choices={field.required ? choices : [{ id: '', label: say('settingsForm.notSaid') }, ...choices]}
          value={value}
          onChange={onChange}
        />
      )
    }
  }
}
