import { ComposeError } from './compose-error.ts'
import { readEnvFile } from './env-file.ts'
import { type LoadContext, readTreeFile } from './load-context.ts'
import { type Options, placeOf } from './read-option.ts'

type Environment = ReadonlyMap<string, string | undefined>

/**
 * A service's environment: its env files in order, then `environment:`. A variable without a value, or with an empty
 * one, takes the value of the app's environment where there is one (Docker's resolveEnvironment).
 */
export function loadEnvironment(
  envFiles: readonly string[] | undefined,
  environment: Environment | undefined,
  options: Options,
  context: LoadContext,
): Environment {
  const place = placeOf(options, 'env_file')
  const resolved = new Map<string, string | undefined>()
  const add = (variables: Environment) => {
    for (const [name, value] of variables) resolved.set(name, value || (context.lookup(name) ?? value))
  }
  const fromFiles = new Map<string, string>()
  for (const path of envFiles ?? []) {
    const bytes = readTreeFile(context.tree, context.folder, path, 'env-file', place)
    context.meter.add('env-file-bytes', bytes.length, place)
    const file = readEnvFile(bytes, context.lookup)
    if (file.kind === 'fault') {
      const { line, reason } = file
      throw new ComposeError({ code: 'env-file-invalid', path, line, reason }, { file: path, line, column: 1 })
    }
    for (const [name, value] of file.pairs) fromFiles.set(name, value)
  }
  add(fromFiles)
  add(environment ?? new Map())
  return resolved
}
