import type { LogLine, LogPaint } from '../../../preload/contract/log.ts'
import type { Span } from './log-search.ts'

/** Characters that look alike and stand next to each other. */
export interface LogRun {
  readonly from: number
  readonly text: string
  readonly colour: LogPaint['colour']
  readonly bold: boolean
  readonly isFound: boolean
}

/** A line cut where its looks change; `found` are the parts that a search found, in order. */
export function runsOf(
  { text, paint = [] }: Pick<LogLine, 'text' | 'paint'>,
  found: readonly Span[],
): readonly LogRun[] {
  const cuts = [0, ...paint.map(({ from }) => from), ...found.flat(), text.length]
  const edges = [...new Set(cuts)].filter((at) => at <= text.length).toSorted((one, other) => one - other)
  let painted = 0
  let passed = 0
  return edges.slice(0, -1).map((from, index) => {
    while ((paint[painted]?.from ?? Infinity) <= from) painted += 1
    while ((found[passed]?.[1] ?? Infinity) <= from) passed += 1
    const look = paint[painted - 1]
    return {
      from,
      text: text.slice(from, edges[index + 1]),
      colour: look?.colour ?? null,
      bold: look?.bold ?? false,
      isFound: (found[passed]?.[0] ?? Infinity) <= from,
    }
  })
}
