import { useState } from 'react'
import type { AppSummary } from '../../../preload/contract/app.ts'
import { useApi } from '../../api/provider.tsx'
import { useText } from '../../language/text.ts'
import { Button } from '../../parts/button.tsx'
import style from './app-page.module.css'
import { DeleteDialog } from './delete-dialog.tsx'
import { TakeBack } from './take-back.tsx'
import { useAppPlan } from './use-app-plan.tsx'

/** Each leads to a plan first. */
export function AppActions({ app, title }: { readonly app: AppSummary; readonly title: string }) {
  const say = useText()
  const { apps } = useApi()
  const [deletes, setDeletes] = useState(false)
  const reference = { server: app.server, app: app.name }
  const plan = useAppPlan()
  const isBusy = app.job !== null || plan.isPending
  return (
    <section className={style['section']}>
      <h2>{say('app.change')}</h2>
      <div className={style['buttons']}>
        {app.word === 'off' ? (
          <Button
            isDisabled={isBusy}
            onPress={() => plan.ask((inserted) => apps.planTurnOn.mutate({ ...reference, inserted }))}
          >
            {say('app.turnOn')}
          </Button>
        ) : (
          <>
            <Button
              isDisabled={isBusy}
              onPress={() => plan.ask(() => apps.planRestart.mutate({ ...reference, services: [] }))}
            >
              {say('app.restart')}
            </Button>
            <Button isDisabled={isBusy} onPress={() => plan.ask(() => apps.planTurnOff.mutate(reference))}>
              {say('app.turnOff')}
            </Button>
          </>
        )}
        <Button kind="danger" isDisabled={isBusy} onPress={() => setDeletes(true)}>
          {say('app.delete')}
        </Button>
      </div>
      {plan.trouble}
      <TakeBack app={reference} isBusy={isBusy} />
      {deletes && <DeleteDialog app={app} title={title} onClose={() => setDeletes(false)} />}
    </section>
  )
}
