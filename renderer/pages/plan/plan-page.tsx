import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useCanGoBack, useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { PlanView, PlanWithPasswords } from '../../../preload/contract/plan.ts'
import { failureFrom } from '../../api/failure.ts'
import { planKey } from '../../api/keys.ts'
import { useApi } from '../../api/provider.tsx'
import { usePlan } from '../../api/queries.ts'
import { sayMessage } from '../../language/say.ts'
import { type Say, useText } from '../../language/text.ts'
import { Button } from '../../parts/button.tsx'
import { Checkbox } from '../../parts/checkbox.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { FailureNotice } from '../../parts/failure-notice.tsx'
import { Notice, type NoticeTone } from '../../parts/notice.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { InstallSteps, stepIndex } from '../install/install-steps.tsx'
import { forgetDraft } from '../install/use-draft.ts'
import { PlanAgain } from './plan-again.tsx'
import { PlanChanges } from './plan-changes.tsx'
import { PlanDetails } from './plan-details.tsx'
import style from './plan-page.module.css'
import { PlanPasswords } from './plan-passwords.tsx'
import { PlanPath } from './plan-path.tsx'
import { PlanSide } from './plan-side.tsx'
import { PlanSteps } from './plan-steps.tsx'

/** What would be done, in sentences, before anything is. */
export function PlanPage() {
  const { plan: id } = useParams({ from: '/plan/$plan' })
  const planned = usePlan(id)
  return planned === undefined ? <UnknownPlan /> : <KnownPlan {...planned} />
}

function KnownPlan({ plan, made }: PlanWithPasswords) {
  const say = useText()
  const isInstall = plan.kind === 'install'
  return (
    <>
      <PageHeader
        path={<PlanPath plan={plan} />}
        title={say(`plan.kinds.${plan.kind}.title`, { title: plan.title, app: plan.app ?? '' })}
        more={isInstall ? undefined : say('plan.nothingYet')}
      />
      {isInstall && <InstallSteps current={stepIndex('plan')} />}
      <div className={style['columns']}>
        <div className={style['main']}>
          <PlanChanges changes={plan.changes} />
          <PlanSteps steps={plan.steps} />
          <Said messages={plan.warnings} tone={plan.destructive ? 'bad' : 'warn'} />
          <Said messages={plan.promises} tone="good" />
          <PlanPasswords made={made} />
          <Decision plan={plan} />
        </div>
        <PlanSide plan={plan} />
      </div>
    </>
  )
}

function Said({ messages, tone }: { readonly messages: PlanView['warnings']; readonly tone: NoticeTone }) {
  return messages.map((message, index) => {
    const { what, more } = sayMessage(message)
    return (
      <Notice key={index} tone={tone} what={what}>
        {more !== null && <p>{more}</p>}
      </Notice>
    )
  })
}

function Decision({ plan }: { readonly plan: PlanView }) {
  const say = useText()
  const [returns, setReturns] = useState(true)
  const start = useStart(plan, returns)
  const back = useBack()
  const failure = start.isError ? failureFrom(start.error) : null
  return (
    <>
      {failure !== null && (
        <FailureNotice
          failure={failure}
          button={
            failure.code === 'plan-unknown' || failure.code === 'plan-outdated' ? (
              <PlanAgain plan={plan.id} otherwise={back} />
            ) : undefined
          }
        />
      )}
      {plan.returns && (
        <Checkbox
          label={say('plan.returns')}
          help={say('plan.returnsMore')}
          isSelected={returns}
          onChange={setReturns}
        />
      )}
      <div className={style['decision']}>
        <div className={style['buttons']}>
          {plan.destructive && <Button onPress={back}>{say('parts.back')}</Button>}
          <Button
            kind={plan.destructive ? 'danger' : 'main'}
            isDisabled={plan.steps.length === 0}
            isPending={start.isPending}
            onPress={() => start.mutate()}
          >
            {effectOf(plan, say)}
          </Button>
          {!plan.destructive && <Button onPress={back}>{say('parts.back')}</Button>}
        </div>
        <Disclosure title={say('parts.detailsForTechnicians')}>
          <PlanDetails details={plan.details} />
        </Disclosure>
      </div>
    </>
  )
}

function effectOf({ kind, title, destructive }: PlanView, say: Say): string {
  if (kind === 'delete' && destructive) return say('plan.deleteWithData', { title })
  return say(`plan.kinds.${kind}.button`, { title })
}

function useStart(plan: PlanView, returns: boolean) {
  const api = useApi()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { recipe } = useSearch({ from: '/plan/$plan' })
  return useMutation({
    mutationFn: () => api.jobs.start.mutate({ plan: plan.id, returns }),
    onSuccess: async ({ job }) => {
      // A plan is carried out once: going back must not lead to it again.
      await navigate({ to: '/jobs/$job', params: { job }, replace: true })
      queries.removeQueries({ queryKey: planKey(plan.id) })
      if (recipe !== undefined) forgetDraft(queries, recipe)
    },
  })
}

/** To where the plan was made. */
function useBack(): () => void {
  const router = useRouter()
  const navigate = useNavigate()
  const canGoBack = useCanGoBack()
  const { recipe } = useSearch({ from: '/plan/$plan' })
  return () => {
    if (recipe !== undefined) void navigate({ to: '/install/$recipe', params: { recipe } })
    else if (canGoBack) router.history.back()
    else void navigate({ to: '/' })
  }
}

function UnknownPlan() {
  const say = useText()
  const back = useBack()
  return (
    <>
      <PageHeader title={say('plan.goneTitle')} path={<Link to="/">{say('shell.home')}</Link>} />
      <FailureNotice
        failure={{ code: 'plan-unknown', facts: {} }}
        button={<Button onPress={back}>{say('plan.planAgain')}</Button>}
      />
    </>
  )
}
