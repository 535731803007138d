import { useEffect, useRef, useState } from 'react'
import type { AppSummary } from '../../../preload/contract/app.ts'
import { useDetails, useJobs } from '../../api/queries.ts'
import { useText } from '../../language/text.ts'
import { FailureNotice } from '../../parts/failure-notice.tsx'
import { Select } from '../../parts/select.tsx'
import { JobList } from '../../shell/job-list.tsx'
import style from './app-page.module.css'
import { useAppLog } from './use-app-log.ts'

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
        <h2>{say('app.logTitle')}</h2>
        <LiveLog app={app} />
      </section>
    </div>
  )
}

const allParts = '*'

function LiveLog({ app }: { readonly app: AppSummary }) {
  const say = useText()
  const reference = { server: app.server, app: app.name }
  const services = useDetails(reference).data?.services ?? []
  const [part, setPart] = useState(allParts)
  const log = useAppLog(reference, part === allParts ? undefined : part)
  const place = useRef<HTMLPreElement>(null)
  const atEnd = useRef(true)
  // New lines scroll into view unless the member scrolled back to read.
  useEffect(() => {
    if (atEnd.current) place.current?.scrollTo(0, place.current.scrollHeight)
  }, [log.lines])
  return (
    <>
      <p className={style['soft']}>{say('app.logHelp')}</p>
      {services.length > 1 && (
        <div className={style['choice']}>
          <Select
            label={say('app.logPart')}
            value={part}
            onChange={setPart}
            choices={[
              { id: allParts, label: say('app.logAll') },
              ...services.map(({ name }) => ({ id: name, label: name })),
            ]}
          />
        </div>
      )}
      <pre
        ref={place}
        className={style['log']}
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label={say('app.logTitle')}
        onScroll={({ currentTarget }) => {
          atEnd.current = currentTarget.scrollHeight - currentTarget.scrollTop - currentTarget.clientHeight < 40
        }}
      >
        {log.lines.length === 0
          ? say('app.logWaiting')
          : log.lines.map((line, index) => (
              <span key={index} className={style['line']}>
                <span className={style['soft']}>{logTime(line.at)} </span>
                {part === allParts && services.length > 1 && <span className={style['speaker']}>{line.service} </span>}
                {line.text}
                {'\n'}
              </span>
            ))}
      </pre>
      {log.failure !== null && <FailureNotice failure={log.failure} />}
      {log.ended && log.failure === null && <p className={style['soft']}>{say('app.logEnded')}</p>}
    </>
  )
}

function logTime(at: number): string {
  return new Date(at).toLocaleTimeString(undefined, { hour12: false })
}
