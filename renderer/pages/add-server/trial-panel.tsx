import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { stages } from '../../../preload/contract/server.ts'
import { failureFrom } from '../../api/failure.ts'
import { useApi } from '../../api/provider.tsx'
import { useShowPlan } from '../../api/queries.ts'
import { useText } from '../../language/text.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { FailureNotice } from '../../parts/failure-notice.tsx'
import { Notice } from '../../parts/notice.tsx'
import style from './add-server-page.module.css'
import { IdentityQuestion } from './identity-question.tsx'
import { StageList } from './stage-list.tsx'
import { type Outcome, outcomeOf, type Trial } from './use-try.ts'

export interface TrialPanelProps {
  readonly name: string
  readonly trial: Trial
  /** The member said that the print is their server's. */
  readonly onAccept: (print: string) => void
  readonly onStop: () => void
}

/** Beside the form: how far the way to the server goes, and what can be done at its end. */
export function TrialPanel({ name, trial, onAccept, onStop }: TrialPanelProps) {
  const say = useText()
  const outcome = outcomeOf(trial, stages)
  const question = trial.stages.find((event) => event.kind === 'ask')
  const panel = useRef<HTMLDivElement>(null)
  // In a narrow window the panel is below the form.
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest' })
  }, [outcome])
  return (
    <div
      ref={panel}
      className={style['panel']}
      role="group"
      aria-label={say('addServer.stages', { name })}
      tabIndex={-1}
    >
      {question !== undefined && outcome === 'asks' && (
        <IdentityQuestion
          question={question}
          onYes={() => {
            // The question goes away with its buttons; what follows appears here.
            panel.current?.focus()
            onAccept(question.sha256)
          }}
          onNo={onStop}
        />
      )}
      {trial.failure !== null && <FailureNotice failure={trial.failure} />}
      {(outcome === 'ready' || outcome === 'almost') && <AddNow name={name} trial={trial} outcome={outcome} />}
      <Card title={say('addServer.stages', { name })}>
        <StageList label={say('addServer.stages', { name })} events={trial.stages} />
      </Card>
    </div>
  )
}

interface AddNowProps {
  readonly name: string
  readonly trial: Trial
  readonly outcome: Extract<Outcome, 'ready' | 'almost'>
}

function AddNow({ name, trial, outcome }: AddNowProps) {
  const say = useText()
  const api = useApi()
  const navigate = useNavigate()
  const showPlan = useShowPlan()
  const add = useMutation({
    mutationFn: async (andSetUp: boolean) => {
      const added = await api.servers.add.mutate(trial.input)
      if (andSetUp) await showPlan(await api.servers.planSetUp.mutate(added.name))
      else await navigate({ to: '/servers/$server', params: { server: added.name } })
    },
  })
  return (
    <>
      <Notice tone={outcome === 'ready' ? 'good' : 'busy'} what={say(`addServer.${outcome}`, { name })} isAnnounced>
        {outcome === 'almost' && <p>{say('addServer.almostMore')}</p>}
      </Notice>
      {add.isError && <FailureNotice failure={failureFrom(add.error)} />}
      <div className={style['buttons']}>
        {outcome === 'ready' ? (
          <Button kind="main" isPending={add.isPending} onPress={() => add.mutate(false)}>
            {say('addServer.save', { name })}
          </Button>
        ) : (
          <>
            <Button kind="main" isPending={add.isPending} onPress={() => add.mutate(true)}>
              {say('addServer.saveAndSetUp')}
            </Button>
            <Button isDisabled={add.isPending} onPress={() => add.mutate(false)}>
              {say('addServer.saveOnly')}
            </Button>
          </>
        )}
      </div>
    </>
  )
}
