import { Link } from '@tanstack/react-router'
import type { AppSummary } from '../../../preload/contract/app.ts'
import { failureFrom } from '../../api/failure.ts'
import { useDetails, useJob } from '../../api/queries.ts'
import { sayMessage } from '../../language/say.ts'
import { useText } from '../../language/text.ts'
import { buttonClass } from '../../parts/button.tsx'
import { Facts } from '../../parts/facts.tsx'
import { FailureNotice } from '../../parts/failure-notice.tsx'
import { Notice, type NoticeTone } from '../../parts/notice.tsx'
import { OutsideLink } from '../../parts/outside-link.tsx'
import { upstreamVersion } from '../../parts/upstream-version.ts'
import { AppActions } from './app-actions.tsx'
import { AppDetailsFold } from './app-details.tsx'
import style from './app-page.module.css'

const tones: Readonly<Record<AppSummary['word'], NoticeTone>> = {
  working: 'good',
  starting: 'busy',
  updating: 'busy',
  attention: 'warn',
  off: 'off',
  unknown: 'off',
}

export function AppOverview({ app, title }: { readonly app: AppSummary; readonly title: string }) {
  const say = useText()
  const details = useDetails({ server: app.server, app: app.name })
  const volumes = details.data?.volumes.map((volume) => volume.name) ?? []
  const failure = details.data?.failure ?? null
  return (
    <div className={style['sections']}>
      <Reason app={app} title={title} />
      {details.isError && <FailureNotice failure={failureFrom(details.error)} />}
      {failure !== null && app.word !== 'attention' && <FailureNotice failure={failure} />}
      <section className={style['section']}>
        <h2>{say('app.about')}</h2>
        <Facts
          rows={[
            { name: say('app.address'), value: <Address app={app} /> },
            { name: say('app.version'), value: <Version app={app} /> },
            {
              name: say('app.server'),
              value: (
                <Link to="/servers/$server" params={{ server: app.server }}>
                  {app.server}
                </Link>
              ),
            },
            {
              name: say('app.recipe'),
              value: (
                <Link to="/catalogue/$recipe" params={{ recipe: app.recipe }}>
                  {title}
                </Link>
              ),
            },
            {
              name: say('app.data'),
              value: details.data === undefined ? '…' : volumes.length === 0 ? say('app.noData') : volumes.join(', '),
            },
          ]}
        />
      </section>
      <AppActions app={app} title={title} />
      {details.data !== undefined && <AppDetailsFold app={app} details={details.data} />}
    </div>
  )
}

/** Its state in words with the reason, or what is being done with it now. */
function Reason({ app, title }: { readonly app: AppSummary; readonly title: string }) {
  const say = useText()
  const job = useJob(app.job)
  if (app.job !== null && job?.state !== 'failed') {
    const follow = (
      <Link to="/jobs/$job" params={{ job: app.job }} className={buttonClass('plain')}>
        {say('app.follow')}
      </Link>
    )
    return <Notice tone="busy" what={say('app.busy', { title })} button={follow} isAnnounced />
  }
  if (app.reason.code === 'reason-failure') return <FailureNotice failure={app.reason.values.failure} />
  const said = sayMessage(app.reason)
  return (
    <Notice tone={tones[app.word]} what={said.what} isAnnounced>
      {said.more !== null && <p>{said.more}</p>}
    </Notice>
  )
}

function Address({ app }: { readonly app: AppSummary }) {
  const say = useText()
  if (app.url === null) return say('app.noAddress')
  return <OutsideLink to={app.url}>{app.domain ?? app.url}</OutsideLink>
}

function Version({ app }: { readonly app: AppSummary }) {
  const say = useText()
  if (app.version === null) {
    return app.pinned === null ? '' : say('app.versionOff', { version: upstreamVersion(app.pinned) })
  }
  return (
    <>
      {upstreamVersion(app.version)} <span className={style['soft']}>({app.version})</span>
      {app.update !== null && <> · {say('app.updateThere', { version: upstreamVersion(app.update) })}</>}
      {app.chaos && <> · {say('app.versionAside')}</>}
    </>
  )
}
