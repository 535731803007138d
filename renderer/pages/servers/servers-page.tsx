import { Link, type LinkProps } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import type { ServerState } from '../../../preload/contract/server.ts'
import { useOverview } from '../../api/queries.ts'
import { useText } from '../../language/text.ts'
import { buttonClass } from '../../parts/button.tsx'
import { EmptyPage } from '../../parts/empty-page.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { ConnectionPill } from '../../shell/connection-pill.tsx'
import { Looked } from '../../shell/looked.tsx'
import style from './servers-page.module.css'

const toAdd = { to: '/servers/add' } as const satisfies LinkProps

export function ServersPage() {
  const say = useText()
  const servers = useOverview()
  const apps = servers?.reduce((sum, server) => sum + server.apps.length, 0) ?? 0
  const add = (
    <Link {...toAdd} className={buttonClass('main')}>
      <Plus size={18} aria-hidden />
      {say('servers.add')}
    </Link>
  )
  const isEmpty = servers?.length === 0
  return (
    <>
      <PageHeader
        title={say('servers.title')}
        more={
          servers !== undefined && !isEmpty
            ? say('servers.more', { count: servers.length, apps: say('servers.apps', { count: apps }) })
            : undefined
        }
        buttons={isEmpty ? undefined : add}
      />
      {isEmpty && (
        <EmptyPage picture="shelf" what={say('servers.emptyWhat')} button={add}>
          {say('servers.emptyMore')}
        </EmptyPage>
      )}
      {servers !== undefined && !isEmpty && (
        <ul className={style['list']} aria-label={say('servers.list')}>
          {servers.map((server) => (
            <li key={server.name}>
              <ServerCard server={server} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function ServerCard({ server }: { readonly server: ServerState }) {
  const say = useText()
  const { address } = server
  return (
    <Link to="/servers/$server" params={{ server: server.name }} className={style['card']}>
      <span className={style['words']}>
        <strong>{server.kind === 'this-computer' ? say('servers.thisComputer') : server.name}</strong>
        <span className={style['more']}>
          {address !== null && address.host !== server.name && `${address.host} · `}
          {say('servers.apps', { count: server.apps.length })} · <Looked at={server.lookedAt} />
        </span>
      </span>
      <ConnectionPill connection={server.connection} />
    </Link>
  )
}
