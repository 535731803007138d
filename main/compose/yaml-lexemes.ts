import { Lexer } from 'yaml'

/** A piece of YAML with its place; lines count from 1, columns from 0. */
export interface Lexeme {
  readonly text: string
  readonly line: number
  readonly column: number
  /** Text without quotes, in which brackets mean nothing. */
  readonly isPlain: boolean
  /** A list or map in brackets is broken off before it. */
  readonly isBreak: boolean
}

const plainMark = '\u001f'
const breakMark = '\u0018'
const documentMark = '\u0002'

/** The lexer's pieces without its marks; the text has no control characters that could be taken for them. */
export function* lexemesOf(source: string): Generator<Lexeme> {
  let line = 1
  let column = 0
  let isPlain = false
  for (const text of new Lexer().lex(source)) {
    if (text === plainMark) isPlain = true
    else if (text === breakMark) yield { text: '', line, column, isPlain: false, isBreak: true }
    else if (text !== documentMark) {
      yield { text, line, column, isPlain, isBreak: false }
      const lastBreak = text.lastIndexOf('\n')
      line += text.split('\n').length - 1
      column = lastBreak < 0 ? column + text.length : text.length - lastBreak - 1
      isPlain = false
    }
  }
}

export function isSpace(lexeme: Lexeme): boolean {
  return /^[ \t]+$/.test(lexeme.text)
}

export function isNewline(lexeme: Lexeme): boolean {
  return /^\r?\n$/.test(lexeme.text)
}

/** +1 for an opening bracket, -1 for a closing one. */
export function bracket(lexeme: Lexeme): number {
  if (lexeme.isPlain) return 0
  if (lexeme.text === '[' || lexeme.text === '{') return 1
  return lexeme.text === ']' || lexeme.text === '}' ? -1 : 0
}
