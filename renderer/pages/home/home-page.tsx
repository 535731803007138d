import { Link, Navigate } from '@tanstack/react-router'
import { Store } from 'lucide-react'
import { useMemo } from 'react'
import type { ServerState } from '../../../preload/contract/server.ts'
import { useOverview } from '../../api/queries.ts'
import { useRecipeTitle } from '../../api/titles.ts'
import { useText } from '../../language/text.ts'
import { buttonClass } from '../../parts/button.tsx'
import { EmptyPage } from '../../parts/empty-page.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { useNow } from '../../parts/time-ago.tsx'
import { AppCards } from './app-cards.tsx'
import { AttentionNotices } from './attention-notices.tsx'
import { countApps, homeSecondLine, homeSentence, isLooking } from './counts.ts'
import { Lately } from './lately.tsx'
import { UpdatesNotice } from './updates-notice.tsx'

export function HomePage() {
  const say = useText()
  const servers = useOverview()
  if (servers === undefined) return <PageHeader title={say('home.looking')} name={say('home.name')} />
  if (servers.length === 0) return <Navigate to="/welcome" replace />
  return <Home servers={servers} />
}

function Home({ servers }: { readonly servers: readonly ServerState[] }) {
  const say = useText()
  const apps = useMemo(() => servers.flatMap((server) => server.apps), [servers])
  const install = (
    <Link to="/catalogue" className={buttonClass('main')}>
      <Store size={18} aria-hidden />
      {say('home.install')}
    </Link>
  )
  return (
    <>
      <PageHeader
        title={homeSentence(countApps(apps), isLooking(servers), say)}
        name={say('home.name')}
        more={<SecondLine servers={servers} />}
        buttons={apps.length > 0 ? install : undefined}
      />
      <AttentionNotices servers={servers} apps={apps} />
      <UpdatesNotice apps={apps} />
      {apps.length > 0 ? (
        <AppCards apps={apps} />
      ) : (
        <EmptyPage picture="table" what={say('home.emptyWhat')} button={install}>
          {say('home.emptyMore')}
        </EmptyPage>
      )}
      <Lately />
    </>
  )
}

/** Apart, so that its age is told again without drawing the cards. */
function SecondLine({ servers }: { readonly servers: readonly ServerState[] }) {
  const say = useText()
  const title = useRecipeTitle()
  const now = useNow(5_000)
  const apps = servers.flatMap((server) => server.apps)
  const attentive = apps.filter((app) => app.word === 'attention').map((app) => title(app.recipe))
  return homeSecondLine(countApps(apps), attentive, servers, now, say)
}
