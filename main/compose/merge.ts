import { mergeService } from './merge-service.ts'
import type { Service, StackFile } from './stack-file.ts'

/**
 * Merges compose files in order, as Docker's loader does. Services are merged option by option (merge-service.ts); a
 * network, volume, secret or config of a later file replaces the earlier one of the same key as a whole.
 */
export function mergeStacks(files: readonly StackFile[]): StackFile {
  const [first, ...overrides] = files
  if (first === undefined) throw new Error('there is no file to merge')
  return overrides.reduce(
    (base, override) => ({
      services: mergeServices(base.services, override.services),
      networks: new Map([...base.networks, ...override.networks]),
      volumes: new Map([...base.volumes, ...override.volumes]),
      secrets: new Map([...base.secrets, ...override.secrets]),
      configs: new Map([...base.configs, ...override.configs]),
    }),
    first,
  )
}

function mergeServices(
  base: ReadonlyMap<string, Service>,
  override: ReadonlyMap<string, Service>,
): ReadonlyMap<string, Service> {
  const merged = new Map(base)
  for (const [name, service] of override) {
    const earlier = base.get(name)
    merged.set(name, earlier === undefined ? service : mergeService(earlier, service))
  }
  return merged
}
