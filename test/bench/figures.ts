import type { Say } from './row.ts'

export function median(values: readonly number[]): number {
  return share(values, 0.5)
}

/** The value that so large a share of the others does not exceed. */
export function share(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]
  if (value === undefined) throw new Error('Nothing was measured')
  return value
}

/** How long something takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

export interface Contest {
  readonly rounds: number
  /** Each answers its milliseconds, and leaves the scene ready for the other. */
  readonly ours: () => Promise<number>
  readonly theirs: () => Promise<number>
}

/**
 * The median of ours over the median of theirs. They take turns, so that whatever else keeps the computer busy falls on both;
 * the first round of each is for warming up.
 */
export async function contest({ rounds, ours, theirs }: Contest, say: Say): Promise<number> {
  await ours()
  await theirs()
  const took: { readonly ours: number; readonly theirs: number }[] = []
  for (let round = 0; round < rounds; round += 1) took.push({ ours: await ours(), theirs: await theirs() })
  const own = took.map((one) => one.ours)
  const other = took.map((one) => one.theirs)
  say(`Canteen: ${spread(own)}; docker: ${spread(other)}`)
  return median(own) / median(other)
}

/** Median and extremes of milliseconds, for reading. */
export function spread(values: readonly number[]): string {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  return `${median(values).toFixed(0)} ms (${least.toFixed(0)} to ${most.toFixed(0)}, ${values.length} times)`
}
