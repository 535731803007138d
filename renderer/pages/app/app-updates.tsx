import { useQuery } from '@tanstack/react-query'
import type { AppSummary, AppVersion } from '../../../preload/contract/app.ts'
import { failureFrom } from '../../api/failure.ts'
import { versionsKey } from '../../api/keys.ts'
import { useApi } from '../../api/provider.tsx'
import { useText } from '../../language/text.ts'
import { Button } from '../../parts/button.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { FailureNotice } from '../../parts/failure-notice.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Pill } from '../../parts/pill.tsx'
import { SafeMarkdown } from '../../parts/safe-markdown.tsx'
import { upstreamVersion } from '../../parts/upstream-version.ts'
import style from './app-page.module.css'
import { useAppPlan } from './use-app-plan.tsx'

/** Which versions there are, what is new in them, and the way to each. */
export function AppUpdates({ app, title }: { readonly app: AppSummary; readonly title: string }) {
  const say = useText()
  const api = useApi()
  const reference = { server: app.server, app: app.name }
  const found = useQuery({
    queryKey: versionsKey(app.server, app.name, app.version),
    queryFn: ({ signal }) => api.apps.versions.query(reference, { signal }),
  })
  const plan = useAppPlan()
  const go = (version: string) =>
    plan.ask((inserted) => api.apps.planVersion.mutate({ ...reference, version, inserted }))
  if (found.isError) return <FailureNotice failure={failureFrom(found.error)} />
  if (found.data === undefined) return <p role="status">{say('app.updatesLooking')}</p>
  const { current, versions, failure } = found.data
  const newer = versions.filter(({ direction }) => direction === 'newer')
  const older = versions.filter(({ direction }) => direction === 'older')
  const [newest] = newer
  const isOff = app.word === 'off'
  const ways = { isBusy: app.job !== null || plan.isPending || isOff, go }
  const now = current === null ? '' : upstreamVersion(current)
  return (
    <div className={style['sections']}>
      {failure !== null && <FailureNotice failure={failure} />}
      {plan.trouble}
      {isOff && <Notice tone="off" what={say('app.offNoUpdate', { title })} />}
      {newest === undefined ? (
        <Notice tone="good" what={say('app.newest', { title, version: now })} />
      ) : (
        <Notice
          tone="busy"
          what={say('app.newerWhat', { count: newer.length })}
          button={
            <Button kind="main" isDisabled={ways.isBusy} onPress={() => go(newest.version)}>
              {say('app.updateNow', { version: newest.upstream })}
            </Button>
          }
        >
          <p>{say('app.newerMore', { version: now })}</p>
        </Notice>
      )}
      {newer.length > 0 && (
        <section className={style['section']}>
          <h2>{say('app.newer')}</h2>
          <Versions versions={newer} ways={ways} isNewer />
        </section>
      )}
      {older.length > 0 && (
        <Disclosure title={say('app.older')}>
          <p className={style['soft']}>{say('app.olderMore')}</p>
          <Versions versions={older} ways={ways} />
        </Disclosure>
      )}
    </div>
  )
}

interface VersionsProps {
  readonly versions: readonly AppVersion[]
  readonly ways: { readonly isBusy: boolean; readonly go: (version: string) => void }
  readonly isNewer?: boolean
}

function Versions({ versions, ways, isNewer = false }: VersionsProps) {
  const say = useText()
  return (
    <ul className={style['versions']}>
      {versions.map(({ version, upstream, breaking, notes }, index) => (
        <li key={version} className={style['version']}>
          <div className={style['partHead']}>
            <strong>{upstream}</strong>
            <span className={style['soft']}>{version}</span>
            {breaking && isNewer && <Pill tone="warn">{say('app.breaking')}</Pill>}
            {!(isNewer && index === 0) && (
              <Button size="small" isDisabled={ways.isBusy} onPress={() => ways.go(version)}>
                {isNewer ? say('app.choose') : say('app.goBack', { version: upstream })}
              </Button>
            )}
          </div>
          {isNewer &&
            (notes === null ? <p className={style['soft']}>{say('app.noNotes')}</p> : <SafeMarkdown text={notes} />)}
        </li>
      ))}
    </ul>
  )
}
