import { ComposeError, type WantedValue } from './compose-error.ts'
import { parseDuration } from './duration.ts'
import type { Place } from './place.ts'
import { parseSize } from './quantity.ts'
import type { TextMap } from './stack-file.ts'
import { type MapValue, type Value, option, scalarText } from './value.ts'

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
  return option(map, name)?.place ?? map.place
}

export function valueOf({ map }: Options, name: string): Value | undefined {
  const value = option(map, name)
  return value?.kind === 'null' ? undefined : value
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
  const value = valueOf(options, name)
  if (value === undefined) return undefined
  if (value.kind !== 'integer' && value.kind !== 'float') throw invalid(value, `${options.path}.${name}`, 'number')
  return Number(value.number)
}

/** Docker cuts a fraction off. */
export function integer(options: Options, name: string): number | undefined {
  const value = number(options, name)
  return value === undefined ? undefined : Math.trunc(value)
}

/** A whole number from 0 on. */
export function count(options: Options, name: string): number | undefined {
  const value = valueOf(options, name)
  const found = number(options, name)
  if (value !== undefined && found !== undefined && found < 0) {
    throw invalid(value, `${options.path}.${name}`, 'number-in-range')
  }
  return integer(options, name)
}

/** Nanoseconds. */
export function duration(options: Options, name: string): number | undefined {
  const value = valueOf(options, name)
  if (value === undefined) return undefined
  const nanoseconds = value.kind === 'text' ? parseDuration(value.text) : undefined
  if (nanoseconds === undefined) throw invalid(value, `${options.path}.${name}`, 'duration')
  return nanoseconds
}

/** Bytes; 0 where it is absent. */
export function size(options: Options, name: string): number {
  const value = valueOf(options, name)
  if (value === undefined) return 0
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
  return new Map(membersOf(map).map((member) => [member.name, scalarText(member.value) ?? '']))
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
  if (value.kind === 'map') return new Map([...value.entries].map(([key, entry]) => [key, scalarText(entry.value)]))
  return new Map(items(options, name)?.map((item) => splitPair(textOf(item.value, item.path))))
}

/** `KEY=value`, or `KEY`, which has no value. */
function splitPair(pair: string): readonly [string, string | undefined] {
  const at = pair.indexOf('=')
  return at < 0 ? [pair, undefined] : [pair.slice(0, at), pair.slice(at + 1)]
}

export function invalid(value: Value, path: string, wanted: WantedValue): ComposeError {
  return new ComposeError({ code: 'value-invalid', path, value: scalarText(value) ?? value.kind, wanted }, value.place)
}
