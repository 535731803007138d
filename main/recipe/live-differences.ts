import type { LiveDifference } from '../../preload/contract/app-settings.ts'
import { looksSecret } from './setting-field.ts'

/** They tell what is installed, and are no settings. */
const bookkeeping = new Set(['TYPE', 'RECIPE', 'STACK_NAME'])

/**
 * What a server runs otherwise than the settings file says. abra shows every variable of the file to the service `app`
 * (abra.md §3.5). What only follows from other settings is left out: those differ themselves.
 * @param wanted `KEY=value`, as the file gives them at the version that runs
 * @param running the same, as the server has them
 * @param own the keys that the file sets
 */
export function liveDifferences(
  wanted: readonly string[],
  running: readonly string[],
  own: ReadonlySet<string>,
): readonly LiveDifference[] {
  const file = variablesOf(wanted)
  const server = variablesOf(running)
  const keys = [...new Set([...file.keys(), ...server.keys()])].filter(
    (key) => !bookkeeping.has(key) && (own.has(key) || !file.has(key)),
  )
  return keys
    .map((key) => ({ key, file: file.get(key) ?? null, server: server.get(key) ?? null, isSecret: looksSecret(key) }))
    .filter((one) => one.file !== one.server)
}

/** What has no `=` is no value: Docker passes it over. */
function variablesOf(environment: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    environment.flatMap((entry): readonly (readonly [string, string])[] => {
      const at = entry.indexOf('=')
      return at < 0 ? [] : [[entry.slice(0, at), entry.slice(at + 1)]]
    }),
  )
}
