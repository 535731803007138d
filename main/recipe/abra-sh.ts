import { Trouble } from '../../preload/contract/failure.ts'

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

/** Names of functions, the commands of `abra app cmd`; those that begin with `_` are the recipe's own business. */
export function abraShCommands(text: string): readonly string[] {
  const commands = new Set<string>()
  for (const line of text.slice(0, maximumSize).split('\n')) {
    if (line.length > maximumLine || line.trimStart().startsWith('#')) continue
    const name = /(?<![A-Za-z0-9_])([A-Za-z0-9_]{1,256})\(\).*\{/.exec(line)?.[1]
    if (name !== undefined && !name.startsWith('_')) commands.add(name)
  }
  return [...commands]
}
