import type { RecipeFacts } from '../../preload/contract/catalogue.ts'
import { plainLine } from './plain-text.ts'

export interface ReadmeFacts {
  /** The first heading, as a person writes the app's name; empty without one. */
  readonly title: string
  /** The first sentence, without markup; empty without one. */
  readonly sentence: string
  readonly category: string
  readonly facts: RecipeFacts
  /** Entries of the metadata block that the recipe filled in, by lower-case name. */
  readonly filledIn: ReadonlySet<string>
}

const maximumSize = 256 * 1024
const maximumLine = 4096
const maximumSentence = 300

/** What a recipe's README says about it (abra.md §2.6). Reads what it can; what is missing or unclear is null, empty or absent. */
export function parseReadme(text: string): ReadmeFacts {
  const lines = text
    .slice(0, maximumSize)
    .split('\n')
    .map((line) => line.slice(0, maximumLine).trimEnd())
  const metadata = metadataOf(lines)
  const facts = factsOf((name) => metadata.get(name) ?? '')
  const prose = proseLines(lines)
  const heading = prose.findIndex((line) => /^#\s/.test(line))
  return {
    title: heading < 0 ? '' : withoutMarkup((prose[heading] ?? '').replace(/^#\s+/, '')),
    sentence: firstSentence(prose.slice(heading + 1)),
    category: plainLine(withoutMarkup(metadata.get('category') ?? ''), 100),
    facts,
    filledIn: new Set([...metadata].filter(([, value]) => value !== '').map(([name]) => name)),
  }
}

/**
 * The grades by the names that READMEs and the catalogue share: status, image, healthcheck, backups, email, tests, sso.
 * @param read the text that stands for a name, empty when there is none
 */
export function factsOf(read: (name: string) => string): RecipeFacts {
  return {
    maturity: grade(read('status'), 5),
    backups: yesOrNo(read('backups')),
    healthCheck: yesOrNo(read('healthcheck')),
    email: grade(read('email'), 3),
    signIn: grade(read('sso'), 3),
    tests: grade(read('tests'), 3),
    image: grade(read('image').replace(/\[[^\]]*\](?:\([^)]*\))?/g, ''), 4),
  }
}

function metadataOf(lines: readonly string[]): ReadonlyMap<string, string> {
  const metadata = new Map<string, string>()
  const start = lines.findIndex((line) => /<!--\s*metadata\s*-->/i.test(line))
  if (start < 0) return metadata
  for (const line of lines.slice(start + 1, start + 50)) {
    if (/<!--\s*endmetadata\s*-->/i.test(line)) break
    const entry = /^\s*[*-]\s*\**([A-Za-z][A-Za-z -]{0,40}):?\**\s*:?(.*)$/s.exec(line)
    if (entry?.[1] !== undefined) metadata.set(entry[1].trim().toLowerCase(), (entry[2] ?? '').trim())
  }
  return metadata
}

/** Null for "N/A", for silence and for what is out of range. Early READMEs use circled digits. */
function grade(text: string, highest: number): number | null {
  const circled = '❶❷❸❹❺'.indexOf(text.trim().charAt(0))
  if (text.trim() !== '' && circled >= 0) return circled + 1
  const digits = /(?:^|[^\dA-Za-z.])(\d)(?![\d.])/.exec(text)?.[1]
  if (digits !== undefined) return Number(digits) <= highest ? Number(digits) : null
  if (/^\W*no(?:ne)?\b/i.test(text)) return 0
  return /^\W*yes\b/i.test(text) ? 1 : null
}

function yesOrNo(text: string): boolean | null {
  if (/^\W*(?:yes|true)\b/i.test(text)) return true
  return /^\W*(?:no|none|false)\b/i.test(text) ? false : null
}

/** Lines outside of the metadata block, of comments and of code. */
function proseLines(lines: readonly string[]): readonly string[] {
  const prose: string[] = []
  let inside: 'prose' | 'code' | 'comment' | 'metadata' = 'prose'
  for (const line of lines) {
    if (inside === 'code') inside = /^\s*(?:```|~~~)/.test(line) ? 'prose' : 'code'
    else if (inside === 'comment') inside = line.includes('-->') ? 'prose' : 'comment'
    else if (inside === 'metadata') inside = /<!--\s*endmetadata\s*-->/i.test(line) ? 'prose' : 'metadata'
    else if (/<!--\s*metadata\s*-->/i.test(line)) inside = 'metadata'
    else if (/^\s*(?:```|~~~)/.test(line)) inside = 'code'
    else if (/^\s*<!--/.test(line)) inside = line.includes('-->') ? 'prose' : 'comment'
    else prose.push(line)
  }
  return prose
}

function firstSentence(lines: readonly string[]): string {
  let paragraph = ''
  for (const line of lines) {
    if (isParagraphLine(line)) paragraph += ` ${withoutMarkup(line)}`
    else if (/[\p{L}\p{N}]/u.test(paragraph)) break
    else if (/^#{2,}\s/.test(line)) break
    if (paragraph.length > maximumLine) break
  }
  const text = plainLine(paragraph)
  const end = /[.!?](?=\s+[\p{Lu}\p{N}"“(]|$)/u.exec(text)
  const sentence = end === null ? text : text.slice(0, end.index + 1)
  return sentence.length <= maximumSentence ? sentence : `${sentence.slice(0, maximumSentence)}…`
}

function isParagraphLine(line: string): boolean {
  return line.trim() !== '' && !/^\s*(?:#|[*+-]\s|\d+\.\s|\||<|={3}|-{3}|\*{3}|\[!\[)/.test(line)
}

/** Takes emphasis, code signs, links and pictures away and leaves their words. */
function withoutMarkup(line: string): string {
  const plain = line
    .replace(/!\[[^\]]{0,500}\]\([^)]{0,2000}\)/g, '')
    .replace(/\[([^[\]]{0,500})\](?:\([^)]{0,2000}\)|\[[^\]]{0,200}\])?/g, '$1')
    .replace(/<[^<>]{0,500}>/g, '')
    .replace(/^\s*>+\s?/, '')
    .replace(/[*`]+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '')
    .replace(/\s#+$/, '')
  return plainLine(plain)
}
