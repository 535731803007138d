import { Link, useSearch } from '@tanstack/react-router'
import type { AddServerOffers } from '../../../preload/contract/server.ts'
import { useOffers } from '../../api/queries.ts'
import { useText } from '../../language/text.ts'
import { FailureNotice } from '../../parts/failure-notice.tsx'
import { Notice } from '../../parts/notice.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { AddServerForm } from './add-server-form.tsx'
import { emptyForm, type ServerForm } from './server-form.ts'

export function AddServerPage() {
  const say = useText()
  const { practice } = useSearch({ from: '/servers/add' })
  const offers = useOffers().data
  const waits = practice !== undefined && offers === undefined
  const prefilled = practiceForm(offers, practice)
  return (
    <>
      <PageHeader
        path={<Link to="/servers">{say('shell.servers')}</Link>}
        title={say('addServer.title')}
        more={say('addServer.more')}
      />
      {prefilled !== null && <Notice tone="off" what={say('addServer.practice')} />}
      {offers?.keychain.kind === 'failed' && <FailureNotice failure={offers.keychain.failure} />}
      {!waits && <AddServerForm key={practice} offers={offers} start={prefilled ?? emptyForm} />}
    </>
  )
}

function practiceForm(offers: AddServerOffers | undefined, name: string | undefined): ServerForm | null {
  const server = offers?.practice.find((offered) => offered.name === name)
  if (server === undefined) return null
  return {
    ...emptyForm,
    name: server.name,
    host: server.address,
    port: String(server.port),
    user: server.user,
    password: server.password,
  }
}
