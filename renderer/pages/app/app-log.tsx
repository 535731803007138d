import type { AppSummary } from '../../../preload/contract/app.ts'
import { useJobs } from '../../api/queries.ts'
import { useText } from '../../language/text.ts'
import { JobList } from '../../shell/job-list.tsx'
import style from './app-page.module.css'
import { LiveLog } from './live-log.tsx'

/** What was done with the app, and what the app itself says. */
export function AppLog({ app }: { readonly app: AppSummary }) {
  const say = useText()
  const jobs = (useJobs() ?? []).filter((job) => job.app === app.name && job.server === app.server)
  return (
    <div className={style['sections']}>
      <section className={style['section']}>
        <h2>{say('app.lately')}</h2>
        {jobs.length === 0 ? (
          <p className={style['soft']}>{say('app.nothingDone')}</p>
        ) : (
          <JobList jobs={jobs} label={say('app.lately')} isFull />
        )}
      </section>
      <section className={style['section']}>
        <h2>{say('log.title')}</h2>
        <LiveLog app={app} />
      </section>
    </div>
  )
}
