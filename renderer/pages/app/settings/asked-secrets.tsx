import { useState } from 'react'
import type { SecretSetting } from '../../../../preload/contract/settings-form.ts'
import { useText } from '../../../language/text.ts'
import { Button } from '../../../parts/button.tsx'
import { Dialog } from '../../../parts/dialog.tsx'
import { wordsFor } from '../../install/made-passwords.tsx'
import { AskedSecretField, wrongSecret } from '../../settings-form/asked-secret-field.tsx'

export interface AskedSecretsProps {
  readonly names: readonly string[]
  readonly known: readonly SecretSetting[]
  readonly isPending: boolean
  readonly onGo: (inserted: Readonly<Record<string, string>>) => void
  readonly onClose: () => void
}

/** Asks for passwords that only the member knows; they go with the plan and are kept nowhere. */
export function AskedSecrets({ names, known, isPending, onGo, onClose }: AskedSecretsProps) {
  const say = useText()
  const [inserted, setInserted] = useState<Readonly<Record<string, string>>>({})
  const [isAsked, setAsked] = useState(false)
  const go = () => {
    setAsked(true)
    if (names.every((name) => wrongSecret(inserted[name] ?? '', true) === null)) onGo(inserted)
  }
  return (
    <Dialog
      title={say('appSettings.askedTitle', { count: names.length })}
      isOpen
      onClose={onClose}
      buttons={
        <>
          <Button onPress={onClose}>{say('appSettings.askedNot')}</Button>
          <Button kind="main" isPending={isPending} onPress={go}>
            {say('appSettings.seeChanges')}
          </Button>
        </>
      }
    >
      <p>{say('appSettings.askedMore')}</p>
      {names.map((name) => (
        <AskedSecretField
          key={name}
          secret={{ name, ...wordsFor(name, known) }}
          value={inserted[name] ?? ''}
          onChange={(value) => setInserted((before) => ({ ...before, [name]: value }))}
          isAsked={isAsked}
        />
      ))}
    </Dialog>
  )
}
