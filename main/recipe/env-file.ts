import { Trouble } from '../../preload/contract/failure.ts'
import { readEnvToken, valueBudget, type EnvStatement } from './env-statement.ts'

/** One assignment of an env file. Offsets count UTF-16 units of the text that was parsed. */
export interface EnvLine {
  readonly key: string
  /** As the app gets it; for a line that is commented out, as it would be if the line were not. */
  readonly value: string
  /** As written, with its quotes, without the comment behind it. */
  readonly written: string
  /** The comment behind the value without its `#`, and its tokens such as `length` → `64` (abra.md §3.2). */
  readonly comment: string
  readonly modifiers: ReadonlyMap<string, string>
  readonly commentedOut: boolean
  /** First and last line, counted from 1; they differ where a quoted value spans lines. */
  readonly number: number
  readonly lastNumber: number
  readonly start: number
  readonly valueStart: number
  readonly valueEnd: number
}

export interface EnvFile {
  /** The last active assignment of each key. */
  readonly variables: ReadonlyMap<string, string>
  /** All assignments, active and commented out, in the order of the file. */
  readonly lines: readonly EnvLine[]
}

const maximumSize = 256 * 1024
const maximumLines = 20_000
/** `# KEY=so many words` is rather a sentence about the key than a line to uncomment. */
const wordsOfProse = 6
/** `#KEY=` and `# KEY=`, the name in upper case: everything else in a comment is prose. */
const commentedOutAssignment = /^#+[ \t]*((?:export[ \t]+)?[A-Z][A-Z0-9_]*=)/

/**
 * Reads an env file in the dialect of godotenv v1.5.1, which abra follows (abra.md §3.1), with two differences: this computer's
 * environment is never looked at, and a byte order mark at the start is passed over. Text up to 256 KiB and 20,000 lines.
 * @param file how a failure names the file
 * @throws Trouble `env-invalid` with the line at fault
 */
export function parseEnvFile(text: string, file = '.env'): EnvFile {
  const fail = (line: number, detail: string): never => {
    throw new Trouble({ code: 'env-invalid', facts: { file, line, detail } })
  }
  if (text.length > maximumSize) fail(1, 'the file is larger than 256 KiB')
  const lineStarts = startsOfLines(text)
  if (lineStarts.length > maximumLines) fail(maximumLines, 'the file has more than 20,000 lines')

  const variables = new Map<string, string>()
  const lookup = (key: string) => variables.get(key)
  const lines: EnvLine[] = []
  let budget = valueBudget
  let at = text.startsWith('\ufeff') ? 1 : 0
  const add = (statement: EnvStatement, commentedOut: boolean, start: number) => {
    if (lines.length === maximumLines) fail(lineOf(lineStarts, start), 'the file has more than 20,000 assignments')
    const lineEnd = endOfLine(text, statement.end)
    const comment = trailingComment(text.slice(statement.valueEnd, lineEnd))
    lines.push({
      key: statement.key,
      value: statement.value,
      written: text.slice(statement.valueStart, statement.valueEnd),
      comment,
      modifiers: modifiersOf(comment),
      commentedOut,
      number: lineOf(lineStarts, start),
      lastNumber: lineOf(lineStarts, statement.end),
      start,
      valueStart: statement.valueStart,
      valueEnd: statement.valueEnd,
    })
    budget -= statement.value.length
  }
  for (;;) {
    const token = readEnvToken(text, at, lookup, budget)
    if (token.kind === 'end') return { variables, lines }
    if (token.kind === 'broken') return fail(lineOf(lineStarts, token.at), token.detail)
    at = token.end
    if (token.kind === 'statement') {
      add(token, false, token.start)
      variables.set(token.key, token.value)
    } else if (isFirstOnLine(text, token.start)) {
      const statement = readCommentedOut(text, token.start, token.end, lookup, budget)
      if (statement !== null) add(statement, true, token.start)
    }
  }
}

/** A comment that would be one complete assignment without its `#`; prose that begins like one does not count. */
function readCommentedOut(
  text: string,
  start: number,
  end: number,
  lookup: (key: string) => string | undefined,
  budget: number,
): EnvStatement | null {
  const comment = text.slice(start, end)
  const match = commentedOutAssignment.exec(comment)
  if (match?.[1] === undefined) return null
  const from = match[0].length - match[1].length
  const statement = readEnvToken(comment, from, lookup, budget)
  if (statement.kind !== 'statement') return null
  const rest = readEnvToken(comment, statement.end, lookup, budget)
  if (rest.kind !== 'end' && rest.kind !== 'comment') return null
  const spaced = /^#+[ \t]/.test(comment) && !/^["']/.test(comment.slice(statement.valueStart))
  if (spaced && statement.value.split(' ', wordsOfProse).length >= wordsOfProse) return null
  return {
    ...statement,
    start,
    valueStart: start + statement.valueStart,
    valueEnd: start + statement.valueEnd,
    end: start + statement.end,
  }
}

function trailingComment(behindValue: string): string {
  const trimmed = behindValue.trim()
  return trimmed.startsWith('#') ? trimmed.replace(/^#+/, '').trim() : ''
}

function modifiersOf(comment: string): ReadonlyMap<string, string> {
  const modifiers = new Map<string, string>()
  for (const token of comment.split(/[\s#]+/, 50)) {
    const [key, value, more] = token.split('=', 3)
    if (key !== undefined && key !== '' && value !== undefined && more === undefined) modifiers.set(key, value)
  }
  return modifiers
}

function isFirstOnLine(text: string, at: number): boolean {
  let before = at
  while (before > 0 && /[ \t]/.test(text[before - 1] ?? '')) before--
  return before === 0 || text[before - 1] === '\n' || text[before - 1] === '\ufeff'
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from)
  return at < 0 ? text.length : at
}

function startsOfLines(text: string): readonly number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

function lineOf(starts: readonly number[], at: number): number {
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= at) low = middle
    else high = middle
  }
  return low + 1
}
