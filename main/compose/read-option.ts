import { ComposeError, type WantedValue } from './compose-error.ts'
import { parseDuration } from './duration.ts'
import type { Place } from './place.ts'
import { parseSize } from './quantity.ts'
import type { TextMap } from './stack-file.ts'
import { type MapValue, type Value, option, printedValue, scalarText } from './value.ts'
import { type NumberValue, signed, unsigned } from './whole-number.ts'

/**
 * The options of one mapping of a compose file, read after its format was checked. What passes the format and still is
 * not what Docker's decoder takes (a date for text, a negative count) throws ComposeError. Null is as good as absent.
 */
export interface Options {
  readonly map: MapValue
  /** `services.app`, for messages. */
  readonly path: string
}

export function optionsOf(value: Value, path: string): Options {
  if (value.kind !== 'map') throw invalid(value, path, 'mapping')
  return { map: value, path }
}

export function membersOf({ map, path }: Options): readonly { name: string; value: Value; path: string }[] {
  return [...map.entries].map(([name, entry]) => ({ name, value: entry.value, path: `${path}.${name}` }))
}

export function placeOf({ map }: Options, name: string): Place {
  return decoded(map, name)?.place ?? map.place
}

export function valueOf({ map }: Options, name: string): Value | undefined {
  const value = decoded(map, name)
  return value?.kind === 'null' ? undefined : value
}

/** Fields of Docker's decoder that are spelled as in the file, and not with capitals. */
const spelledLow = /_|^nocopy$|^subpath$/

/**
 * Docker's decoder takes an option in any case, its own spelling first. It matters only where the format allows other
 * keys: elsewhere it has refused them.
 */
function decoded(map: MapValue, name: string): Value | undefined {
  const capital = /^[ug]id$/.test(name) ? name.toUpperCase() : name.slice(0, 1).toUpperCase() + name.slice(1)
  const own = option(map, spelledLow.test(name) ? name : capital)
  if (own !== undefined) return own
  for (const [key, entry] of map.entries) if (key.toLowerCase() === name) return entry.value
  return undefined
}

/** The options under a name. */
export function within(options: Options, name: string): Options | undefined {
  const value = valueOf(options, name)
  return value === undefined ? undefined : optionsOf(value, `${options.path}.${name}`)
}

/** '' where it is absent. */
export function text(options: Options, name: string): string {
  const value = valueOf(options, name)
  return value === undefined ? '' : textOf(value, `${options.path}.${name}`)
}

export function textOf(value: Value, path: string): string {
  if (value.kind !== 'text') throw invalid(value, path, 'text')
  return value.text
}

export function flag(options: Options, name: string): boolean {
  return optionalFlag(options, name) ?? false
}

export function optionalFlag(options: Options, name: string): boolean | undefined {
  const value = valueOf(options, name)
  if (value === undefined) return undefined
  if (value.kind !== 'boolean') throw invalid(value, `${options.path}.${name}`, 'boolean')
  return value.boolean
}

export function number(options: Options, name: string): number | undefined {
  const value = numberOf(options, name)
  return value === undefined ? undefined : Number(value.number)
}

/** Docker cuts a fraction off. */
export function integer(options: Options, name: string): number | undefined {
  const value = numberOf(options, name)
  return value === undefined ? undefined : Number(signed(value))
}

/** A whole number from 0 on. */
export function count(options: Options, name: string): number | undefined {
  const found = unsignedOf(options, name)
  return found === undefined ? undefined : Number(found)
}

/** The same, which Docker takes for a number with a sign later. */
export function signedCount(options: Options, name: string): number | undefined {
  const found = unsignedOf(options, name)
  return found === undefined ? undefined : Number(BigInt.asIntN(64, found))
}

/** The same, of which Docker keeps 32 bits. */
export function word(options: Options, name: string): number | undefined {
  const found = unsignedOf(options, name)
  return found === undefined ? undefined : Number(BigInt.asUintN(32, found))
}

function unsignedOf(options: Options, name: string): bigint | undefined {
  const value = numberOf(options, name)
  const found = value && unsigned(value)
  if (value !== undefined && found === undefined) throw invalid(value, `${options.path}.${name}`, 'number-in-range')
  return found
}

function numberOf(options: Options, name: string): NumberValue | undefined {
  const value = valueOf(options, name)
  if (value === undefined) return undefined
  if (value.kind !== 'integer' && value.kind !== 'float') throw invalid(value, `${options.path}.${name}`, 'number')
  return value
}

/** Nanoseconds. */
export function duration(options: Options, name: string): number | undefined {
  const value = valueOf(options, name)
  if (value === undefined) return undefined
  const nanoseconds = value.kind === 'text' ? parseDuration(value.text) : undefined
  if (nanoseconds === undefined) throw invalid(value, `${options.path}.${name}`, 'duration')
  return nanoseconds
}

/** Bytes; 0 where it is absent. A number is as many bytes, where the format lets one through. */
export function size(options: Options, name: string): number {
  const value = valueOf(options, name)
  if (value === undefined) return 0
  if (value.kind === 'integer' && value.number < 2n ** 63n) return Number(value.number)
  const bytes = value.kind === 'text' ? parseSize(value.text) : undefined
  if (bytes === undefined) throw invalid(value, `${options.path}.${name}`, 'size')
  return bytes
}

export function items(options: Options, name: string): readonly { value: Value; path: string }[] | undefined {
  const value = valueOf(options, name)
  if (value === undefined) return undefined
  const path = `${options.path}.${name}`
  if (value.kind !== 'list') throw invalid(value, path, 'list')
  return value.items.map((item, index) => ({ value: item, path: `${path}[${index}]` }))
}

/** A list of text, or one text for a list of one. */
export function texts(options: Options, name: string): readonly string[] | undefined {
  const value = valueOf(options, name)
  if (value?.kind === 'text') return [value.text]
  return items(options, name)?.map((item) => textOf(item.value, item.path))
}

/** `{KEY: value}`; a key without a value has ''. */
export function textMap(options: Options, name: string): TextMap | undefined {
  const map = within(options, name)
  if (map === undefined) return undefined
  return new Map(membersOf(map).map((member) => [member.name, printedText(member.value) ?? '']))
}

/** `{KEY: value}` or `[KEY=value]`; a key without a value has ''. */
export function pairs(options: Options, name: string): TextMap | undefined {
  const found = optionalPairs(options, name)
  return found === undefined ? undefined : new Map([...found].map(([key, value]) => [key, value ?? '']))
}

/** The same; a key without a value has undefined. */
export function optionalPairs(options: Options, name: string): ReadonlyMap<string, string | undefined> | undefined {
  const value = valueOf(options, name)
  if (value === undefined) return undefined
  if (value.kind === 'map')
    return new Map(membersOf({ map: value, path: '' }).map((one) => [one.name, printedText(one.value)]))
  return new Map(items(options, name)?.map((item) => splitPair(textOf(item.value, item.path))))
}

function printedText(value: Value): string | undefined {
  return value.kind === 'null' ? undefined : printedValue(value)
}

/** `KEY=value`, or `KEY`, which has no value. */
function splitPair(pair: string): readonly [string, string | undefined] {
  const at = pair.indexOf('=')
  return at < 0 ? [pair, undefined] : [pair.slice(0, at), pair.slice(at + 1)]
}

export function invalid(value: Value, path: string, wanted: WantedValue): ComposeError {
  return new ComposeError({ code: 'value-invalid', path, value: scalarText(value) ?? value.kind, wanted }, value.place)
}
