/**
 * Facts as they may stand in a log that somebody may send to a stranger: values under names that sound like secrets are
 * left out, foreign text cannot pretend to be a line of its own or steer a terminal, and nothing is endless.
 */
const secretName = /pass(?:word|phrase|wd)?|secret|token|credential|authori[sz]ation|cookie|private|(?:^|[a-z_-])key$/i
const removed = '[left out]'
const longestText = 8000
const mostEntries = 50
const deepest = 6

export function harmless(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return harmlessText(value)
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value
  if (value instanceof Error) return harmlessError(value, depth)
  if (typeof value !== 'object') return typeof value
  if (depth >= deepest) return '[deeper]'
  if (Array.isArray(value)) return value.slice(0, mostEntries).map((entry) => harmless(entry, depth + 1))
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  const entries = Object.entries(value).slice(0, mostEntries)
  return Object.fromEntries(entries.map(([name, inner]) => [name, harmlessEntry(name, inner, depth)]))
}

function harmlessEntry(name: string, value: unknown, depth: number): unknown {
  return secretName.test(name) ? removed : harmless(value, depth + 1)
}

/** An error with its stack, its own facts and its causes. */
function harmlessError(error: Error, depth: number): unknown {
  if (depth >= deepest) return '[deeper]'
  const facts = Object.entries(error).filter(([name]) => name !== 'message' && name !== 'stack')
  return {
    name: error.name,
    message: harmlessText(error.message),
    stack: harmlessText(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: harmless(error.cause, depth + 1) }),
    ...Object.fromEntries(facts.map(([name, inner]) => [name, harmlessEntry(name, inner, depth)])),
  }
}

function harmlessText(text: string): string {
  const clean = text
    .slice(0, longestText * 2)
    .replace(/-----BEGIN [^-]*PRIVATE KEY-----.*?(?:-----END [^-]*-----|$)/gs, removed)
    .replace(/(\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@]*:)[^\s/@]*@/gi, `$1${removed}@`)
    .replace(/((?:pass(?:word|phrase|wd)?|secret|token)["']?\s*[=:]\s*)\S+/gi, `$1${removed}`)
    // Controls but tab and line end, which JSON escapes, and signs that turn the reading direction around.
    .replace(/[^\P{C}\t\n]|[\u2028\u2029]/gu, '\uFFFD')
  return clean.length <= longestText ? clean : `${clean.slice(0, longestText)}…`
}
