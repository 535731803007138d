import { ChevronDown } from 'lucide-react'
import { Button, ComboBox as AriaComboBox, Group, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import { FieldHelp, FieldLabel, type FieldTexts } from './field.tsx'
import fieldStyle from './field.module.css'
import style from './select.module.css'
import type { Choice } from './select.tsx'

export interface ComboBoxProps extends FieldTexts {
  readonly choices: readonly Choice<string>[]
  /** What is typed. */
  readonly value: string
  readonly onChange: (text: string) => void
  /** One of the offered ones was taken; `onChange` has been called with its id before. */
  readonly onChoose?: (id: string) => void
  readonly placeholder?: string
  readonly autoFocus?: boolean
}

/** Anything can be typed; what is known already is offered. */
export function ComboBox(props: ComboBoxProps) {
  const { label, help, error, optional, choices, value, onChange, onChoose, placeholder, autoFocus = false } = props
  const wrong = error !== null && error !== undefined && error !== ''
  return (
    <AriaComboBox
      className={fieldStyle['field'] ?? ''}
      allowsCustomValue
      inputValue={value}
      onInputChange={onChange}
      onChange={(key) => {
        if (typeof key !== 'string') return
        onChange(key)
        onChoose?.(key)
      }}
      isInvalid={wrong}
      validationBehavior="aria"
      autoFocus={autoFocus}
    >
      <FieldLabel label={label} optional={optional} />
      <Group className={fieldStyle['group'] ?? ''}>
        <Input className={fieldStyle['input'] ?? ''} placeholder={placeholder} spellCheck={false} />
        {choices.length > 0 && (
          <Button className={fieldStyle['end'] ?? ''}>
            <ChevronDown size={18} aria-hidden />
          </Button>
        )}
      </Group>
      <FieldHelp help={help} error={error} />
      <Popover className={style['popover'] ?? ''}>
        <ListBox className={style['list'] ?? ''}>
          {choices.map((choice) => (
            <ListBoxItem key={choice.id} id={choice.id} textValue={choice.id} className={style['item'] ?? ''}>
              {choice.label}
              {choice.help !== undefined && <span className={style['help']}>{choice.help}</span>}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaComboBox>
  )
}
