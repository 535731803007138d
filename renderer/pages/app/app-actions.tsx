import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { AppSummary } from '../../../preload/contract/app.ts'
import { failureFrom } from '../../api/failure.ts'
import { useApi } from '../../api/provider.tsx'
import { useShowPlan } from '../../api/queries.ts'
import { useText } from '../../language/text.ts'
import { Button } from '../../parts/button.tsx'
import { FailureNotice } from '../../parts/failure-notice.tsx'
import style from './app-page.module.css'
import { DeleteDialog } from './delete-dialog.tsx'

/** Each leads to a plan first. */
export function AppActions({ app, title }: { readonly app: AppSummary; readonly title: string }) {
  const say = useText()
  const api = useApi()
  const showPlan = useShowPlan()
  const [deletes, setDeletes] = useState(false)
  const reference = { server: app.server, app: app.name }
  const plan = useMutation({
    mutationFn: async (change: 'on' | 'off') =>
      showPlan(
        await (change === 'on' ? api.apps.planTurnOn.mutate(reference) : api.apps.planTurnOff.mutate(reference)),
      ),
  })
  const isBusy = app.job !== null || plan.isPending
  return (
    <section className={style['section']}>
      <h2>{say('app.change')}</h2>
      <div className={style['buttons']}>
        {app.word === 'off' ? (
          <Button isDisabled={isBusy} onPress={() => plan.mutate('on')}>
            {say('app.turnOn')}
          </Button>
        ) : (
          <Button isDisabled={isBusy} onPress={() => plan.mutate('off')}>
            {say('app.turnOff')}
          </Button>
        )}
        <Button kind="danger" isDisabled={isBusy} onPress={() => setDeletes(true)}>
          {say('app.delete')}
        </Button>
      </div>
      {plan.isError && <FailureNotice failure={failureFrom(plan.error)} />}
      {deletes && <DeleteDialog app={app} title={title} onClose={() => setDeletes(false)} />}
    </section>
  )
}
