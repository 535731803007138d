import { Trouble } from '../../preload/contract/failure.ts'
import { plainText } from './plain-text.ts'

/*
 * Reads a recipe's `abra.sh` without running it (abra.md §2.5). Text up to 256 KiB; longer lines than 4,096 characters are passed
 * over.
 */

const maximumSize = 256 * 1024
const maximumLine = 4096

/**
 * `export NAME=value` lines, mostly the versions of configs: the value goes to the end of the line without quoting or expansion.
 * abra merges them over the app's own variables. Everything else is passed over, as abra does.
 * @throws Trouble `recipe-invalid` for an export line with a second `=`
 */
export function abraShExports(text: string, recipe: string): ReadonlyMap<string, string> {
  const fail = (line: number, detail: string): never => {
    throw new Trouble({ code: 'recipe-invalid', facts: { recipe, file: 'abra.sh', line, column: 1, detail } })
  }
  if (text.length > maximumSize) fail(1, 'the file is larger than 256 KiB')
  const exports = new Map<string, string>()
  for (const [index, line] of text.split('\n').entries()) {
    if (line.length > maximumLine) continue
    const [, name, value] = /^export[ \t]+([A-Za-z0-9_]{1,256})=([A-Za-z0-9_].*)$/.exec(line.trimEnd()) ?? []
    if (name === undefined || value === undefined) continue
    if (value.includes('=')) fail(index + 1, 'write one NAME=value per export line')
    exports.set(name, value)
  }
  return exports
}

/** A function of the file. `about` is the comment right above it; both are foreign text, made harmless. */
export interface AbraShCommand {
  readonly name: string
  readonly about: string
  readonly code: string
}

/**
 * The functions of the file, which are the commands of `abra app cmd`; those that begin with `_` are the recipe's own business.
 * Where a function ends is a guess for showing it: at the first `}` that stands as far left as its beginning. Nothing of this
 * decides what is run.
 */
export function abraShCommands(text: string): readonly AbraShCommand[] {
  const commands = new Map<string, AbraShCommand>()
  let found = 0
  const lines = text.slice(0, maximumSize).split('\n')
  for (const [index, line] of lines.entries()) {
    if (line.length > maximumLine || line.trimStart().startsWith('#')) continue
    const name = /(?<![A-Za-z0-9_])([A-Za-z0-9_]{1,256})\(\).*\{/.exec(line)?.[1]
    if (name === undefined || name.startsWith('_')) continue
    const code = plainText(lines.slice(index, lastLine(lines, index) + 1).join('\n'), longestCode)
    found += 1
    if (found > mostCommands) break
    // The shell takes the last of several with one name.
    commands.set(name, { name, about: plainText(commentAbove(lines, index), longestComment), code })
  }
  return [...commands.values()]
}

const mostCommands = 500
const longestCode = 32 * 1024
const longestComment = 1024
const mostLines = 1000

/** `lines[first]` begins a function. */
function lastLine(lines: readonly string[], first: number): number {
  const begin = lines[first] ?? ''
  if (begin.trimEnd().endsWith('}')) return first
  const indent = /^\s*/.exec(begin)?.[0] ?? ''
  const rest = lines.slice(first + 1, first + mostLines)
  const end = rest.findIndex((line) => line.length <= maximumLine && line.trimEnd() === `${indent}}`)
  return first + (end === -1 ? rest.length : end + 1)
}

function commentAbove(lines: readonly string[], index: number): string {
  let first = index
  while (index - first < 20 && /^\s*#(?!!)/.test(lines[first - 1] ?? '')) first -= 1
  return lines
    .slice(first, index)
    .map((line) => line.slice(0, maximumLine).replace(/^\s*#+\s?/, ''))
    .join('\n')
    .trim()
}
