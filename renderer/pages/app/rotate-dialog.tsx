import { useState } from 'react'
import type { AppPassword, AppReference } from '../../../preload/contract/app.ts'
import { useApi } from '../../api/provider.tsx'
import { useText } from '../../language/text.ts'
import { Button } from '../../parts/button.tsx'
import { Checkbox } from '../../parts/checkbox.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { RadioCards } from '../../parts/radio-cards.tsx'
import { AskedSecretField, wrongSecret } from '../settings-form/asked-secret-field.tsx'
import { useAppPlan } from './use-app-plan.tsx'

export interface RotateDialogProps {
  readonly app: AppReference
  readonly password: AppPassword
  readonly onClose: () => void
}

/** A new password made by the recipe's rule, or the member's own. */
export function RotateDialog({ app, password, onClose }: RotateDialogProps) {
  const say = useText()
  const { apps } = useApi()
  const { name, label, help, isMade } = password
  const [how, setHow] = useState<'made' | 'own'>(isMade ? 'made' : 'own')
  const [value, setValue] = useState('')
  const [isKept, setKept] = useState(true)
  const [isAsked, setAsked] = useState(false)
  const plan = useAppPlan()
  const isReady = how === 'made' || wrongSecret(value, true) === null
  const go = () =>
    plan.ask(() =>
      apps.planRotate.mutate({
        ...app,
        secrets: [name],
        inserted: how === 'own' ? { [name]: value } : {},
        keepInKeychain: isKept,
      }),
    )
  return (
    <Dialog
      title={say('app.rotateTitle', { label })}
      isOpen
      onClose={onClose}
      buttons={
        <>
          <Button onPress={onClose}>{say('parts.back')}</Button>
          <Button kind="main" isPending={plan.isPending} onPress={() => (isReady ? go() : setAsked(true))}>
            {say('app.seePlan')}
          </Button>
        </>
      }
    >
      <p>{say('app.rotateMore')}</p>
      {isMade && (
        <RadioCards
          label={say('app.rotateHow')}
          value={how}
          onChange={setHow}
          cards={[
            { id: 'made', title: say('app.rotateMade'), more: say('app.rotateMadeMore') },
            { id: 'own', title: say('app.rotateOwn'), more: say('app.rotateOwnMore') },
          ]}
        />
      )}
      {how === 'own' && (
        <AskedSecretField secret={{ name, label, help }} value={value} onChange={setValue} isAsked={isAsked} />
      )}
      <Checkbox label={say('install.keep')} help={say('app.rotateKeep')} isSelected={isKept} onChange={setKept} />
      {plan.trouble}
    </Dialog>
  )
}
