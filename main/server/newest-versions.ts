import { Trouble } from '../../preload/contract/failure.ts'

/** The newest version of each recipe's clone, at hand without waiting. */
export interface NewestVersions {
  /** Null until it is known. What is older than some minutes is looked up again behind. */
  of(recipe: string): string | null
  close(): void
}

/** In milliseconds. Clones change when their recipe is looked at or installed. */
const freshFor = 5 * 60 * 1000

export function openNewestVersions(
  versions: (recipe: string) => Promise<readonly string[]>,
  now: () => number,
  onChange: (recipe: string) => void,
  onBug: (error: unknown) => void,
): NewestVersions {
  const known = new Map<string, { newest: string | null; at: number }>()
  const waiting = new Set<string>()
  let working = false
  let closed = false

  /** One recipe at a time: each may be a program to start. */
  async function work(): Promise<void> {
    working = true
    for (const recipe of waiting) {
      if (closed) return
      const before = known.get(recipe)?.newest ?? null
      const newest = await versions(recipe).then(
        (all) => all.at(-1) ?? null,
        (error: unknown) => {
          // A clone that cannot be read has no newer version to offer; its own page says why.
          if (!(error instanceof Trouble)) onBug(error)
          return before
        },
      )
      known.set(recipe, { newest, at: now() })
      waiting.delete(recipe)
      if (newest !== before && !closed) onChange(recipe)
    }
    working = false
  }

  return {
    of(recipe) {
      const found = known.get(recipe)
      if (found === undefined || now() - found.at > freshFor) waiting.add(recipe)
      if (waiting.size > 0 && !working) void work()
      return found?.newest ?? null
    },
    close() {
      closed = true
    },
  }
}
