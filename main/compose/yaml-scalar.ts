/**
 * What a plain scalar means to Docker's YAML reader (yaml.v3): only true/false are booleans (`yes` and `on` are text),
 * `0777`, `0o777`, `0x1ff`, `0b11` and `1_000` are integers, `12:30` is text, a date is a date.
 */
export type Resolved =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'integer'; readonly number: bigint }
  | { readonly kind: 'float'; readonly number: number }
  | { readonly kind: 'boolean'; readonly boolean: boolean }
  | { readonly kind: 'date'; readonly text: string }
  | { readonly kind: 'null' }

const prefix = 'tag:yaml.org,2002:'

const words = new Map<string, Resolved>([
  ...['true', 'True', 'TRUE'].map((word) => [word, { kind: 'boolean', boolean: true }] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, { kind: 'boolean', boolean: false }] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, { kind: 'null' }] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, { kind: 'float', number: Number.NaN }] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map(
    (word) => [word, { kind: 'float', number: Infinity }] as const,
  ),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, { kind: 'float', number: -Infinity }] as const),
])

/** The meaning of a scalar written without quotes and without a tag. */
export function resolvePlain(text: string): Resolved {
  return (
    words.get(text) ??
    dateOf(text) ??
    integerOf(text) ??
    floatOf(text) ?? {
      kind: 'text',
      text,
    }
  )
}

/**
 * The meaning of a scalar with a tag, quoted or not: `!!str`, `!!int` and their like; tags of other tools are ignored
 * and leave the text. Undefined where the text cannot be what the tag says.
 */
export function resolveTagged(tag: string, text: string): Resolved | undefined {
  const type = tag.startsWith(prefix) ? tag.slice(prefix.length) : ''
  const plain = resolvePlain(text)
  switch (type) {
    case 'int':
      return plain.kind === 'integer' ? plain : undefined
    case 'float':
      if (plain.kind === 'integer') return { kind: 'float', number: Number(plain.number) }
      return plain.kind === 'float' ? plain : undefined
    case 'bool':
      return plain.kind === 'boolean' ? plain : undefined
    case 'null':
      return plain.kind === 'null' ? plain : undefined
    case 'timestamp':
      return plain.kind === 'date' ? plain : undefined
    case 'binary':
      return binaryOf(text)
    default:
      return { kind: 'text', text }
  }
}

function binaryOf(text: string): Resolved | undefined {
  try {
    return { kind: 'text', text: new TextDecoder().decode(Uint8Array.from(atob(text), (char) => char.charCodeAt(0))) }
  } catch {
    return undefined
  }
}

const bases = [
  { pattern: /^([-+]?)(0|[1-9][0-9]*)$/, prefix: '' },
  { pattern: /^([-+]?)0([0-7]+)$/, prefix: '0o' },
  { pattern: /^([-+]?)0[oO]([0-7]+)$/, prefix: '0o' },
  { pattern: /^([-+]?)0[xX]([0-9a-fA-F]+)$/, prefix: '0x' },
  { pattern: /^([-+]?)0[bB]([01]+)$/, prefix: '0b' },
] as const

/** Whole numbers of 64 bits, with underscores anywhere; larger ones are floating-point numbers or text. */
function integerOf(text: string): Resolved | undefined {
  if (!/^[-+0-9]/.test(text)) return undefined
  const digits = text.replaceAll('_', '')
  for (const base of bases) {
    const [matched, sign, number] = base.pattern.exec(digits) ?? []
    if (matched === undefined) continue
    const value = BigInt(base.prefix + number) * (sign === '-' ? -1n : 1n)
    if (value >= -(2n ** 63n) && value < (sign === '' ? 2n ** 64n : 2n ** 63n))
      return { kind: 'integer', number: value }
  }
  return undefined
}

function floatOf(text: string): Resolved | undefined {
  const digits = text.startsWith('.') ? text : text.replaceAll('_', '')
  if (!/^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(digits)) return undefined
  const number = Number(digits)
  return Number.isFinite(number) ? { kind: 'float', number } : undefined
}

const datePattern =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(\.\d+)?(Z|[-+]\d\d:\d\d)| (\d{1,2}):(\d{1,2}):(\d{1,2})(\.\d+)?))?$/

/** A date as Go prints it, `2001-12-14 21:59:43.1 +0000 UTC`. */
function dateOf(text: string): Resolved | undefined {
  const match = datePattern.exec(text)
  if (match === null) return undefined
  const [, year, month, day] = match
  const [hour, minute, second] = [
    match[4] ?? match[9] ?? '0',
    match[5] ?? match[10] ?? '0',
    match[6] ?? match[11] ?? '0',
  ]
  const days = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  if (days.getUTCMonth() !== Number(month) - 1 || days.getUTCDate() !== Number(day) || Number(day) === 0)
    return undefined
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  const two = (number: string | undefined) => String(number).padStart(2, '0')
  const fraction = (match[7] ?? match[12] ?? '').replace(/^(\.\d{0,9})\d*$/, '$1').replace(/\.?0*$/, '')
  const zone = match[8] ?? 'Z'
  const offset = zone === 'Z' ? '+0000 UTC' : `${zone.replace(':', '')} ${zone.replace(':', '')}`
  return {
    kind: 'date',
    text: `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}${fraction} ${offset}`,
  }
}
