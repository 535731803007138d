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
  /** In a side card: without what was explained before. */
  readonly isBrief?: boolean
}

/** Where a web address points, and what to do where it does not point to the server. */
export function AddressCheck({ domain, server, check, isBrief = false }: AddressCheckProps) {
  const say = useText()
  return (
    <div className={style['check']} role="status">
      {check === undefined && (
        <Pill tone="busy" icon={Clock}>
          {say('install.checking')}
        </Pill>
      )}
      {check !== undefined && <Answer domain={domain} server={server} check={check} isBrief={isBrief} />}
    </div>
  )
}

interface AnswerProps {
  readonly domain: string
  readonly server: string
  readonly check: CheckedAddress
  readonly isBrief: boolean
}

function Answer({ domain, server, check, isBrief }: AnswerProps) {
  const say = useText()
  const found =
    'found' in check ? (
      <p className={style['soft']}>{say('install.found', { address: domain, found: formatList(check.found) })}</p>
    ) : null
  switch (check.kind) {
    case 'points-here':
      return (
        <>
          <Pill tone="good" icon={Check}>
            {say('install.pointsHere', { server })}
          </Pill>
          {found}
        </>
      )
    case 'points-elsewhere':
      return (
        <>
          <Pill tone="warn" icon={TriangleAlert}>
            {say('install.pointsElsewhere')}
          </Pill>
          {found}
          <ToSet records={check.wanted} sentence={say('install.pointsElsewhereMore', { server })} isBrief={isBrief} />
        </>
      )
    case 'not-found':
      return (
        <>
          <Pill tone="warn" icon={TriangleAlert}>
            {say('install.notFound')}
          </Pill>
          <ToSet
            records={check.wanted}
            sentence={check.wanted.length > 0 ? say('install.notFoundMore') : say('install.cannotTellBare', { server })}
            isBrief={isBrief}
          />
        </>
      )
    case 'cannot-tell':
      return (
        <>
          <Pill tone="off" icon={CircleQuestionMark}>
            {say('install.cannotTell')}
          </Pill>
          <ToSet
            records={check.wanted}
            sentence={
              check.wanted.length > 0 ? say('install.cannotTellMore') : say('install.cannotTellBare', { server })
            }
            isBrief={isBrief}
          />
        </>
      )
  }
}

interface ToSetProps {
  readonly records: readonly DnsRecord[]
  readonly sentence: string
  readonly isBrief: boolean
}

function ToSet({ records, sentence, isBrief }: ToSetProps) {
  if (isBrief) return <RecordList records={records} />
  return (
    <>
      <p>{sentence}</p>
      <RecordTable records={records} />
    </>
  )
}

function RecordList({ records }: { readonly records: readonly DnsRecord[] }) {
  const say = useText()
  if (records.length === 0) return null
  return (
    <>
      <p className={style['soft']}>{say('install.record')}:</p>
      <ul className={style['list']}>
        {records.map(({ type, name, value }) => (
          <li key={`${type} ${value}`} className={style['line']}>
            <span>
              <strong>{type}</strong> <code>{value}</code>
            </span>
            <CopyButton text={value} label={say('install.copyRecord', { name })} />
          </li>
        ))}
      </ul>
    </>
  )
}

function RecordTable({ records }: { readonly records: readonly DnsRecord[] }) {
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
          <th scope="col">
            <span className="only-heard">{say('parts.copy')}</span>
          </th>
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
