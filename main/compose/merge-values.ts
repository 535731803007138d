/** The later text, unless it is empty. */
export function mergeText(base: string, override: string): string {
  return override === '' ? base : override
}

/** The later number where there is none yet, or where it is not 0. */
export function mergeNonZero(base: number | undefined, override: number | undefined): number | undefined {
  return base === undefined ? override : override || base
}

export function mergeOptional<T>(
  base: T | undefined,
  override: T | undefined,
  merge: (base: T, override: T) => T,
): T | undefined {
  return base === undefined || override === undefined ? (base ?? override) : merge(base, override)
}

export function mergeAppended<T>(
  base: readonly T[] | undefined,
  override: readonly T[] | undefined,
): readonly T[] | undefined {
  return mergeOptional(base, override, (one, other) => [...one, ...other])
}

export function mergeMaps<T>(
  base: ReadonlyMap<string, T> | undefined,
  override: ReadonlyMap<string, T> | undefined,
): ReadonlyMap<string, T> | undefined {
  return mergeOptional(base, override, (one, other) => new Map([...one, ...other]))
}

/** By name, the later value; one that is empty or missing leaves an earlier one that is not empty. */
export function mergeEnvironment(
  base: ReadonlyMap<string, string | undefined>,
  override: ReadonlyMap<string, string | undefined>,
): ReadonlyMap<string, string | undefined> {
  const merged = new Map(base)
  for (const [name, value] of override) merged.set(name, value || base.get(name) || value)
  return merged
}

/**
 * By key, the later item; sorted. A list that the earlier file does not have is taken as the later one has it, or as
 * none if it is empty; a list that only the earlier file has is sorted, too.
 */
export function mergeByKey<T>(
  base: readonly T[] | undefined,
  override: readonly T[] | undefined,
  key: (item: T) => string,
  order: (item: T) => string | number,
): readonly T[] | undefined {
  if (base === undefined) return override?.length === 0 ? undefined : override
  const merged = new Map<string, T>()
  for (const items of [base, override ?? []]) for (const item of items) merged.set(key(item), item)
  return [...merged.values()].sort((one, other) => compare(order(one), order(other)))
}

/** Numbers by size, text by its bytes as Go does: UTF-8 has an order of its own beyond U+FFFF. */
export function compare<T extends string | number>(one: T, other: T): number {
  if (typeof one === 'string' && typeof other === 'string') return Buffer.compare(Buffer.from(one), Buffer.from(other))
  return one < other ? -1 : one > other ? 1 : 0
}
