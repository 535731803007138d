import { Check, CircleAlert, LoaderCircle } from 'lucide-react'
import { type Stage, type StageEvent, stages } from '../../../preload/contract/server.ts'
import { failureDetail, sayFailure } from '../../language/say.ts'
import { useText } from '../../language/text.ts'
import { Disclosure } from '../../parts/disclosure.tsx'
import { FixedText } from '../../parts/fixed-text.tsx'
import style from './stage-list.module.css'

export interface StageListProps {
  readonly label: string
  readonly events: readonly StageEvent[]
}

/** The way to a server, stage by stage; what fails is said beside its stage. */
export function StageList({ label, events }: StageListProps) {
  return (
    <ol className={style['stages']} aria-label={label}>
      {stages.map((stage) => (
        <StageLine key={stage} stage={stage} event={events.find((event) => event.stage === stage)} />
      ))}
    </ol>
  )
}

function StageLine({ stage, event }: { readonly stage: Stage; readonly event: StageEvent | undefined }) {
  const say = useText()
  const kind = event?.kind ?? 'todo'
  return (
    <li className={[style['stage'], style[kind]].join(' ')} aria-current={kind === 'running' ? 'step' : undefined}>
      <span className={style['sign']} aria-hidden>
        {kind === 'done' && <Check size={14} />}
        {(kind === 'failed' || kind === 'ask') && <CircleAlert size={14} />}
        {kind === 'running' && <LoaderCircle size={14} className={style['turning']} />}
      </span>
      <div className={style['words']}>
        <p>{say(kind === 'done' ? `stages.${stage}.done` : `stages.${stage}.todo`)}</p>
        {event?.kind === 'done' && <Known facts={event.facts} />}
        {event?.kind === 'failed' && <Failed event={event} />}
      </div>
    </li>
  )
}

/** Facts that mean something to whoever added the server. */
const shownFacts = ['addresses', 'sentence', 'user'] as const

function Known({ facts }: { readonly facts: Readonly<Record<string, string>> }) {
  const known = shownFacts.map((name) => facts[name] ?? '').filter((value) => value !== '')
  return known.length === 0 ? null : <p className={style['more']}>{known.join(' · ')}</p>
}

function Failed({ event }: { readonly event: Extract<StageEvent, { kind: 'failed' }> }) {
  const said = sayFailure(event.failure)
  const detail = failureDetail(event.failure)
  return (
    <div role="alert" className={style['trouble']}>
      <p className={style['what']}>{said.what}</p>
      <p>{said.means}</p>
      <p>{said.next}</p>
      {detail !== null && (
        <Disclosure level={3}>
          <FixedText text={detail} />
        </Disclosure>
      )}
    </div>
  )
}
