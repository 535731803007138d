import { parseEnvFile } from './env-file.ts'

/**
 * The settings that a newer sample has and a settings file lacks, at the end of the file, letter for letter with what stands
 * behind them, such as the rule of a password. Lines that are commented out on either side stay what they are: what the member
 * turned off is known, and what the sample leaves off is not needed.
 * @param sample the newer version's, already written for this app (`newAppEnv`)
 * @throws Trouble `env-invalid` when either cannot be read
 */
export function withNewLines(text: string, sample: string): string {
  const known = new Set(parseEnvFile(text).lines.map(({ key }) => key))
  const lines = parseEnvFile(sample).lines.filter(({ key, commentedOut }) => !commentedOut && !known.has(key))
  if (lines.length === 0) return text
  const newline = /\r\n/.test(text) ? '\r\n' : '\n'
  const separator = text === '' || text.endsWith('\n') ? '' : newline
  const written = lines.map(({ start, valueEnd }) => {
    const end = sample.indexOf('\n', valueEnd)
    return sample.slice(start, end < 0 ? undefined : end).replace(/\r$/, '')
  })
  return `${text}${separator}${written.map((line) => `${line}${newline}`).join('')}`
}
