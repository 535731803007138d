import {
  Input,
  TextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components'
import { FieldHelp, FieldLabel, type FieldTexts } from './field.tsx'
import style from './field.module.css'

export interface TextFieldProps extends FieldTexts, Omit<AriaTextFieldProps, 'className' | 'style' | 'children'> {
  readonly placeholder?: string
  /** Number of lines; more than one makes a text area. */
  readonly lines?: number
  /** For what is compared letter by letter: keys, addresses. */
  readonly fixed?: boolean
}

export function TextField(props: TextFieldProps) {
  const { label, help, error, optional, placeholder, lines = 1, fixed = false, ...rest } = props
  const look = [style['input'], fixed ? style['fixed'] : '', lines > 1 ? style['area'] : ''].join(' ')
  const wrong = error !== null && error !== undefined && error !== ''
  return (
    <AriaTextField {...rest} isInvalid={wrong} validationBehavior="aria" className={style['field'] ?? ''}>
      <FieldLabel label={label} optional={optional} />
      {lines > 1 ? (
        <TextArea className={look} rows={lines} placeholder={placeholder} spellCheck={!fixed} />
      ) : (
        <Input className={look} placeholder={placeholder} spellCheck={!fixed} />
      )}
      <FieldHelp help={help} error={error} />
    </AriaTextField>
  )
}
