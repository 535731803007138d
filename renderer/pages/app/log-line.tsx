import { memo } from 'react'
import { formatLogTime } from '../../language/format.ts'
import { useText } from '../../language/text.ts'
import type { LogRow } from './kept-lines.ts'
import style from './live-log.module.css'
import { runsOf } from './log-runs.ts'
import { spansIn } from './log-search.ts'

export interface LogLineProps {
  readonly row: LogRow
  readonly search: RegExp | null
  readonly isCurrent: boolean
  /** The longest name of a part, in characters; 0 where there is no need to say which. */
  readonly partWidth: number
  readonly withDay: boolean
  /** Of its further rows, in characters. */
  readonly indent: number
}

/** What an app wrote is text and stays text: colours are the only thing of it that is obeyed. */
export const LogLine = memo(function LogLine({ row, search, isCurrent, partWidth, withDay, indent }: LogLineProps) {
  const say = useText()
  if (row.kind === 'skipped') {
    return (
      <div className={style['skipped']} data-row={row.id}>
        {say('log.skipped', { count: row.count })}
      </div>
    )
  }
  const { line } = row
  return (
    <div
      className={[style['line'], isCurrent ? style['current'] : ''].join(' ')}
      style={indent === 0 ? {} : { paddingInlineStart: `calc(1em + ${indent}ch)`, textIndent: `-${indent}ch` }}
      data-row={row.id}
    >
      <span className={style['time']}>{formatLogTime(line.at, withDay)} </span>
      {partWidth > 0 && <span className={style['part']}>{line.service.padEnd(partWidth)} </span>}
      <span className={style['text']}>
        {runsOf(line, spansIn(line.text, search)).map((run) => {
          if (run.isFound)
            return (
              <mark key={run.from} className={style['mark']}>
                {run.text}
              </mark>
            )
          if (run.colour === null && !run.bold) return run.text
          return (
            <span key={run.from} data-colour={run.colour ?? undefined} className={run.bold ? style['bold'] : undefined}>
              {run.text}
            </span>
          )
        })}
      </span>
    </div>
  )
})
