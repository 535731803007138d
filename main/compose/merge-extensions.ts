import { invalid } from './read-option.ts'
import type { Value } from './value.ts'

type Extensions = ReadonlyMap<string, Value>

/**
 * The `x-` options of a service. Nothing is made of them, but Docker appends a list of a later file to the earlier value,
 * and refuses where that is no list. Throws ComposeError.
 */
export function mergeExtensions(service: string, base: Extensions, override: Extensions): Extensions {
  for (const [name, later] of override) {
    const earlier = base.get(name)
    if (later.kind !== 'list' || earlier === undefined || earlier.kind === 'list' || earlier.kind === 'null') continue
    throw invalid(earlier, `services.${service}.${name}`, 'list')
  }
  return new Map([...base, ...override])
}
