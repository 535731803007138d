import { Trouble } from '../../../preload/contract/failure.ts'
import { stackLabel } from './tolerant.ts'

/** A name as one part of a path; names come from recipes and servers, and `..` must not become another path. */
export function part(name: string): string {
  if (name === '' || name === '.' || name === '..')
    throw new Trouble({ code: 'engine-refused', facts: { request: name, detail: 'Not a name' } })
  return encodeURIComponent(name)
}

/** The `filters` of a list; what has no values does not filter. */
export function filters(of: Readonly<Record<string, readonly string[] | undefined>>): {
  readonly filters?: string
} {
  const given = Object.entries(of).filter(([, values]) => values !== undefined)
  return given.length === 0 ? {} : { filters: JSON.stringify(Object.fromEntries(given)) }
}

/** Labels are compared whole: `shop` does not find `shop2`. */
export function ofStack(stack: string | undefined): readonly string[] | undefined {
  return stack === undefined ? undefined : [`${stackLabel}=${stack}`]
}
