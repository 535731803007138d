import { Trouble } from '../../preload/contract/failure.ts'

export interface AbraSh {
  /** Merged over the app's own variables (abra.md §2.5): mostly the versions of configs. */
  readonly exports: ReadonlyMap<string, string>
  /** Commands for `abra app cmd`; names beginning with `_` are the recipe's own business. */
  readonly commands: readonly string[]
}

const maximumSize = 256 * 1024
const maximumLine = 4096

/**
 * Reads a recipe's `abra.sh` without running it: `export NAME=value` lines, where the value goes to the end of the line without
 * quoting or expansion, and the names of functions. Everything else is passed over, as abra does.
 * @throws Trouble `recipe-invalid` for an export line with a second `=`
 */
export function parseAbraSh(text: string, recipe: string): AbraSh {
  const fail = (line: number, detail: string): never => {
    throw new Trouble({ code: 'recipe-invalid', facts: { recipe, file: 'abra.sh', line, column: 1, detail } })
  }
  if (text.length > maximumSize) fail(1, 'the file is larger than 256 KiB')
  const exports = new Map<string, string>()
  const commands = new Set<string>()
  for (const [index, line] of text.split('\n').entries()) {
    if (line.length > maximumLine) continue
    const exported = /^export[ \t]+([A-Za-z0-9_]{1,256})=([A-Za-z0-9_].*)$/.exec(line.trimEnd())
    if (exported?.[1] !== undefined && exported[2] !== undefined) {
      if (exported[2].includes('=')) fail(index + 1, `write one NAME=value per export line`)
      exports.set(exported[1], exported[2])
    }
    const command = /(?:^|[^A-Za-z0-9_])([A-Za-z0-9_]{1,256})\(\)[^\n]*\{/.exec(line)?.[1]
    if (command !== undefined && !command.startsWith('_') && !line.trimStart().startsWith('#')) commands.add(command)
  }
  return { exports, commands: [...commands] }
}
