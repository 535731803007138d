import { useLayoutEffect, useRef, useState } from 'react'
import { useText } from '../../language/text.ts'
import type { LogRow } from './kept-lines.ts'
import style from './live-log.module.css'
import { rowsInSight } from './log-layout.ts'
import { LogLine } from './log-line.tsx'
import { useLogLayout } from './use-log-layout.ts'

export interface LogLinesProps {
  readonly rows: readonly LogRow[]
  /** Said where there are none. */
  readonly empty: string
  readonly search: RegExp | null
  /** The row that is looked at among those found; it is brought into sight when it becomes another. */
  readonly current: number | null
  /** Whether the newest line stays in sight. */
  readonly isFollowing: boolean
  readonly onLeaveEnd: () => void
  readonly onReachEnd: () => void
  readonly isWrapped: boolean
  /** The longest name of a part, in characters; 0 where there is no need to say which. */
  readonly partWidth: number
  readonly withDay: boolean
}

/** The lines, of which only those in sight and a few around them are in the page. */
export function LogLines(props: LogLinesProps) {
  const { rows, empty, search, current, isFollowing, onLeaveEnd, onReachEnd, isWrapped, partWidth, withDay } = props
  const say = useText()
  const place = useRef<HTMLDivElement>(null)
  const block = useRef<HTMLDivElement>(null)
  const lastTop = useRef(0)
  const lastCurrent = useRef<number | null>(null)
  const [scrolled, setScrolled] = useState(0)
  const { layout, view, probe, before, columns, measure } = useLogLayout({ place, rows, isWrapped, partWidth, withDay })

  const end = Math.max(0, layout.height - view)
  const top = isFollowing ? end : Math.min(scrolled, end)
  const { from, to } = rowsInSight(layout, rows.length, top, view)

  useLayoutEffect(() => {
    const box = place.current
    if (box === null) return
    // Wrapped lines may turn out taller than their characters told: what is in sight then stays where it is.
    const shift = measure(block.current, from, layout.at(top))
    if (isFollowing) box.scrollTop = box.scrollHeight
    else if (current !== null && current !== lastCurrent.current) {
      const index = rows.findIndex(({ id }) => id === current)
      if (index !== -1) box.scrollTop = layout.topOf(index) - view / 2
    } else if (shift !== 0) box.scrollTop += shift
    lastCurrent.current = current
    lastTop.current = box.scrollTop
    if (!isFollowing) setScrolled(box.scrollTop)
  }, [rows, isFollowing, current, layout, view, from, top, measure])

  return (
    <div
      ref={place}
      className={[style['lines'], isWrapped ? style['wrapped'] : ''].join(' ')}
      tabIndex={0}
      role="log"
      aria-live="off"
      aria-label={say('log.title')}
      onScroll={({ currentTarget: box }) => {
        const left = box.scrollHeight - box.clientHeight - box.scrollTop
        const goesBack = box.scrollTop < lastTop.current - 1
        lastTop.current = box.scrollTop
        setScrolled(box.scrollTop)
        if (isFollowing && goesBack && left > 2) onLeaveEnd()
        else if (!isFollowing && !goesBack && left <= 2) onReachEnd()
      }}
    >
      {rows.length === 0 && <p className={style['empty']}>{empty}</p>}
      <div
        className={style['all']}
        style={{ height: layout.height, ...(isWrapped ? {} : { minWidth: `calc(${columns}ch + 2em)` }) }}
      >
        <div ref={block} className={style['block']} style={{ top: layout.topOf(from) }}>
          {rows.slice(from, to).map((row) => (
            <LogLine
              key={row.id}
              row={row}
              search={search}
              isCurrent={row.id === current}
              partWidth={partWidth}
              withDay={withDay}
              indent={isWrapped ? before : 0}
            />
          ))}
        </div>
      </div>
      <div className={style['probe']} aria-hidden>
        <span ref={probe}>{'0'.repeat(100)}</span>
      </div>
    </div>
  )
}
