import { useDeferredValue, useMemo, useState } from 'react'
import type { AppSummary } from '../../../preload/contract/app.ts'
import { linesKept, type LogSince } from '../../../preload/contract/log.ts'
import { useDetails } from '../../api/queries.ts'
import { useText } from '../../language/text.ts'
import { FailureNotice } from '../../parts/failure-notice.tsx'
import { SearchField } from '../../parts/search-field.tsx'
import style from './live-log.module.css'
import { LogActions } from './log-actions.tsx'
import { LogFound } from './log-found.tsx'
import { LogLines } from './log-lines.tsx'
import { findRows, nextFound, searchFor } from './log-search.ts'
import { LogSource } from './log-source.tsx'
import { useAppLog } from './use-app-log.ts'
import { useHold } from './use-hold.ts'

const allParts = '*'

/** The lines of an app as they come, with what members need to find something among them. */
export function LiveLog({ app }: { readonly app: AppSummary }) {
  const say = useText()
  const reference = { server: app.server, app: app.name }
  const parts = (useDetails(reference).data?.services ?? []).map(({ name }) => name)
  const [part, setPart] = useState(allParts)
  const [since, setSince] = useState<LogSince>('newest')
  const [words, setWords] = useState('')
  const [isOnlyFound, setOnlyFound] = useState(false)
  const [isWrapped, setWrapped] = useState(false)
  /** The row's id. */
  const [current, setCurrent] = useState<number | null>(null)
  const log = useAppLog({ ...reference, since, ...(part === allParts ? {} : { service: part }) })
  const hold = useHold(log)

  const searched = useDeferredValue(words)
  const search = useMemo(() => searchFor(searched), [searched])
  const { rows, hasOlder } = hold.shown
  const found = useMemo(() => (search === null ? [] : findRows(rows, search)), [rows, search])
  const filtered = useMemo(
    () => (search !== null && isOnlyFound ? found.flatMap((index) => rows[index] ?? []) : rows),
    [rows, found, search, isOnlyFound],
  )
  const at = found.findIndex((index) => rows[index]?.id === current)
  const step = (by: 1 | -1) => {
    const next = nextFound(found.length, at, by)
    if (next === null) return
    hold.hold('reading')
    setCurrent(rows[found[next] ?? 0]?.id ?? null)
  }
  return (
    <>
      <p className={style['soft']}>{say('log.help')}</p>
      <div role="group" aria-label={say('log.tools')} className={style['tools']}>
        <SearchField
          label={say('log.search')}
          value={words}
          onChange={(typed) => {
            setWords(typed)
            setCurrent(null)
          }}
          onSubmit={() => step(-1)}
          maxLength={200}
          autoComplete="off"
        />
        <LogSource
          parts={parts}
          allParts={allParts}
          part={part}
          onPart={(chosen) => {
            setPart(chosen)
            hold.goOn()
          }}
          since={since}
          onSince={(chosen) => {
            setSince(chosen)
            hold.goOn()
          }}
        />
        {search !== null && (
          <LogFound count={found.length} at={at} onStep={step} isOnlyFound={isOnlyFound} onOnlyFound={setOnlyFound} />
        )}
        <LogActions
          stream={log.stream}
          rows={filtered}
          isHeld={hold.isHeld}
          onPause={() => hold.hold('paused')}
          onGoOn={hold.goOn}
          isWrapped={isWrapped}
          onWrap={setWrapped}
        />
      </div>
      <div className={style['frame']}>
        <LogLines
          rows={filtered}
          empty={
            rows.length > 0
              ? say('log.noneFound', { words: searched.trim() })
              : say(since === 'newest' ? 'log.waiting' : 'log.waitingSince')
          }
          search={search}
          current={current}
          isFollowing={!hold.isHeld}
          onLeaveEnd={() => hold.hold('reading')}
          onReachEnd={hold.goOnReading}
          isWrapped={isWrapped}
          partWidth={part === allParts && parts.length > 1 ? Math.max(...parts.map((name) => name.length)) : 0}
          withDay={since === 'day' || since === 'all'}
        />
        <div className={style['foot']}>
          <span>{say('log.kept', { count: rows.length })}</span>
          {hasOlder && <span>{say('log.older', { count: linesKept })}</span>}
          {hold.isHeld && (
            <span className={style['held']}>
              <strong>{say('log.paused')}</strong>
              {hold.waiting > 0 && ` · ${say('log.pausedMore', { count: hold.waiting })}`}
            </span>
          )}
        </div>
      </div>
      {log.failure !== null && <FailureNotice failure={log.failure} />}
      {log.ended && log.failure === null && <p className={style['soft']}>{say('log.ended')}</p>}
    </>
  )
}
