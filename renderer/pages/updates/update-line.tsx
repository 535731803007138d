import { Link } from '@tanstack/react-router'
import type { AppSummary } from '../../../preload/contract/app.ts'
import type { JobView } from '../../../preload/contract/job.ts'
import type { Message } from '../../../preload/contract/message.ts'
import type { PlanView } from '../../../preload/contract/plan.ts'
import { useRecipeTitle } from '../../api/titles.ts'
import { sayFailure, sayJob, sayMessage } from '../../language/say.ts'
import { useText } from '../../language/text.ts'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Pill } from '../../parts/pill.tsx'
import { upstreamVersion } from '../../parts/upstream-version.ts'
import { isSafe, losesPasswords, needsHand, type PlannedUpdate } from './planned-update.ts'
import style from './updates-page.module.css'

export interface UpdateLineProps {
  readonly update: PlannedUpdate
  readonly job: JobView | undefined
  /** The button was pressed: what is safe and has no job yet waits for its turn. */
  readonly isGoing: boolean
}

/** One app: from which version to which, what that means, or how it went. */
export function UpdateLine({ update, job, isGoing }: UpdateLineProps) {
  const { app, plan } = update
  const say = useText()
  const title = useRecipeTitle()(app.recipe)
  return (
    <li className={style['line']}>
      <div className={style['head']}>
        <Link to="/apps/$server/$app" params={{ server: app.server, app: app.name }}>
          {title}
        </Link>
        <span className={style['soft']}>{app.domain ?? app.name}</span>
        <span className={style['versions']}>
          {upstreamVersion(app.version ?? '')} → {upstreamVersion(app.update ?? '')}
        </span>
        <State update={update} job={job} isGoing={isGoing} />
      </div>
      {job === undefined && <Why update={update} />}
      {plan !== null && job === undefined && (
        <Disclosure title={say('updates.what')}>
          <Sentences messages={[...plan.changes, ...plan.warnings, ...plan.promises]} />
        </Disclosure>
      )}
    </li>
  )
}

function State({ update, job, isGoing }: UpdateLineProps) {
  const say = useText()
  if (job !== undefined) {
    return (
      <Link to="/jobs/$job" params={{ job: job.id }}>
        {sayJob(job)}
      </Link>
    )
  }
  if (update.failure !== null) return <Pill tone="warn">{say('updates.notTogether')}</Pill>
  if (update.plan === null) return <Pill tone="off">{say('updates.planningOne')}</Pill>
  if (!isSafe(update)) return <Pill tone="warn">{say('updates.notTogether')}</Pill>
  return <Pill tone={isGoing ? 'busy' : 'good'}>{say(isGoing ? 'updates.waits' : 'updates.safe')}</Pill>
}

/** Why an app is not updated with the others. */
function Why({ update }: { readonly update: PlannedUpdate }) {
  const { plan, failure, app } = update
  const say = useText()
  if (failure !== null) {
    const { what, next } = sayFailure(failure)
    return (
      <p className={style['soft']}>
        {what} {next}
      </p>
    )
  }
  if (plan === null || isSafe(update)) return null
  return <p className={style['soft']}>{say(`updates.${reasonFor(plan, app)}`)}</p>
}

function reasonFor(plan: PlanView, { word }: AppSummary): 'hand' | 'passwords' | 'unwell' | 'noReturn' {
  if (needsHand(plan)) return 'hand'
  if (losesPasswords(plan)) return 'passwords'
  return word === 'working' ? 'noReturn' : 'unwell'
}

function Sentences({ messages }: { readonly messages: readonly Message[] }) {
  return (
    <ul className={style['sentences']}>
      {messages.map((message, index) => {
        const { what, more } = sayMessage(message)
        return (
          <li key={index}>
            {what} {more !== null && <span className={style['soft']}>{more}</span>}
          </li>
        )
      })}
    </ul>
  )
}
