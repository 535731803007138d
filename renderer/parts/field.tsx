import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { FieldError, Label, Text } from 'react-aria-components'
import { useText } from '../language/text.ts'
import style from './field.module.css'

/** What every field has: a name, a help text, and what is wrong with its value beside it. */
export interface FieldTexts {
  readonly label: string
  readonly help?: ReactNode
  /** Said beside the field; the field is then marked as wrong. */
  readonly error?: string | null | undefined
  readonly optional?: boolean
}

export function FieldLabel(props: { readonly label: string; readonly optional?: boolean | undefined }) {
  const say = useText()
  return (
    <Label className={style['label']}>
      {props.label}
      {props.optional === true && <span className={style['optional']}> ({say('parts.optional')})</span>}
    </Label>
  )
}

export function FieldHelp(props: { readonly help?: ReactNode; readonly error?: string | null | undefined }) {
  return (
    <>
      {props.help !== undefined && (
        <Text slot="description" className={style['help']}>
          {props.help}
        </Text>
      )}
      <FieldError className={style['error']}>
        <CircleAlert size={14} aria-hidden />
        <span>{props.error}</span>
      </FieldError>
    </>
  )
}
