/**
 * The grammar of one `KEY=value` statement, as godotenv v1.5.1 reads it (the dialect that abra follows, abra.md §3.1). Offsets
 * count UTF-16 units of the whole text. Nothing here throws: trouble is a value.
 */
export type EnvToken =
  | { readonly kind: 'end' }
  | { readonly kind: 'comment'; readonly start: number; readonly end: number }
  | EnvStatement
  | { readonly kind: 'broken'; readonly at: number; readonly detail: string }

export interface EnvStatement {
  readonly kind: 'statement'
  readonly key: string
  readonly value: string
  /** Where the statement begins, with its `export`; where the value as written begins and ends; where reading goes on. */
  readonly start: number
  readonly valueStart: number
  readonly valueEnd: number
  readonly end: number
}

/** What all values of one file may come to together once references are filled in: doubling references grow without end. */
export const valueBudget = 1024 * 1024

const betweenStatements = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*/y
const spaceAtEnd = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/
const spacesInLine = /[\t\v\f\r \u0085\u00a0]*/y

/**
 * Reads what begins at or after `from`.
 * @param lookup value of an earlier key, for `$KEY`
 * @param budget how many characters the value may have
 */
export function readEnvToken(
  text: string,
  from: number,
  lookup: (key: string) => string | undefined,
  budget: number = valueBudget,
): EnvToken {
  const start = skip(betweenStatements, text, from)
  if (start >= text.length) return { kind: 'end' }
  if (text[start] === '#') return { kind: 'comment', start, end: indexOrEnd(text, '\n', start) }
  const name = readName(text, start)
  if (name.kind === 'broken') return name
  const valueStart = skip(spacesInLine, text, name.end)
  const quote = text[valueStart]
  const written = quote === '"' || quote === "'" ? readQuoted(text, valueStart, quote) : readUnquoted(text, valueStart)
  if (written.kind === 'broken') return written
  const value = quote === "'" ? written.content : expandVariables(written.content, lookup, budget)
  if (value === null || value.length > budget) {
    return { kind: 'broken', at: start, detail: 'the values of this file grow too long' }
  }
  return { kind: 'statement', key: name.key, value, start, valueStart, valueEnd: written.valueEnd, end: written.end }
}

type Broken = Extract<EnvToken, { kind: 'broken' }>

function readName(text: string, start: number): { kind: 'name'; key: string; end: number } | Broken {
  let begin = start
  if (text.startsWith('export', start)) {
    const after = skip(spacesInLine, text, start + 'export'.length)
    if (after > start + 'export'.length) begin = after
    if (begin >= text.length) return { kind: 'broken', at: start, detail: '"export" without a name' }
  }
  for (let at = begin; at < text.length; at += text.codePointAt(at) === text.charCodeAt(at) ? 1 : 2) {
    const character = text[at]
    if (character === '=' || character === ':')
      return { kind: 'name', key: trimEnd(text.slice(begin, at)), end: at + 1 }
    if (!mayBeInName(text, at)) {
      const shown = shownCharacter(text.codePointAt(at) ?? 0)
      return { kind: 'broken', at, detail: `unexpected ${shown} in a name; a line is NAME=value` }
    }
  }
  // The last line without any separator is a value without a name.
  return { kind: 'name', key: '', end: begin }
}

/** Letters and signs as they are; what is invisible, or would change how the rest is read, by its number. */
function shownCharacter(code: number): string {
  const character = String.fromCodePoint(code)
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(character)
    ? JSON.stringify(character)
    : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}

/** godotenv looks at bytes, taken for Latin-1 letters; which is how `à` passes and `é` does not. */
function mayBeInName(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code < 0x80) return /[A-Za-z0-9_.\t\v\f\r ]/.test(String.fromCharCode(code))
  const bytes = new TextEncoder().encode(String.fromCodePoint(text.codePointAt(at) ?? 0))
  return bytes.every((byte) => /[\u0085\u00a0\p{L}\p{N}]/u.test(String.fromCharCode(byte)))
}

type Written = { kind: 'written'; content: string; valueEnd: number; end: number } | Broken

function readUnquoted(text: string, start: number): Written {
  const end = Math.min(indexOrEnd(text, '\n', start), indexOrEnd(text, '\r', start))
  let valueEnd = end
  for (let at = end - 1; at > start; at--) {
    if (text[at] === '#' && isSpaceInLine(text, at - 1)) {
      valueEnd = at
      break
    }
  }
  while (valueEnd > start && isSpaceInLine(text, valueEnd - 1)) valueEnd--
  return { kind: 'written', content: text.slice(start, valueEnd), valueEnd, end }
}

function readQuoted(text: string, start: number, quote: '"' | "'"): Written {
  let close = text.indexOf(quote, start + 1)
  while (close > 0 && text[close - 1] === '\\') close = text.indexOf(quote, close + 1)
  if (close < 0) return { kind: 'broken', at: start, detail: `the quote ${quote} is never closed` }
  let from = start
  let to = close
  // All quotes at both ends go, also escaped ones at the end: a quoted value cannot end in its own quote.
  while (from < to && text[from] === quote) from++
  while (to > from && text[to - 1] === quote) to--
  const inside = text.slice(from, to).replaceAll('\r\n', '\n')
  const content = quote === '"' ? resolveEscapes(inside) : inside
  return { kind: 'written', content, valueEnd: close + 1, end: close + 1 }
}

function resolveEscapes(inside: string): string {
  const withNewlines = inside.replace(/\\[^\n]/gu, (escape) =>
    escape === '\\n' ? '\n' : escape === '\\r' ? '\r' : escape,
  )
  return withNewlines.replace(/\\([^$])/gu, '$1')
}

/** Fills in `$KEY` and `${KEY}`: upper-case names only, unknown ones are empty; null when the result exceeds `budget`. */
function expandVariables(content: string, lookup: (key: string) => string | undefined, budget: number): string | null {
  if (!content.includes('$')) return content
  let result = ''
  let done = 0
  for (const match of content.matchAll(/(\\)?\$\(?\{?([A-Z0-9_]+)?\}?/g)) {
    const [whole, escaped, name] = match
    result += content.slice(done, match.index)
    if (escaped !== undefined) result += whole.slice(1)
    else if (name !== undefined) result += lookup(name) ?? ''
    else result += whole
    if (result.length > budget) return null
    done = match.index + whole.length
  }
  return result + content.slice(done)
}

function isSpaceInLine(text: string, at: number): boolean {
  return /[\t\v\f\r \u0085\u00a0]/.test(text[at] ?? '')
}

function skip(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from
  return pattern.test(text) ? pattern.lastIndex : from
}

function trimEnd(text: string): string {
  let end = text.length
  while (end > 0 && spaceAtEnd.test(text[end - 1] ?? '')) end--
  return text.slice(0, end)
}

function indexOrEnd(text: string, searched: string, from: number): number {
  const at = text.indexOf(searched, from)
  return at < 0 ? text.length : at
}
