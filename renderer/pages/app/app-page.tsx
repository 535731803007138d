import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { AppSummary } from '../../../preload/contract/app.ts'
import { useApp, useOverview } from '../../api/queries.ts'
import { useRecipeCards, useRecipeTitle } from '../../api/titles.ts'
import { useText } from '../../language/text.ts'
import { loadAgain } from '../../load-again.ts'
import { AppIcon } from '../../parts/app-icon.tsx'
import { buttonClass } from '../../parts/button.tsx'
import { OutsideLink } from '../../parts/outside-link.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { StatePill } from '../../parts/state-pill.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { AppLog } from './app-log.tsx'
import { AppPasswords } from './app-passwords.tsx'
import { AppOverview } from './app-overview.tsx'
import { AppUpdates } from './app-updates.tsx'
import { UnsavedSettings } from './settings/unsaved-settings.tsx'

const AppSettings = lazy(async () => ({
  default: (await loadAgain(() => import('./settings/app-settings.tsx'))).AppSettings,
}))
const Technician = lazy(async () => ({
  default: (await loadAgain(() => import('./technician/technician.tsx'))).Technician,
}))

export function AppPage() {
  const say = useText()
  const reference = useParams({ from: '/apps/$server/$app' })
  const known = useOverview() !== undefined
  const app = useApp(reference)
  if (app !== undefined) return <KnownApp key={`${app.server}/${app.name}`} app={app} />
  if (!known) return <PageHeader title={reference.app} />
  return (
    <>
      <PageHeader title={say('app.unknownWhat', { name: reference.app, server: reference.server })} />
      <p>
        <Link to="/" className={buttonClass('main')}>
          {say('app.toHome')}
        </Link>
      </p>
    </>
  )
}

function KnownApp({ app }: { readonly app: AppSummary }) {
  const say = useText()
  const title = useRecipeTitle()(app.recipe)
  const picture = useRecipeCards().get(app.recipe)?.icon
  return (
    <>
      <PageHeader
        title={title}
        name={`${title} · ${app.domain ?? app.name}`}
        icon={<AppIcon name={title} picture={picture} size="large" />}
        more={
          <>
            <span>{[app.domain ?? app.name, say('activity.on', { server: app.server })].join(' · ')}</span>
            <StatePill word={app.word} />
          </>
        }
        buttons={
          app.url !== null && app.word !== 'off' ? (
            <OutsideLink to={app.url} kind="plain">
              {say('app.open', { title })}
            </OutsideLink>
          ) : undefined
        }
      />
      <Tabs
        label={say('app.tabs')}
        tabs={[
          { id: 'overview', title: say('app.overview'), content: <AppOverview app={app} title={title} /> },
          {
            id: 'settings',
            title: say('appSettings.tab'),
            content: (
              <Suspense fallback={<p role="status">{say('appSettings.looking')}</p>}>
                <AppSettings app={app} title={title} />
              </Suspense>
            ),
          },
          { id: 'updates', title: say('app.updates'), content: <AppUpdates app={app} title={title} /> },
          { id: 'passwords', title: say('app.passwords'), content: <AppPasswords app={app} title={title} /> },
          { id: 'log', title: say('app.log'), content: <AppLog app={app} /> },
          {
            id: 'technician',
            title: say('inside.technician.tab'),
            content: (
              <Suspense fallback={<p role="status">{say('inside.technician.looking')}</p>}>
                <Technician app={app} title={title} />
              </Suspense>
            ),
          },
        ]}
      />
      <UnsavedSettings app={app} title={title} />
    </>
  )
}
