import { type LogLine, linesKept } from '../../../preload/contract/log.ts'

export type LogRow =
  | { readonly kind: 'line'; readonly id: number; readonly line: LogLine }
  /** So many lines are missing here. */
  | { readonly kind: 'skipped'; readonly id: number; readonly count: number }

/** What a window keeps of a log; ids go up and are never used again. */
export interface KeptLines {
  readonly rows: readonly LogRow[]
  readonly nextId: number
  /** Lines that came so far, with those that were skipped or are not kept any more. */
  readonly came: number
  /** Whether there were older lines that are not kept. */
  readonly hasOlder: boolean
}

export const nothingKept: KeptLines = { rows: [], nextId: 0, came: 0, hasOlder: false }

export function withBatch(kept: KeptLines, lines: readonly LogLine[], skipped: number, most = linesKept): KeptLines {
  const isFirst = kept.rows.length === 0
  const rows = [...kept.rows]
  let id = kept.nextId
  // What is missing before the first line is no gap.
  if (skipped > 0 && !isFirst) rows.push({ kind: 'skipped', id: id++, count: skipped })
  for (const line of lines) rows.push({ kind: 'line', id: id++, line })
  return {
    rows: rows.length > most ? rows.slice(-most) : rows,
    nextId: id,
    came: kept.came + lines.length + skipped,
    hasOlder: kept.hasOlder || rows.length > most || (skipped > 0 && isFirst),
  }
}
