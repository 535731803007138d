import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { Group, Input, TextField, type TextFieldProps, ToggleButton } from 'react-aria-components'
import { useText } from '../language/text.ts'
import { FieldHelp, FieldLabel, type FieldTexts } from './field.tsx'
import style from './field.module.css'

export type PasswordFieldProps = FieldTexts & Omit<TextFieldProps, 'className' | 'style' | 'children' | 'type'>

/** Hidden until the member asks to see it. */
export function PasswordField(props: PasswordFieldProps) {
  const { label, help, error, optional, ...rest } = props
  const say = useText()
  const [shown, setShown] = useState(false)
  const wrong = error !== null && error !== undefined && error !== ''
  return (
    <TextField
      autoComplete="off"
      {...rest}
      type={shown ? 'text' : 'password'}
      isInvalid={wrong}
      validationBehavior="aria"
      className={style['field'] ?? ''}
    >
      <FieldLabel label={label} optional={optional} />
      <Group className={style['group'] ?? ''}>
        <Input className={[style['input'], style['fixed']].join(' ')} spellCheck={false} autoCapitalize="off" />
        <ToggleButton
          className={style['end'] ?? ''}
          aria-label={say('parts.showPassword')}
          isSelected={shown}
          onChange={setShown}
        >
          {shown ? <EyeOff size={18} aria-hidden /> : <Eye size={18} aria-hidden />}
        </ToggleButton>
      </Group>
      <FieldHelp help={help} error={error} />
    </TextField>
  )
}
