import { Check, CircleQuestionMark, Clock, TriangleAlert } from 'lucide-react'
import type { AddressCheck as CheckedAddress, DnsRecord } from '../../../preload/contract/install.ts'
import { formatList } from '../../language/format.ts'
import { useText } from '../../language/text.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { Pill } from '../../parts/pill.tsx'
import style from './address-check.module.css'

export interface AddressCheckProps {
  readonly domain: string
  /** As people call it. */
  readonly server: string
  /** Undefined while it is looked up. */
  readonly check: CheckedAddress | undefined
}

/** Where a web address points, and what to do where it does not point to the server. */
export function AddressCheck({ domain, server, check }: AddressCheckProps) {
  const say = useText()
  return (
    <div className={style['check']} role="status">
      {check === undefined && (
        <Pill tone="busy" icon={Clock}>
          {say('install.checking')}
        </Pill>
      )}
      {check !== undefined && <Answer domain={domain} server={server} check={check} />}
    </div>
  )
}

function Answer({
  domain,
  server,
  check,
}: {
  readonly domain: string
  readonly server: string
  readonly check: CheckedAddress
}) {
  const say = useText()
  switch (check.kind) {
    case 'points-here':
      return (
        <>
          <Pill tone="good" icon={Check}>
            {say('install.pointsHere', { server })}
          </Pill>
          <p className={style['soft']}>{say('install.found', { address: domain, found: formatList(check.found) })}</p>
        </>
      )
    case 'points-elsewhere':
      return (
        <>
          <Pill tone="warn" icon={TriangleAlert}>
            {say('install.pointsElsewhere')}
          </Pill>
          <p className={style['soft']}>{say('install.found', { address: domain, found: formatList(check.found) })}</p>
          <p>{say('install.pointsElsewhereMore', { server })}</p>
          <Records records={check.wanted} />
        </>
      )
    case 'not-found':
      return (
        <>
          <Pill tone="warn" icon={TriangleAlert}>
            {say('install.notFound')}
          </Pill>
          <p>{check.wanted.length > 0 ? say('install.notFoundMore') : say('install.cannotTellBare', { server })}</p>
          <Records records={check.wanted} />
        </>
      )
    case 'cannot-tell':
      return (
        <>
          <Pill tone="off" icon={CircleQuestionMark}>
            {say('install.cannotTell')}
          </Pill>
          <p>{check.wanted.length > 0 ? say('install.cannotTellMore') : say('install.cannotTellBare', { server })}</p>
          <Records records={check.wanted} />
        </>
      )
  }
}

function Records({ records }: { readonly records: readonly DnsRecord[] }) {
  const say = useText()
  if (records.length === 0) return null
  return (
    <table className={style['records']}>
      <caption className="only-heard">{say('install.record')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('install.recordType')}</th>
          <th scope="col">{say('install.recordName')}</th>
          <th scope="col">{say('install.recordValue')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {records.map(({ type, name, value }) => (
          <tr key={`${type} ${value}`}>
            <td>{type}</td>
            <td>{name}</td>
            <td>
              <code>{value}</code>
            </td>
            <td>
              <CopyButton text={value} label={say('install.copyRecord', { name })} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
