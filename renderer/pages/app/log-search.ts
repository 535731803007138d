import type { LogRow } from './kept-lines.ts'

/** From and to, in characters. */
export type Span = readonly [from: number, to: number]

/** Finds words whatever their case; null where nothing is searched. */
export function searchFor(words: string): RegExp | null {
  const trimmed = words.trim()
  return trimmed === '' ? null : new RegExp(trimmed.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'giu')
}

/** Where in `rows` the lines are that have what is searched. */
export function findRows(rows: readonly LogRow[], search: RegExp): readonly number[] {
  const found: number[] = []
  for (const [index, row] of rows.entries()) {
    search.lastIndex = 0
    if (row.kind === 'line' && search.test(row.line.text)) found.push(index)
  }
  return found
}

export function spansIn(text: string, search: RegExp | null): readonly Span[] {
  if (search === null) return []
  return Array.from(text.matchAll(search), (match) => [match.index, match.index + match[0].length] as const)
}

/** Which of `count` comes next after `at`, or before it; the newest where none is looked at yet (-1). */
export function nextFound(count: number, at: number, by: 1 | -1): number | null {
  if (count === 0) return null
  return at === -1 ? count - 1 : (at + by + count) % count
}
