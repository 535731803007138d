import { parseEnvFile, type EnvFile, type EnvLine } from './env-file.ts'

/** A `.env.sample` as its author laid it out: headings, and paragraphs between blank lines. */
export type SampleBlock =
  | { readonly kind: 'heading'; readonly title: string }
  /** Comments that belong to no line, below a heading or between paragraphs. */
  | { readonly kind: 'prose'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly items: readonly SampleItem[] }

export type SampleItem =
  { readonly kind: 'comment'; readonly text: string } | { readonly kind: 'assignment'; readonly line: EnvLine }

type Token =
  | SampleItem
  | { readonly kind: 'blank' }
  | { readonly kind: 'rule' }
  | { readonly kind: 'heading'; readonly text: string }

const longestHeading = 70
const longestComment = 2000
const rule = /^[\s#=\-*~_+]{3,}$/
/** `=== Title ===`, with any of the usual rulers; the ruler behind the title may be missing. */
const ruled = /^(?:={2,}|[-*~]{3,})\s*([^=\-*~\s].*?)\s*[=\-*~#]*$/

/** @throws Trouble `env-invalid` when the sample cannot be read */
export function readSample(
  text: string,
  file: string,
): { readonly env: EnvFile; readonly blocks: readonly SampleBlock[] } {
  const env = parseEnvFile(text, file)
  return { env, blocks: blocksOf(withHeadings(tokensOf(text, env))) }
}

function tokensOf(text: string, env: EnvFile): readonly Token[] {
  const byNumber = Map.groupBy(env.lines, (line) => line.number)
  const tokens: Token[] = []
  let assignedUntil = 0
  for (const [index, raw] of text.split('\n').entries()) {
    const number = index + 1
    const assignments = byNumber.get(number) ?? []
    for (const line of assignments) {
      tokens.push({ kind: 'assignment', line })
      assignedUntil = Math.max(assignedUntil, line.lastNumber)
    }
    if (number > assignedUntil) tokens.push(commentToken(raw.trim()))
  }
  return tokens
}

function commentToken(line: string): Token {
  if (!line.startsWith('#')) return { kind: 'blank' }
  if (rule.test(line) || line === '##') return { kind: 'rule' }
  const body = line.slice(0, longestComment).replace(/^#+/, '').replace(/\s#+$/, '').trim()
  if (body === '') return { kind: 'blank' }
  const title = line.length > 200 ? undefined : ruled.exec(body)?.[1]
  if (title !== undefined) return { kind: 'heading', text: title }
  if (line.startsWith('###') && body.length <= longestHeading) return { kind: 'heading', text: body }
  return { kind: 'comment', text: body }
}

/** Recognises headings by what surrounds a comment: a ruler above it, or blank lines on both sides of one short line. */
function withHeadings(tokens: readonly Token[]): readonly Token[] {
  const result: Token[] = []
  let at = 0
  for (let token = tokens[at]; token !== undefined; token = tokens[at]) {
    const afterRule = token.kind === 'rule'
    const start = afterRule ? at + 1 : at
    const [first, ...rest] = commentsFrom(tokens, start)
    if (first === undefined) {
      result.push(afterRule ? { kind: 'blank' } : token)
      at++
      continue
    }
    at = start + 1 + rest.length
    const closed = tokens[at]?.kind ?? 'blank'
    const opened = result.at(-1)?.kind ?? 'blank'
    const alone = rest.length === 0 && closed === 'blank' && opened !== 'assignment' && isTitle(first)
    const heading = first.length <= longestHeading && (afterRule || alone)
    if (afterRule && !heading) result.push({ kind: 'blank' })
    result.push({ kind: heading ? 'heading' : 'comment', text: first })
    result.push(...rest.map((text): Token => ({ kind: 'comment', text })))
    if (afterRule && closed === 'rule') at++
  }
  return result
}

function commentsFrom(tokens: readonly Token[], start: number): string[] {
  const comments: string[] = []
  for (let at = start; ; at++) {
    const token = tokens[at]
    if (token?.kind !== 'comment') return comments
    comments.push(token.text)
  }
}

/** Not a sentence, not an address. */
function isTitle(text: string): boolean {
  return !/[.!?,;]$|:\/\//.test(text)
}

function blocksOf(tokens: readonly Token[]): readonly SampleBlock[] {
  const blocks: SampleBlock[] = []
  let items: SampleItem[] = []
  const close = () => {
    if (items.some((item) => item.kind === 'assignment')) blocks.push({ kind: 'paragraph', items })
    else if (items.length > 0)
      blocks.push({ kind: 'prose', text: items.map((item) => (item.kind === 'comment' ? item.text : '')).join('\n') })
    items = []
  }
  for (const token of tokens) {
    if (token.kind === 'comment' || token.kind === 'assignment') items.push(token)
    else close()
    if (token.kind === 'heading') blocks.push({ kind: 'heading', title: token.text })
  }
  close()
  return blocks
}
