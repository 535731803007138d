import { commentLines, uncommentLines } from './env-edit.ts'
import { type EnvLine, parseEnvFile } from './env-file.ts'

/* Whole lines of env files, moved letter for letter. The lines are those of `parseEnvFile` on the same text. */

/** Makes a comment of an active line; where something else shares its lines, only the assignment itself goes. */
export function commentOut(text: string, line: EnvLine): string {
  const shared = parseEnvFile(text).lines.some(
    (other) => other.start !== line.start && other.number <= line.lastNumber && line.number <= other.lastNumber,
  )
  if (shared) return text.slice(0, line.start) + text.slice(line.valueEnd)
  const count = line.lastNumber - line.number + 1
  return commentLines(
    text,
    Array.from({ length: count }, (_, index) => line.number + index),
  )
}

/** A line with what stands behind its value, without its line end and the sign that comments it out. */
export function lineAsActive(text: string, line: EnvLine): string {
  const end = text.indexOf('\n', line.valueEnd)
  return text
    .slice(line.start, end < 0 ? undefined : end)
    .replace(/^#+[ \t]*/, '')
    .replace(/\r$/, '')
}

/** Makes the file's own line active where there is one, else puts a written one behind another, or at the end. */
export function withLineBehind(text: string, behind: EnvLine | null, own: EnvLine | null, written: string): string {
  if (own !== null) return uncommentLines(text, [own.number])
  const end = behind === null ? -1 : text.indexOf('\n', behind.valueEnd)
  if (end < 0) return withLinesAtEnd(text, [written])
  return `${text.slice(0, end + 1)}${written}${newlineOf(text)}${text.slice(end + 1)}`
}

/** @throws Trouble `env-invalid` where a last line is readable only as long as no line follows */
export function withLinesAtEnd(text: string, lines: readonly string[]): string {
  if (lines.length === 0) return text
  const newline = newlineOf(text)
  const separator = text === '' || text === '\ufeff' || text.endsWith('\n') ? '' : newline
  return `${text}${separator}${lines.map((line) => `${line}${newline}`).join('')}`
}

function newlineOf(text: string): string {
  return /^[^\n]*\r\n/.test(text) ? '\r\n' : '\n'
}
