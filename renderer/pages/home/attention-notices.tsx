import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { AppSummary } from '../../../preload/contract/app.ts'
import type { Failure } from '../../../preload/contract/failure.ts'
import type { ServerState } from '../../../preload/contract/server.ts'
import { useApi } from '../../api/provider.tsx'
import { useRecipeTitle } from '../../api/titles.ts'
import { formatAgo, formatList } from '../../language/format.ts'
import { sayFailure, sayMessage } from '../../language/say.ts'
import { useText } from '../../language/text.ts'
import { Button, buttonClass } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { useNow } from '../../parts/time-ago.tsx'
import style from './attention-notices.module.css'

const shownApps = 3
/** More servers that are away at a time have one cause, and it is likely on this side: they are one notice. */
const shownAway = 2
const namedAway = 5

export interface AttentionNoticesProps {
  readonly servers: readonly ServerState[]
  readonly apps: readonly AppSummary[]
}

/** What needs somebody, with its reason and the button that leads on. */
export function AttentionNotices({ servers, apps }: AttentionNoticesProps) {
  const say = useText()
  const attentive = apps.filter((app) => app.word === 'attention')
  const away = servers.filter((server) => server.connection.kind === 'failed')
  const troubled = servers.filter((server) => server.troubles.length > 0)
  if (attentive.length + away.length + troubled.length === 0) return null
  const more = attentive.length - shownApps
  return (
    <div className={style['notices']}>
      {away.length > shownAway ? (
        <ManyAwayNotice servers={away} />
      ) : (
        away.map((server) => <AwayNotice key={server.name} server={server} />)
      )}
      {troubled.map((server) =>
        server.troubles
          .slice(0, 1)
          .map((failure) => <TroubleNotice key={server.name} failure={failure} server={server} />),
      )}
      {attentive.slice(0, shownApps).map((app) => (
        <AppNotice key={`${app.server}/${app.name}`} app={app} />
      ))}
      {more > 0 && <p className={style['more']}>{say('home.moreNotices', { count: more })}</p>}
    </div>
  )
}

function AppNotice({ app }: { readonly app: AppSummary }) {
  const say = useText()
  const title = useRecipeTitle()(app.recipe)
  const said = sayMessage(app.reason)
  const button = (
    <Link
      to="/apps/$server/$app"
      params={{ server: app.server, app: app.name }}
      className={buttonClass('plain', 'normal')}
    >
      {say('home.lookAt', { app: title })}
    </Link>
  )
  return (
    <Notice tone="warn" what={said.what} button={button}>
      {said.more !== null && <p>{said.more}</p>}
    </Notice>
  )
}

function AwayNotice({ server }: { readonly server: ServerState }) {
  const say = useText()
  const api = useApi()
  const look = useMutation({ mutationFn: () => api.overview.look.mutate(server.name) })
  const now = useNow(5_000)
  if (server.connection.kind !== 'failed') return null
  const said = sayFailure(server.connection.failure)
  const button = (
    <>
      <Button isPending={look.isPending} onPress={() => look.mutate()}>
        {say('home.lookAgain')}
      </Button>
      <Link to="/servers/$server" params={{ server: server.name }} className={buttonClass('plain')}>
        {say('home.lookAt', { app: server.name })}
      </Link>
    </>
  )
  return (
    <Notice tone="warn" what={said.what} button={button}>
      <p>
        {said.means}{' '}
        {server.lookedAt !== null &&
          say('home.knownFrom', { ago: formatAgo(server.lookedAt, Math.max(now, server.lookedAt)) })}
      </p>
    </Notice>
  )
}

function ManyAwayNotice({ servers }: { readonly servers: readonly ServerState[] }) {
  const say = useText()
  const names = servers.slice(0, namedAway).map(({ name }) => name)
  const others = servers.length - names.length
  const listed = formatList(others > 0 ? [...names, say('home.moreServers', { count: others })] : names)
  const button = (
    <Link to="/servers" className={buttonClass('plain')}>
      {say('home.lookAtServers')}
    </Link>
  )
  return (
    <Notice tone="warn" what={say('home.manyAway', { count: servers.length })} button={button}>
      <p>{say('home.manyAwayMore', { servers: listed })}</p>
    </Notice>
  )
}

function TroubleNotice({ failure, server }: { readonly failure: Failure; readonly server: ServerState }) {
  const say = useText()
  const said = sayFailure(failure)
  const button = (
    <Link to="/servers/$server" params={{ server: server.name }} className={buttonClass('plain')}>
      {say('home.lookAt', { app: server.name })}
    </Link>
  )
  return (
    <Notice tone="warn" what={said.what} button={button}>
      <p>{said.means}</p>
    </Notice>
  )
}
