import type { LogPaint } from '../../../preload/contract/log.ts'
import { lookAfter, plainLook } from './log-colour.ts'

/**
 * What a terminal would obey (ECMA-48): control sequences such as colours and cursor movement, the first group having their
 * parameters and the second their name; strings such as titles, links and device control, up to their end or the line's; and
 * the short ones. The 8-bit forms count too.
 */
const sequences =
  // eslint-disable-next-line no-control-regex
  /(?:\u001b\[|\u009b)([0-?]*)[ -/]*([@-~])?|(?:\u001b[P\]X^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|\u001b[ -/]*[0-~]?/g
/** C0 but tab, DEL, C1, and what turns the direction of text around or hides in it. */
const unseen =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g
// eslint-disable-next-line no-control-regex
const begins = /[\u001b\u0080-\u009f]/

export interface PaintedText {
  readonly text: string
  /** In the order of `from`; empty where all of it is plain. */
  readonly paint: readonly LogPaint[]
}

/** As `cleanLine`, with the colours that the text asks for. */
export function paintedLine(text: string, limit: number): PaintedText {
  // Twice the limit is plenty for sequences that are taken out, and keeps the work bounded.
  const bounded = text.length > limit * 2 ? text.slice(0, limit * 2) : text
  const { text: clean, paint } = begins.test(bounded) ? readSequences(bounded) : { text: seen(bounded), paint: [] }
  if (clean.length <= limit && bounded.length === text.length) return { text: clean, paint }
  return { text: `${clean.slice(0, limit)}…`, paint: paint.filter(({ from }) => from < limit) }
}

/** One line of text from a server that can be shown: no escape sequences, no control or direction characters, at most `limit` characters. */
export function cleanLine(text: string, limit: number): string {
  return paintedLine(text, limit).text
}

/** What a server says about trouble, as one line for the Details fold. */
export function cleanDetail(text: string): string {
  return cleanLine(text.replace(/\s+/g, ' ').trim(), 1000)
}

function readSequences(text: string): PaintedText {
  const paint: LogPaint[] = []
  let clean = ''
  let look = plainLook
  let at = 0
  for (const match of text.matchAll(sequences)) {
    clean += seen(text.slice(at, match.index))
    at = match.index + match[0].length
    if (match[2] !== 'm') continue
    look = lookAfter(look, match[1] ?? '')
    if (paint.at(-1)?.from === clean.length) paint.pop()
    const last = paint.at(-1) ?? plainLook
    if (look.colour !== last.colour || look.bold !== last.bold) paint.push({ from: clean.length, ...look })
  }
  clean += seen(text.slice(at))
  return { text: clean, paint: paint.filter(({ from }) => from < clean.length) }
}

function seen(text: string): string {
  return text.replace(unseen, '')
}
