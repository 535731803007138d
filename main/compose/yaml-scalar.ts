import { parseGoFloat } from './go-float.ts'
import { yamlDate } from './yaml-date.ts'

/**
 * What a plain scalar means to Docker's YAML reader (yaml.v3): only true/false are booleans (`yes` and `on` are text),
 * `0777`, `0o777`, `0x1ff`, `0b11` and `1_000` are integers, `12:30` is text, a date is a date.
 */
export type Resolved =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'integer'; readonly number: bigint }
  | { readonly kind: 'float'; readonly number: number }
  | { readonly kind: 'boolean'; readonly boolean: boolean }
  | { readonly kind: 'date'; readonly text: string; readonly isWritable: boolean }
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
  return words.get(text) ?? dateOf(text) ?? integerOf(text) ?? floatOf(text) ?? { kind: 'text', text }
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

/** Base64 with all of its padding, over several lines if need be. */
function binaryOf(text: string): Resolved | undefined {
  const base64 = text.replace(/[\r\n]/g, '')
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(base64)) return undefined
  return { kind: 'text', text: new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))) }
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

/** A point may begin what Go takes for a number, a digit or a sign only what YAML takes for one. */
function floatOf(text: string): Resolved | undefined {
  if (text.startsWith('.')) return asFloat(parseGoFloat(text))
  const digits = text.replaceAll('_', '')
  const isFloat = /^[-+0-9]/.test(text) && /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(digits)
  return isFloat ? asFloat(parseGoFloat(digits)) : undefined
}

function asFloat(number: number | undefined): Resolved | undefined {
  return number === undefined ? undefined : { kind: 'float', number }
}

function dateOf(text: string): Resolved | undefined {
  const date = yamlDate(text)
  return date && { kind: 'date', ...date }
}
