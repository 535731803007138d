import { Link, useParams } from '@tanstack/react-router'
import type { JobView } from '../../../preload/contract/job.ts'
import { useJob, useJobs } from '../../api/queries.ts'
import { sayJob, sayMessage } from '../../language/say.ts'
import { useText } from '../../language/text.ts'
import { buttonClass } from '../../parts/button.tsx'
import { FailureNotice } from '../../parts/failure-notice.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { Elapsed } from '../../parts/time-ago.tsx'
import { InstallSteps, stepIndex } from '../install/install-steps.tsx'
import { CancelJob } from './cancel-job.tsx'
import { JobEnd } from './job-end.tsx'
import style from './job-page.module.css'
import { JobSteps } from './job-steps.tsx'

/** What is being done, or was done. It goes on whether this page is looked at or not. */
export function JobPage() {
  const { job: id } = useParams({ from: '/jobs/$job' })
  const say = useText()
  const jobs = useJobs()
  const job = useJob(id)
  if (job !== undefined) return <KnownJob job={job} />
  if (jobs === undefined) return <PageHeader title={say('job.looking')} />
  return (
    <>
      <PageHeader title={say('activity.title')} />
      <FailureNotice
        failure={{ code: 'job-unknown', facts: {} }}
        button={
          <Link to="/activity" className={buttonClass('plain')}>
            {say('job.toActivity')}
          </Link>
        }
      />
    </>
  )
}

function KnownJob({ job }: { readonly job: JobView }) {
  const say = useText()
  const { kind, state, startedAt, endedAt } = job
  const isRunning = state === 'running'
  return (
    <>
      <PageHeader
        path={<Link to="/activity">{say('activity.title')}</Link>}
        title={`${sayJob(job)}.`}
        more={
          <>
            <span>
              {[job.app, say('job.on', { server: job.server }), say('job.by', { name: job.by })]
                .filter((part) => part !== null)
                .join(' · ')}
            </span>
            <span>
              <Elapsed from={startedAt} to={isRunning ? null : (endedAt ?? startedAt)} />
            </span>
          </>
        }
      />
      {kind === 'install' && <InstallSteps current={stepIndex('ready') + (state === 'done' ? 1 : 0)} />}
      <div className={style['column']}>
        {isRunning && <p className={style['soft']}>{say('job.leave')}</p>}
        <JobEnd job={job} />
        <JobSteps job={job} />
        <CurrentStep job={job} />
        {isRunning && <CancelJob job={job} />}
      </div>
    </>
  )
}

/** For those who hear the page: the step, each time another one begins. */
function CurrentStep({ job }: { readonly job: JobView }) {
  const say = useText()
  const index = job.steps.findIndex((step) => step.state === 'running')
  const step = job.steps[index]
  return (
    <p className="only-heard" role="status">
      {step !== undefined &&
        say('job.doing', { step: index + 1, total: job.steps.length, name: sayMessage(step.message).what })}
    </p>
  )
}
