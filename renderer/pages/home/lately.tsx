import { useJobs } from '../../api/queries.ts'
import { useText } from '../../language/text.ts'
import { JobList } from '../../shell/job-list.tsx'
import style from './lately.module.css'

const shown = 5

/** What ended lately; what runs now is at the foot of the navigation. */
export function Lately() {
  const say = useText()
  const ended = (useJobs() ?? []).filter((job) => job.endedAt !== null).slice(0, shown)
  if (ended.length === 0) return null
  return (
    <section className={style['lately']}>
      <h2>{say('home.lately')}</h2>
      <JobList jobs={ended} label={say('home.lately')} />
    </section>
  )
}
