import { Link } from '@tanstack/react-router'
import type { JobView } from '../../preload/contract/job.ts'
import { useJobs } from '../api/queries.ts'
import { formatDuration } from '../language/format.ts'
import { sayMessage } from '../language/say.ts'
import { useText } from '../language/text.ts'
import { ProgressBar } from '../parts/progress-bar.tsx'
import { useNow } from '../parts/time-ago.tsx'
import { jobProgress, jobStep } from './job-progress.ts'
import style from './running-jobs.module.css'

const shown = 2

/** At the foot of the navigation: what goes on, on whatever page one is. */
export function RunningJobs() {
  const say = useText()
  const running = (useJobs() ?? []).filter((job) => job.state === 'running' || job.state === 'waiting')
  if (running.length === 0) return null
  return (
    <section className={style['jobs']} aria-label={say('shell.running')}>
      {running.slice(0, shown).map((job) => (
        <RunningJob key={job.id} job={job} />
      ))}
      {running.length > shown && (
        <Link to="/activity" className={style['others']}>
          {say('shell.runningMore', { count: running.length - shown })}
        </Link>
      )}
    </section>
  )
}

function RunningJob({ job }: { readonly job: JobView }) {
  const say = useText()
  const now = useNow(1_000)
  const step = jobStep(job)
  const duration = formatDuration((now - job.startedAt) / 1000)
  const title = say(`shell.jobs.${job.kind}`, { title: job.title })
  const waits = job.state === 'waiting'
  return (
    <Link to="/jobs/$job" params={{ job: job.id }} className={style['job']} title={title}>
      <strong className={style['words']}>{title}</strong>
      <span className={[style['step'], style['words']].join(' ')}>
        {waits || step === null
          ? say('shell.waiting')
          : say('shell.elapsed', { step: sayMessage(step.message).what, duration })}
      </span>
      <ProgressBar label={title} value={jobProgress(job)} tone={waits ? 'warn' : 'accent'} />
    </Link>
  )
}
