import type { StackRequest } from '../compose/convert-types.ts'
import type { ConfigBody } from '../compose/engine-bodies.ts'

/**
 * Names of configs that are on the server with other content. Docker's configs never change: such a one would make the
 * server refuse the app half-way, so it is looked for before anything is sent.
 */
export function changedConfigs(
  wanted: readonly StackRequest<ConfigBody>[],
  present: readonly { readonly name: string; readonly data: string }[],
): readonly string[] {
  const data = new Map(present.map((config) => [config.name, config.data]))
  return wanted
    .filter(({ name, body }) => data.has(name) && data.get(name) !== (body.Data ?? ''))
    .map(({ name }) => name)
}
