import { Trouble } from '../../preload/contract/failure.ts'
import { readEnvToken } from './env-statement.ts'

/**
 * Writes a value so that it reads back identical in abra's dialect: bare where nothing can be misread, else in quotes, on one
 * line whenever possible.
 * @param old the value as written now: its way of quoting is kept where it can carry the new value
 * @param behind what follows the value on its line; a bare value would swallow some comments
 * @throws Trouble `setting-invalid` for the few values that the dialect has no spelling for
 */
export function writeEnvValue(key: string, value: string, old = '', behind = ''): string {
  const single = /['\r\n]/.test(value) ? [] : [`'${value}'`]
  const double = [
    `"${value
      .replace(/[\\"$]/g, '\\$&')
      .replaceAll('\n', '\\n')
      .replaceAll('\r', '\\r')}"`,
  ]
  const bare = [value.replaceAll('$', '\\$')]
  const acrossLines = [`'${value}'`]
  const quoted = old.startsWith('"') ? [...double, ...single] : [...single, ...double]
  const mayBeBare = /^[A-Za-z0-9_./:@%+,=-]*$/.test(value) && !/^["']/.test(old)
  const candidates = mayBeBare ? [...bare, ...quoted] : [...quoted, ...bare, ...acrossLines]
  const found = candidates.find((candidate) => readsBack(candidate, value, behind))
  if (found !== undefined) return found
  throw new Trouble({
    code: 'setting-invalid',
    facts: { key, detail: 'this mix of quotes and line ends cannot be written' },
  })
}

/** Asks the reader itself, with the rest of the line in place. */
function readsBack(candidate: string, value: string, behind: string): boolean {
  const statement = readEnvToken(`K=${candidate}${behind}`, 0, () => undefined)
  return (
    statement.kind === 'statement' && statement.value === value && statement.valueEnd === 'K='.length + candidate.length
  )
}
