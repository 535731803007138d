import { useMutation } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { RefreshCw, Store } from 'lucide-react'
import type { ServerState } from '../../../preload/contract/server.ts'
import { failureFrom } from '../../api/failure.ts'
import { useApi } from '../../api/provider.tsx'
import { useOverview, useServer } from '../../api/queries.ts'
import { useText } from '../../language/text.ts'
import { Button, buttonClass } from '../../parts/button.tsx'
import { FailureNotice } from '../../parts/failure-notice.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { ConnectionPill } from '../../shell/connection-pill.tsx'
import { Looked } from '../../shell/looked.tsx'
import { AboutServer } from './about-server.tsx'
import { AppsOnIt } from './apps-on-it.tsx'
import { ForgetServer } from './forget-server.tsx'
import { ServerDetails } from './server-details.tsx'
import style from './server-page.module.css'
import { isSetUp, SetUpNotice } from './set-up-notice.tsx'

export function ServerPage() {
  const say = useText()
  const { server: name } = useParams({ from: '/servers/$server' })
  const known = useOverview() !== undefined
  const server = useServer(name)
  if (server !== undefined) return <KnownServer server={server} />
  if (!known) return <PageHeader title={name} />
  return (
    <>
      <PageHeader title={say('server.unknownWhat', { name })} />
      <p>
        <Link to="/servers" className={buttonClass('main')}>
          {say('server.toServers')}
        </Link>
      </p>
    </>
  )
}

function KnownServer({ server }: { readonly server: ServerState }) {
  const say = useText()
  const api = useApi()
  const look = useMutation({ mutationFn: () => api.overview.look.mutate(server.name) })
  const { address, connection } = server
  return (
    <>
      <PageHeader
        path={<Link to="/servers">{say('shell.servers')}</Link>}
        title={server.kind === 'this-computer' ? say('servers.thisComputer') : server.name}
        more={
          <>
            <ConnectionPill connection={connection} />
            <span>
              {address !== null && `${say('server.where', address)} · `}
              <Looked at={server.lookedAt} />
            </span>
          </>
        }
        buttons={
          <>
            <Button icon={<RefreshCw size={18} aria-hidden />} isPending={look.isPending} onPress={() => look.mutate()}>
              {say('server.lookAgain')}
            </Button>
            {connection.kind !== 'failed' && isSetUp(server) && (
              <Link to="/catalogue" className={buttonClass('main')}>
                <Store size={18} aria-hidden />
                {say('server.install')}
              </Link>
            )}
          </>
        }
      />
      {look.isError && <FailureNotice failure={failureFrom(look.error)} />}
      {connection.kind === 'failed' && <FailureNotice failure={connection.failure} />}
      <SetUpNotice server={server} />
      {server.troubles.length > 0 && (
        <section className={style['section']}>
          <h2>{say('server.troubles')}</h2>
          {server.troubles.map((failure, index) => (
            <FailureNotice key={index} failure={failure} />
          ))}
        </section>
      )}
      <div className={style['columns']}>
        <AppsOnIt server={server} />
        {server.facts !== null && <AboutServer facts={server.facts} />}
      </div>
      <ServerDetails server={server} />
      <ForgetServer name={server.name} />
    </>
  )
}
