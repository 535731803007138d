import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { JobView } from '../../../preload/contract/job.ts'
import { failureFrom } from '../../api/failure.ts'
import { useApi } from '../../api/provider.tsx'
import { useApp } from '../../api/queries.ts'
import { sayJob, sayMessage } from '../../language/say.ts'
import { useText } from '../../language/text.ts'
import { Button, buttonClass, type ButtonKind } from '../../parts/button.tsx'
import { FailureNotice } from '../../parts/failure-notice.tsx'
import { Notice } from '../../parts/notice.tsx'
import { OutsideLink } from '../../parts/outside-link.tsx'
import { TakeBack } from '../app/take-back.tsx'
import { PlanAgain } from '../plan/plan-again.tsx'
import style from './job-page.module.css'

/** How a job ended or why it stands still, and where to go from here. Nothing while it runs. */
export function JobEnd({ job }: { readonly job: JobView }) {
  switch (job.state) {
    case 'running':
      return null
    case 'done':
      return <Done job={job} />
    case 'cancelled':
      return <Cancelled job={job} />
    case 'returned':
      return <Returned job={job} />
    case 'waiting':
    case 'failed':
      return <Stopped job={job} />
  }
}

function Done({ job }: { readonly job: JobView }) {
  const say = useText()
  const { kind, title, url, app, server } = job
  const isOpen = (kind === 'install' || kind === 'turn-on') && url !== null
  const silent = job.steps.map((step) => step.note).find((note) => note?.code === 'note-page-silent')
  const said = silent === undefined || silent === null ? null : sayMessage(silent)
  return (
    <>
      <Notice
        tone="good"
        what={<Ended job={job} more={say(`job.doneMore.${kind}`, { app: app ?? '', server })} />}
        isAnnounced
      />
      {said !== null && (
        <Notice tone="warn" what={said.what}>
          <p>{said.more}</p>
        </Notice>
      )}
      <div className={style['buttons']}>
        {isOpen && (
          <OutsideLink to={url} kind="main">
            {say('job.open', { title })}
          </OutsideLink>
        )}
        {kind === 'set-up-server' && (
          <Link to="/catalogue" className={buttonClass('main')}>
            {say('job.toCatalogue')}
          </Link>
        )}
        <ToSubject job={job} kind="plain" />
        <ToHome kind={kind === 'delete' || kind === 'turn-off' ? 'main' : 'plain'} />
        <MayTakeBack job={job} />
      </div>
    </>
  )
}

function Returned({ job }: { readonly job: JobView }) {
  const say = useText()
  return (
    <>
      <Notice tone="warn" what={<Ended job={job} more={say('job.returnedMore')} />} isAnnounced />
      {job.failure !== null && <FailureNotice failure={job.failure} tone="warn" />}
      <div className={style['buttons']}>
        <ToSubject job={job} kind="main" />
        <ToHome kind="plain" />
      </div>
    </>
  )
}

function Cancelled({ job }: { readonly job: JobView }) {
  const say = useText()
  return (
    <>
      <Notice tone="off" what={<Ended job={job} more={say('job.cancelledMore')} />} isAnnounced />
      <div className={style['buttons']}>
        <ToSubject job={job} kind="plain" />
        <ToHome kind="plain" />
      </div>
    </>
  )
}

/** The title above says how it ended to those who see it; here it is read out. */
function Ended({ job, more }: { readonly job: JobView; readonly more: string }) {
  return (
    <>
      <span className="only-heard">{sayJob(job)}. </span>
      {more}
    </>
  )
}

/** Failed, or waiting for the member: the core can go on where it stopped. */
function Stopped({ job }: { readonly job: JobView }) {
  const say = useText()
  const api = useApi()
  const resume = useMutation({ mutationFn: () => api.jobs.resume.mutate(job.id) })
  const end = useMutation({ mutationFn: () => api.jobs.cancel.mutate(job.id) })
  const error = resume.error ?? end.error
  const toSubject = useToSubject(job)
  const isLate = job.failure?.code === 'not-steady-in-time'
  return (
    <>
      {job.failure !== null && <FailureNotice failure={job.failure} tone={job.state === 'failed' ? 'bad' : 'warn'} />}
      {error !== null && <FailureNotice failure={failureFrom(error)} />}
      <div className={style['buttons']}>
        {(error === null ? job.failure : failureFrom(error))?.code === 'plan-outdated' ? (
          <PlanAgain plan={job.id} otherwise={toSubject} />
        ) : (
          <Button kind="main" isPending={resume.isPending} onPress={() => resume.mutate()}>
            {say(isLate ? 'job.watch' : 'job.again')}
          </Button>
        )}
        <ToSubject job={job} kind="plain" />
        {job.state === 'waiting' && (
          <Button kind="quiet" isPending={end.isPending} onPress={() => end.mutate()}>
            {say('job.endWaiting')}
          </Button>
        )}
        {job.state === 'failed' && <ToHome kind="plain" />}
        <MayTakeBack job={job} />
      </div>
    </>
  )
}

/** Where the member began what only they can plan anew. */
function useToSubject({ server, app }: JobView): () => void {
  const navigate = useNavigate()
  const known = useApp({ server, app: app ?? '' })
  return () => {
    if (app !== null && known !== undefined) void navigate({ to: '/apps/$server/$app', params: { server, app } })
    else void navigate({ to: '/catalogue' })
  }
}

/** To the app or the server, where it is there. */
function ToSubject({ job, kind }: { readonly job: JobView; readonly kind: ButtonKind }): ReactNode {
  const say = useText()
  const { server, app, title } = job
  const known = useApp({ server, app: app ?? '' })
  if (app === null) {
    return (
      <Link to="/servers/$server" params={{ server }} className={buttonClass(kind)}>
        {say('job.toServer', { title: server })}
      </Link>
    )
  }
  if (known === undefined) return null
  return (
    <Link to="/apps/$server/$app" params={{ server, app }} className={buttonClass(kind)}>
      {say('job.toApp', { title })}
    </Link>
  )
}

function MayTakeBack({ job: { id, server, app } }: { readonly job: JobView }) {
  return app === null ? null : <TakeBack app={{ server, app }} job={id} isBusy={false} />
}

function ToHome({ kind }: { readonly kind: ButtonKind }) {
  const say = useText()
  return (
    <Link to="/" className={buttonClass(kind)}>
      {say('job.toHome')}
    </Link>
  )
}
