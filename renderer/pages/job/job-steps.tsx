import type { JobStepView, JobView } from '../../../preload/contract/job.ts'
import { sayMessage } from '../../language/say.ts'
import { useText } from '../../language/text.ts'
import { PlanList } from '../../parts/plan-list.tsx'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { Elapsed } from '../../parts/time-ago.tsx'
import style from './job-page.module.css'

/** The plan's steps, each with what is known about it now. */
export function JobSteps({ job }: { readonly job: JobView }) {
  const say = useText()
  return (
    <PlanList
      label={say('job.steps')}
      steps={job.steps.map((step) => ({
        what: sayMessage(step.message).what,
        more: <Under step={step} />,
        state: step.state,
        ...endOf(step),
      }))}
    />
  )
}

function endOf({ state, startedAt, endedAt }: JobStepView) {
  if (startedAt === null || state === 'to-do') return {}
  if (state === 'running') return { end: <Elapsed from={startedAt} to={null} /> }
  const to = endedAt ?? startedAt
  // What took no time needs no figure.
  return to - startedAt < 500 ? {} : { end: <Elapsed from={startedAt} to={to} /> }
}

function Under({ step }: { readonly step: JobStepView }) {
  const { message, note, state, progress } = step
  const said = sayMessage(message)
  const noted = note === null ? null : sayMessage(note)
  return (
    <>
      {noted === null ? said.more !== null && <p>{said.more}</p> : <p>{noted.what}</p>}
      {noted?.more !== undefined && noted.more !== null && <p>{noted.more}</p>}
      {state === 'running' && (
        <div className={style['bar']}>
          <ProgressBar label={said.what} value={progress} />
        </div>
      )}
    </>
  )
}
