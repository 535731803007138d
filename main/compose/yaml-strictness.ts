import { type Lexeme, bracket, isNewline, isSpace, lexemesOf } from './yaml-lexemes.ts'

interface YamlRefusal {
  readonly line: number
  readonly detail: string
}

/**
 * What Docker's YAML reader refuses and ours takes: some tabs, and the escape `\/` in double quotes.
 *
 * A tab must not stand before anything else on a line, even on an empty one or before a comment, nor after `-`; it may
 * within brackets, and deeper than a key whose plain value can go on there.
 */
export function refusalOf(text: string): YamlRefusal | undefined {
  let depth = 0
  let key = 0
  let previous: Lexeme | undefined
  let isStart = true
  for (const lexeme of lexemesOf(text)) {
    if (isNewline(lexeme)) {
      isStart = true
      continue
    }
    if (isSpace(lexeme)) {
      const tab = lexeme.text.indexOf('\t')
      const goesOn = previous?.isPlain === true && lexeme.column + tab > key
      const isBefore = isStart && lexeme.column === 0 && !goesOn
      if (tab >= 0 && depth === 0 && (isBefore || previous?.text === '-')) {
        return { line: lexeme.line, detail: 'a tab indents this line; use spaces' }
      }
      continue
    }
    if (isStart && lexeme.text !== '-') {
      key = lexeme.column
      isStart = false
    }
    if (/^"(?:[^\\]|\\[^/])*\\\//s.test(lexeme.text) && !lexeme.isPlain) {
      return { line: lexeme.line, detail: 'a slash needs no backslash; remove it' }
    }
    depth = Math.max(depth + bracket(lexeme), 0)
    previous = lexeme
  }
  return undefined
}
