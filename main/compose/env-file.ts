import type { EnvFileFault } from './compose-error.ts'
import type { Lookup } from './template.ts'

/** Go's bufio.Scanner reads no longer line. */
const longestLine = 64 * 1024 - 1

export type EnvFile =
  | { readonly kind: 'pairs'; readonly pairs: readonly (readonly [string, string])[] }
  | { readonly kind: 'fault'; readonly line: number; readonly reason: EnvFileFault }

/**
 * Reads an `env_file` as docker CLI's pkg/kvfile does: no quotes, no substitution, `#` only at the start of a line,
 * values with their spaces; a name alone takes its value from the environment or is left out.
 */
export function readEnvFile(bytes: Uint8Array, lookup: Lookup): EnvFile {
  const pairs: (readonly [string, string])[] = []
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  for (const [index, raw] of linesOf(bytes).entries()) {
    const fault = (reason: EnvFileFault): EnvFile => ({ kind: 'fault', line: index + 1, reason })
    if (raw.length > longestLine) return fault('line-too-long')
    let line: string
    try {
      line = utf8.decode(raw)
    } catch {
      return fault('not-utf8')
    }
    if (index === 0 && line.startsWith('\ufeff')) line = line.slice(1)
    line = line.replace(/^[\t\n\v\f\r \x85\p{Z}]+/u, '')
    if (line === '' || line.startsWith('#')) continue
    const at = line.indexOf('=')
    const name = at < 0 ? line : line.slice(0, at)
    if (name === '') return fault('no-name')
    if (/[ \t]/.test(name)) return fault('space-in-name')
    const value = at < 0 ? lookup(name) : line.slice(at + 1)
    if (value !== undefined) pairs.push([name, value])
  }
  return { kind: 'pairs', pairs }
}

function linesOf(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = []
  let start = 0
  while (start < bytes.length) {
    const found = bytes.indexOf(10, start)
    const end = found < 0 ? bytes.length : found
    lines.push(bytes.subarray(start, end > start && bytes[end - 1] === 13 ? end - 1 : end))
    start = end + 1
  }
  return lines
}
