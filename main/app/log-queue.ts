export interface Taken<Item> {
  /** How many before these were given up because nobody took them in time. */
  readonly skipped: number
  readonly items: readonly Item[]
}

/** Lines on their way to somebody who takes them in batches. */
export interface LogQueue<Item> {
  add(item: Item): void
  /** The oldest ones, in order; null when there is none. */
  take(most: number): Taken<Item> | null
}

/**
 * Holds `room` lines at most. When it is full the older half is given up at once: what remains has few and large gaps, is
 * whole in between, and is not older than it must be. `order` is as for sorting.
 */
export function openLogQueue<Item>(room: number, order: (one: Item, other: Item) => number): LogQueue<Item> {
  let waiting: Item[] = []
  let inOrder = true
  let skipped = 0

  const sort = () => {
    if (!inOrder) waiting.sort(order)
    inOrder = true
  }
  return {
    add(item) {
      if (waiting.length >= room) {
        sort()
        const kept = Math.floor(room / 2)
        skipped += waiting.length - kept
        waiting = kept === 0 ? [] : waiting.slice(-kept)
      }
      const last = waiting.at(-1)
      if (inOrder && last !== undefined && order(last, item) > 0) inOrder = false
      waiting.push(item)
    },
    take(most) {
      if (waiting.length === 0) return null
      sort()
      const taken = { skipped, items: waiting.splice(0, most) }
      skipped = 0
      return taken
    },
  }
}
