import { useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import type { AskedSecret } from '../../../preload/contract/install.ts'
import { useText } from '../../language/text.ts'
import { Button } from '../../parts/button.tsx'
import { PasswordField } from '../../parts/password-field.tsx'
import { TextField } from '../../parts/text-field.tsx'
import style from './settings-form.module.css'

export interface AskedSecretFieldProps {
  readonly secret: AskedSecret
  readonly value: string
  readonly onChange: (value: string) => void
  readonly isAsked: boolean
}

/** What Docker takes as one secret. */
const mostBytes = 500 * 1024

/** A password or key that only the member knows: typed, pasted with all its lines, or taken from a file. */
export function AskedSecretField({ secret, value, onChange, isAsked }: AskedSecretFieldProps) {
  const say = useText()
  const [hasLines, setHasLines] = useState(value.includes('\n'))
  const [fileTrouble, setFileTrouble] = useState<'askedTooLong' | 'askedUnreadable' | null>(null)
  const wrong = fileTrouble ?? wrongSecret(value, isAsked)
  const type = (text: string) => {
    setFileTrouble(null)
    onChange(text)
  }
  const texts = {
    label: secret.label,
    ...(secret.help === '' ? {} : { help: <span className={style['help']}>{secret.help}</span> }),
    error: wrong === null ? null : say(`settingsForm.${wrong}`),
    value,
    onChange: type,
    isRequired: true,
  }
  const take = async (file: File) => {
    if (file.size > mostBytes) return setFileTrouble('askedTooLong')
    const text = await readText(file)
    if (text === null) return setFileTrouble('askedUnreadable')
    setHasLines(text.includes('\n'))
    type(text)
  }
  return (
    <div className={style['section']}>
      {hasLines ? (
        <TextField {...texts} lines={5} fixed autoComplete="off" />
      ) : (
        <PasswordField {...texts} autoComplete="new-password" />
      )}
      <div className={style['buttons']}>
        <FileTrigger
          onSelect={(files) => {
            const file = files?.item(0)
            if (file) void take(file)
          }}
        >
          <Button size="small">{say('settingsForm.fromFile')}</Button>
        </FileTrigger>
        {!value.includes('\n') && (
          <Button size="small" kind="quiet" onPress={() => setHasLines(!hasLines)}>
            {say(hasLines ? 'settingsForm.oneLine' : 'settingsForm.severalLines')}
          </Button>
        )}
      </div>
    </div>
  )
}

export function wrongSecret(value: string, isAsked: boolean): 'askedEmpty' | 'askedTooLong' | null {
  if (value === '') return isAsked ? 'askedEmpty' : null
  return new TextEncoder().encode(value).length > mostBytes ? 'askedTooLong' : null
}

/** Null where it is not text: Docker's interface would take it, the form's would not. */
async function readText(file: File): Promise<string | null> {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer())
  } catch {
    return null
  }
}
