import { type Lexeme, bracket, isNewline, isSpace, lexemesOf } from './yaml-lexemes.ts'

interface DeepLines {
  readonly text: string
  /** Spaces put before a line, by the line's number from 1. */
  readonly added: ReadonlyMap<number, number>
}

/** So much text may be read again, one time for each line that is indented. */
const mostCharacters = 2 * 1024 * 1024

/**
 * Docker's YAML reader takes the lines of `[…]`, `{…}` and quoted text at any indentation; ours wants them deeper than
 * their key. This indents them where they are not; spaces mean nothing there.
 */
export function deepenLines(original: string): DeepLines {
  const added = new Map<number, number>()
  const lines = original.split('\n')
  let text = original
  for (let read = 0; read < mostCharacters; read += text.length) {
    const shallow = findShallow(text)
    if (shallow === undefined) return { text, added }
    const line = lines[shallow.line - 1]
    if (line === undefined || added.has(shallow.line) || /^(---|\.\.\.)/.test(line)) break
    lines[shallow.line - 1] = ' '.repeat(shallow.spaces) + line
    added.set(shallow.line, shallow.spaces)
    text = lines.join('\n')
  }
  return { text: original, added: new Map() }
}

/** The first line that must be deeper, and by how much at most. */
function findShallow(text: string): { readonly line: number; readonly spaces: number } | undefined {
  let depth = 0
  let open = 0
  let unclosed: number | undefined
  for (const lexeme of lexemesOf(text)) {
    if (lexeme.isBreak && depth > 0) return { line: lexeme.line, spaces: open + 1 }
    if (unclosed !== undefined && !isSpace(lexeme) && !isNewline(lexeme)) {
      return { line: lexeme.line, spaces: unclosed + 1 }
    }
    const change = bracket(lexeme)
    if (change > 0 && depth === 0) open = lexeme.column
    depth = Math.max(depth + change, 0)
    if (isUnclosed(lexeme)) unclosed = depth > 0 ? open : lexeme.column
  }
  return undefined
}

/** Quoted text that the lexer broke off at a line that is not deep enough. */
function isUnclosed({ text, isPlain }: Lexeme): boolean {
  const quote = text[0]
  if (isPlain || (quote !== '"' && quote !== "'")) return false
  if (text.length < 2 || !text.endsWith(quote)) return true
  // Two single quotes are one inside the text, a backslash goes with what follows it.
  return quote === "'" ? countAtEnd(text.slice(1), "'") % 2 === 0 : countAtEnd(text.slice(1, -1), '\\') % 2 === 1
}

function countAtEnd(text: string, character: string): number {
  let start = text.length
  while (start > 0 && text[start - 1] === character) start -= 1
  return text.length - start
}
