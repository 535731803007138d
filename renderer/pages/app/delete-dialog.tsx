import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { AppSummary } from '../../../preload/contract/app.ts'
import { failureFrom } from '../../api/failure.ts'
import { useApi } from '../../api/provider.tsx'
import { useShowPlan } from '../../api/queries.ts'
import { useText } from '../../language/text.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { FailureNotice } from '../../parts/failure-notice.tsx'
import { RadioCards } from '../../parts/radio-cards.tsx'
import { TextField } from '../../parts/text-field.tsx'

export interface DeleteDialogProps {
  readonly app: AppSummary
  readonly title: string
  readonly onClose: () => void
}

/** Data is kept unless asked otherwise, and then only with the app's name typed. */
export function DeleteDialog({ app, title, onClose }: DeleteDialogProps) {
  const say = useText()
  const api = useApi()
  const showPlan = useShowPlan()
  const [data, setData] = useState<'keep' | 'lose'>('keep')
  const [typedName, setTypedName] = useState('')
  const plan = useMutation({
    mutationFn: async () =>
      showPlan(
        await api.apps.planDelete.mutate({ server: app.server, app: app.name, data: data === 'lose', typedName }),
      ),
  })
  const isSure = data === 'keep' || typedName === app.name
  return (
    <Dialog
      title={say('app.deleteTitle', { title })}
      isOpen
      onClose={onClose}
      buttons={
        <>
          <Button onPress={onClose}>{say('app.dont')}</Button>
          <Button kind="danger" isDisabled={!isSure} isPending={plan.isPending} onPress={() => plan.mutate()}>
            {say('app.seePlan')}
          </Button>
        </>
      }
    >
      <p>{say('app.deleteMore', { address: app.domain ?? app.name })}</p>
      <RadioCards
        label={say('app.deleteData')}
        value={data}
        onChange={setData}
        cards={[
          { id: 'keep', title: say('app.keepTitle'), more: say('app.keepMore') },
          { id: 'lose', title: say('app.loseTitle'), more: say('app.loseMore') },
        ]}
      />
      {data === 'lose' && (
        <TextField
          label={say('app.typeName', { name: app.name })}
          error={typedName !== '' && !app.name.startsWith(typedName) ? say('app.typeWrong', { name: app.name }) : null}
          value={typedName}
          onChange={setTypedName}
          autoComplete="off"
          fixed
        />
      )}
      {plan.isError && <FailureNotice failure={failureFrom(plan.error)} />}
    </Dialog>
  )
}
