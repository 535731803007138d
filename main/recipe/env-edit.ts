import { Trouble } from '../../preload/contract/failure.ts'
import { parseEnvFile, type EnvFile, type EnvLine } from './env-file.ts'
import { writeEnvValue } from './env-value.ts'

/*
 * Edits of an env file that leave every other byte alone: line ends, comments, duplicates, order, a byte order mark and a
 * missing last newline survive. Every function throws Trouble `env-invalid` when the text cannot be read.
 */

/**
 * Gives a key its value: in its last active line, else in its first line that is commented out, else in a new line at the end.
 * @throws Trouble `setting-invalid` when the dialect has no spelling for the value
 */
export function setVariable(text: string, key: string, value: string): string {
  const line = linesToSet(parseEnvFile(text)).get(key)
  return line === undefined ? appendVariable(text, key, value) : setLine(text, line, value)
}

/**
 * The same for several keys. Reading the file anew for each would take the square of its length.
 * @throws Trouble `setting-invalid` when the dialect has no spelling for a value
 */
export function setVariables(text: string, values: ReadonlyMap<string, string>): string {
  let result = text
  let left = values
  // A value that refers to another one changes with it: what is not as wanted then is written out, and stays so.
  for (let round = 0; left.size > 0 && round <= values.size; round += 1) {
    result = setOnce(result, left)
    const { variables } = parseEnvFile(result)
    left = new Map([...values].filter(([key, value]) => variables.get(key) !== value))
  }
  return result
}

function setOnce(text: string, values: ReadonlyMap<string, string>): string {
  const targets = linesToSet(parseEnvFile(text))
  const found = [...values].flatMap(([key, value]) => {
    const line = targets.get(key)
    return line === undefined || says(line, value) ? [] : [{ line, value }]
  })
  // From the end: what stands behind a value on its line may have been changed, too.
  const parts: string[] = []
  let unread = text.length
  let behindLast = ''
  for (const { line, value } of found.sort((one, other) => other.line.start - one.line.start)) {
    const end = endOfLine(text, line.valueEnd)
    const behind = unread < end ? text.slice(line.valueEnd, unread) + behindLast : text.slice(line.valueEnd, end)
    const written = writtenLine(text, line, value, behind)
    parts.push(text.slice(line.valueEnd, unread), written)
    unread = line.start
    behindLast = written + behind
  }
  let result = text.slice(0, unread) + parts.reverse().join('')
  for (const [key, value] of values) if (!targets.has(key)) result = appendVariable(result, key, value)
  return result
}

/** Adds a line at the end, with the line end that the file uses. @throws Trouble `setting-invalid` for what is no name */
export function appendVariable(text: string, key: string, value: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(key)) {
    throw new Trouble({ code: 'setting-invalid', facts: { key, detail: 'a name has letters, digits and _ only' } })
  }
  const newline = lineEnd(text)
  const separator = text === '' || text === '\ufeff' || text.endsWith('\n') ? '' : newline
  const result = `${text}${separator}${key}=${writeEnvValue(key, value)}${newline}`
  // A last line without `=` is readable only as long as no line follows.
  parseEnvFile(result)
  return result
}

/** Takes out all active lines of a key; those that are commented out stay. */
export function removeVariable(text: string, key: string): string {
  const env = parseEnvFile(text)
  const active = env.lines.filter((line) => !line.commentedOut)
  let result = text
  for (const line of active.filter((one) => one.key === key).reverse()) {
    const alone = !active.some((other) => other !== line && overlaps(other, line))
    const from = alone ? startOfLine(text, line.start) : line.start
    const to = alone ? startOfNextLine(text, line.valueEnd) : line.valueEnd
    result = result.slice(0, from) + result.slice(to)
  }
  return result
}

/** Makes comments of the given lines, counted from 1. */
export function commentLines(text: string, numbers: readonly number[]): string {
  return mapLines(text, numbers, (line) => `#${line}`)
}

/** Takes the `#` and the space behind it from the given lines, counted from 1; lines that are no comment stay as they are. */
export function uncommentLines(text: string, numbers: readonly number[]): string {
  return mapLines(text, numbers, (line) => line.replace(/^([ \t]*)#+[ \t]*/, '$1'))
}

/**
 * Writes the version behind the recipe in the line that names it, as abra does after each deployment (abra.md §3.3): RECIPE if
 * there is one, else TYPE. Null takes the version away.
 */
export function setTypeVersion(text: string, version: string | null): string {
  const env = parseEnvFile(text)
  const key = env.variables.has('RECIPE') ? 'RECIPE' : 'TYPE'
  const line = env.lines.findLast((one) => one.key === key && !one.commentedOut)
  if (line === undefined) return text
  const recipe = line.value.split(':')[0] ?? ''
  return setLine(text, line, version === null ? recipe : `${recipe}:${version}`)
}

/** The line that decides each key: its last active one, else the first that is commented out. */
function linesToSet(env: EnvFile): ReadonlyMap<string, EnvLine> {
  const lines = new Map<string, EnvLine>()
  for (const line of env.lines) if (!line.commentedOut || !lines.has(line.key)) lines.set(line.key, line)
  return lines
}

/** Writes one line's value; a line that is commented out becomes active. The line is one of `parseEnvFile(text)`. */
export function setLine(text: string, line: EnvLine, value: string): string {
  if (says(line, value)) return text
  const behind = text.slice(line.valueEnd, endOfLine(text, line.valueEnd))
  return text.slice(0, line.start) + writtenLine(text, line, value, behind) + text.slice(line.valueEnd)
}

function says(line: EnvLine, value: string): boolean {
  return !line.commentedOut && line.value === value
}

/** From the statement's start to its value's end. */
function writtenLine(text: string, line: EnvLine, value: string, behind: string): string {
  const before = text.slice(line.start, line.valueStart)
  const uncommented = line.commentedOut ? before.replace(/^#+[ \t]*/, '') : before
  return uncommented + writeEnvValue(line.key, value, line.written, behind)
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

function overlaps(one: EnvLine, other: EnvLine): boolean {
  return one.number <= other.lastNumber && other.number <= one.lastNumber
}

function mapLines(text: string, numbers: readonly number[], change: (line: string) => string): string {
  const wanted = new Set(numbers)
  const mark = text.startsWith('\ufeff') ? '\ufeff' : ''
  const lines = text.slice(mark.length).split('\n')
  return mark + lines.map((line, index) => (wanted.has(index + 1) ? change(line) : line)).join('\n')
}

function startOfLine(text: string, at: number): number {
  const start = text.lastIndexOf('\n', at - 1) + 1
  return start === 0 && text.startsWith('\ufeff') ? 1 : start
}

function startOfNextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end + 1
}

function lineEnd(text: string): string {
  const first = text.indexOf('\n')
  return first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n'
}
