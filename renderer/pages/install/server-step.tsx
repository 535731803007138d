import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import type { ServerState } from '../../../preload/contract/server.ts'
import { failureFrom } from '../../api/failure.ts'
import { useApi } from '../../api/provider.tsx'
import { useShowPlan } from '../../api/queries.ts'
import { type Say, useText } from '../../language/text.ts'
import { Button, buttonClass } from '../../parts/button.tsx'
import { EmptyPage } from '../../parts/empty-page.tsx'
import { FailureNotice } from '../../parts/failure-notice.tsx'
import { Notice } from '../../parts/notice.tsx'
import { RadioCards } from '../../parts/radio-cards.tsx'
import style from './install-page.module.css'
import { needsSetUp } from './servers-to-choose.ts'
import { StepButtons } from './step-buttons.tsx'

export interface ServerStepProps {
  readonly servers: readonly ServerState[]
  readonly chosen: string | null
  readonly onChoose: (server: string) => void
  readonly onNext: () => void
}

export function ServerStep({ servers, chosen, onChoose, onNext }: ServerStepProps) {
  const say = useText()
  const [isAsked, setAsked] = useState(false)
  if (servers.length === 0) return <NoServer />
  const toSetUp = servers.filter(needsSetUp)
  const isReady = toSetUp.length < servers.length
  return (
    <Form
      validationBehavior="aria"
      className={style['step'] ?? ''}
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen === null) setAsked(true)
        else onNext()
      }}
    >
      {isReady ? (
        <RadioCards
          label={say('install.serverQuestion')}
          error={isAsked && chosen === null ? say('install.chooseServer') : null}
          value={chosen}
          onChange={onChoose}
          cards={servers.map((server) => ({
            id: server.name,
            title: server.name,
            more: serverSentence(server, say),
            isDisabled: needsSetUp(server),
          }))}
        />
      ) : (
        <p>{say('install.noneReady')}</p>
      )}
      {toSetUp.map((server) => (
        <SetUpNotice key={server.name} name={server.name} />
      ))}
      {isReady && <StepButtons next={say('install.next')} />}
    </Form>
  )
}

function serverSentence(server: ServerState, say: Say): string {
  if (needsSetUp(server)) return say('install.serverNotSetUp')
  if (server.connection.kind === 'failed') return say('install.serverAway')
  if (server.kind === 'this-computer') return say('install.serverThisComputer')
  return server.apps.length === 0
    ? say('install.serverNoApps')
    : say('install.serverApps', { count: server.apps.length })
}

function SetUpNotice({ name }: { readonly name: string }) {
  const say = useText()
  const api = useApi()
  const showPlan = useShowPlan()
  const plan = useMutation({ mutationFn: () => api.servers.planSetUp.mutate(name), onSuccess: showPlan })
  const button = (
    <Button isPending={plan.isPending} onPress={() => plan.mutate()}>
      {say('install.setUp', { name })}
    </Button>
  )
  return (
    <>
      <Notice tone="off" what={say('server.setUpWhat', { name })} button={button}>
        <p>{say('install.setUpMore')}</p>
      </Notice>
      {plan.isError && <FailureNotice failure={failureFrom(plan.error)} />}
    </>
  )
}

function NoServer() {
  const say = useText()
  return (
    <EmptyPage
      picture="hook"
      what={say('install.noServerWhat')}
      button={
        <Link to="/servers/add" className={buttonClass('main')}>
          {say('install.addServer')}
        </Link>
      }
    >
      {say('install.noServerMore')}
    </EmptyPage>
  )
}
