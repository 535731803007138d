import { Link } from '@tanstack/react-router'
import { CircleCheck, CirclePause, CircleSlash, CircleX, LoaderCircle, type LucideIcon, Undo2 } from 'lucide-react'
import type { JobState, JobView } from '../../preload/contract/job.ts'
import { sayJob } from '../language/say.ts'
import { useText } from '../language/text.ts'
import { TimeOfDay } from '../parts/time-ago.tsx'
import style from './job-list.module.css'

const icons: Readonly<Record<JobState, LucideIcon>> = {
  running: LoaderCircle,
  waiting: CirclePause,
  done: CircleCheck,
  failed: CircleX,
  returned: Undo2,
  cancelled: CircleSlash,
}

export interface JobListProps {
  readonly jobs: readonly JobView[]
  readonly label: string
  /** Also where and by whom. */
  readonly isFull?: boolean
}

/** Jobs as sentences with their time, each leading to its page. */
export function JobList({ jobs, label, isFull = false }: JobListProps) {
  return (
    <ul className={style['list']} aria-label={label}>
      {jobs.map((job) => (
        <li key={job.id}>
          <JobLine job={job} isFull={isFull} />
        </li>
      ))}
    </ul>
  )
}

function JobLine({ job, isFull }: { readonly job: JobView; readonly isFull: boolean }) {
  const say = useText()
  const Icon = icons[job.state]
  return (
    <Link to="/jobs/$job" params={{ job: job.id }} className={style['line']}>
      <Icon size={18} aria-hidden className={style[job.state]} />
      <span className={style['words']}>
        {sayJob(job)}
        {isFull && (
          <span className={style['more']}>
            {[job.app, say('activity.on', { server: job.server }), say('activity.by', { name: job.by })]
              .filter((part) => part !== null)
              .join(' · ')}
          </span>
        )}
      </span>
      <span className={style['when']}>
        <TimeOfDay at={job.endedAt ?? job.startedAt} />
      </span>
    </Link>
  )
}
