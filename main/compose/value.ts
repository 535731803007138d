import { compare } from './merge-values.ts'
import type { Place } from './place.ts'

/**
 * A value of a compose file with its place: what Docker's YAML reader makes of it (integers apart from floating-point
 * numbers, dates apart from text), so that every later refusal can name line and column.
 */
export type Value = MapValue | ListValue | ScalarValue

export interface MapValue {
  readonly kind: 'map'
  readonly entries: ReadonlyMap<string, Entry>
  readonly place: Place
}

export interface Entry {
  /** Where the key stands. */
  readonly place: Place
  readonly value: Value
}

export interface ListValue {
  readonly kind: 'list'
  readonly items: readonly Value[]
  readonly place: Place
}

export type ScalarValue =
  | { readonly kind: 'text'; readonly text: string; readonly place: Place }
  | { readonly kind: 'integer'; readonly number: bigint; readonly place: Place }
  | { readonly kind: 'float'; readonly number: number; readonly place: Place }
  | { readonly kind: 'boolean'; readonly boolean: boolean; readonly place: Place }
  /** A date, as Go prints it; Docker cannot check the format of a file with one that is not writable. */
  | { readonly kind: 'date'; readonly text: string; readonly isWritable: boolean; readonly place: Place }
  | { readonly kind: 'null'; readonly place: Place }

/** The value of an option; undefined where it is absent. */
export function option(map: MapValue, name: string): Value | undefined {
  return map.entries.get(name)?.value
}

/** A scalar as Docker writes it into a label, a variable or an option; null stays undefined. */
export function scalarText(value: Value): string | undefined {
  switch (value.kind) {
    case 'text':
    case 'date':
      return value.text
    case 'integer':
      return value.number.toString()
    case 'float':
      return floatText(value.number)
    case 'boolean':
      return String(value.boolean)
    case 'null':
    case 'map':
    case 'list':
      return undefined
  }
}

/** Any value as Docker writes it where its format checks nothing: Go's `%v`, `map[a:1 b:[2 3]]`. */
export function printedValue(value: Value): string {
  switch (value.kind) {
    case 'map': {
      const entries = [...value.entries].sort(([one], [other]) => compare(one, other))
      return `map[${entries.map(([name, entry]) => `${name}:${printedValue(entry.value)}`).join(' ')}]`
    }
    case 'list':
      return `[${value.items.map(printedValue).join(' ')}]`
    default:
      return scalarText(value) ?? '<nil>'
  }
}

/** Go's `%v` of a float64: shortest digits; below 1e-4 and from 1e6 on an exponent of at least two digits. */
function floatText(number: number): string {
  if (Object.is(number, -0)) return '-0'
  const size = Math.abs(number)
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) {
    return number.toExponential().replace(/e([+-])(\d)$/, 'e$10$2')
  }
  return String(number)
}
