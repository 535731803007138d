import { ChevronDown } from 'lucide-react'
import { Button, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue } from 'react-aria-components'
import { useText } from '../language/text.ts'
import { FieldHelp, FieldLabel, type FieldTexts } from './field.tsx'
import fieldStyle from './field.module.css'
import style from './select.module.css'

export interface Choice<Id extends string> {
  readonly id: Id
  readonly label: string
  readonly help?: string
}

export interface SelectProps<Id extends string> extends FieldTexts {
  readonly choices: readonly Choice<Id>[]
  readonly value: Id | null
  readonly onChange: (id: Id) => void
  readonly isDisabled?: boolean
}

export function Select<Id extends string>(props: SelectProps<Id>) {
  const { label, help, error, optional, choices, value, onChange, isDisabled = false } = props
  const say = useText()
  const wrong = error !== null && error !== undefined && error !== ''
  return (
    <AriaSelect
      className={fieldStyle['field'] ?? ''}
      value={value}
      onChange={(key) => {
        const chosen = choices.find((choice) => choice.id === key)
        if (chosen !== undefined) onChange(chosen.id)
      }}
      isDisabled={isDisabled}
      isInvalid={wrong}
      validationBehavior="aria"
      placeholder={say('parts.choose')}
    >
      <FieldLabel label={label} optional={optional} />
      <Button className={[fieldStyle['input'], style['button']].join(' ')}>
        <SelectValue className={style['value'] ?? ''}>
          {({ selectedText, defaultChildren, isPlaceholder }) => (isPlaceholder ? defaultChildren : selectedText)}
        </SelectValue>
        <ChevronDown size={18} aria-hidden />
      </Button>
      <FieldHelp help={help} error={error} />
      <Popover className={style['popover'] ?? ''}>
        <ListBox className={style['list'] ?? ''}>
          {choices.map((choice) => (
            <ListBoxItem key={choice.id} id={choice.id} textValue={choice.label} className={style['item'] ?? ''}>
              {choice.label}
              {choice.help !== undefined && <span className={style['help']}>{choice.help}</span>}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
