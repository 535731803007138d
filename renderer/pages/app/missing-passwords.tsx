import { useState } from 'react'
import type { SecretSetting } from '../../../preload/contract/settings-form.ts'
import { useText } from '../../language/text.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { wordsFor } from '../install/made-passwords.tsx'
import { AskedSecretField, wrongSecret } from '../settings-form/asked-secret-field.tsx'

export type Inserted = Readonly<Record<string, string>>

export interface MissingPasswordsProps {
  readonly names: readonly string[]
  /** The recipe's words for them, where they are at hand. */
  readonly known?: readonly SecretSetting[]
  readonly isPending: boolean
  readonly onGo: (inserted: Inserted) => void
  readonly onClose: () => void
}

/** Asks for passwords that only the member knows; they go with the plan and are kept nowhere in the window. */
export function MissingPasswords({ names, known = [], isPending, onGo, onClose }: MissingPasswordsProps) {
  const say = useText()
  const [inserted, setInserted] = useState<Inserted>({})
  const [isAsked, setAsked] = useState(false)
  const isComplete = names.every((name) => wrongSecret(inserted[name] ?? '', true) === null)
  return (
    <Dialog
      title={say('app.missingTitle', { count: names.length })}
      isOpen
      onClose={onClose}
      buttons={
        <>
          <Button onPress={onClose}>{say('parts.back')}</Button>
          <Button kind="main" isPending={isPending} onPress={() => (isComplete ? onGo(inserted) : setAsked(true))}>
            {say('app.seePlan')}
          </Button>
        </>
      }
    >
      <p>{say('app.missingMore')}</p>
      {names.map((name) => (
        <AskedSecretField
          key={name}
          secret={{ name, ...wordsFor(name, known) }}
          value={inserted[name] ?? ''}
          onChange={(value) => setInserted({ ...inserted, [name]: value })}
          isAsked={isAsked}
        />
      ))}
    </Dialog>
  )
}
