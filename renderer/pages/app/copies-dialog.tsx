import { useState } from 'react'
import type { AppReference, ServiceView } from '../../../preload/contract/app.ts'
import { useApi } from '../../api/provider.tsx'
import { useText } from '../../language/text.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { useAppPlan } from './use-app-plan.tsx'

export interface CopiesDialogProps {
  readonly app: AppReference
  readonly service: ServiceView
  readonly onClose: () => void
}

/** How many copies of one part run. */
export function CopiesDialog({ app, service, onClose }: CopiesDialogProps) {
  const say = useText()
  const { apps } = useApi()
  const [typed, setTyped] = useState(String(service.wanted))
  const plan = useAppPlan()
  const isNumber = /^\d{1,2}$/.test(typed.trim()) || typed.trim() === '100'
  return (
    <Dialog
      title={say('app.copiesTitle', { name: service.name })}
      isOpen
      onClose={onClose}
      buttons={
        <>
          <Button onPress={onClose}>{say('parts.back')}</Button>
          <Button
            kind="main"
            isDisabled={!isNumber || Number(typed) === service.wanted}
            isPending={plan.isPending}
            onPress={() =>
              plan.ask(() => apps.planScale.mutate({ ...app, service: service.name, copies: Number(typed) }))
            }
          >
            {say('app.seePlan')}
          </Button>
        </>
      }
    >
      <p>{say('app.copiesMore')}</p>
      <TextField
        label={say('app.copies')}
        value={typed}
        onChange={setTyped}
        error={isNumber ? null : say('app.copiesWrong')}
        inputMode="numeric"
        autoComplete="off"
      />
      {plan.trouble}
    </Dialog>
  )
}
