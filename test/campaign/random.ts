/** Choices that depend on nothing but the numbers it was made from. */
export interface Random {
  /** A whole number from 0, smaller than `limit`. */
  below(limit: number): number
  oneOf<Item>(items: readonly Item[]): Item
  chance(share: number): boolean
}

/** sfc32, stirred until both numbers have reached every bit. */
export function randomFrom(seed: number, index: number): Random {
  let [a, b, c, count] = [seed | 0, index | 0, 0x9e3779b9, 1]
  const next = (): number => {
    const sum = (((a + b) | 0) + count) | 0
    count = (count + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return sum >>> 0
  }
  for (let round = 0; round < 15; round += 1) next()
  const below = (limit: number) => Math.floor((next() / 2 ** 32) * limit)
  return {
    below,
    oneOf(items) {
      const index = below(items.length)
      const item = items[index]
      if (index >= items.length) throw new RangeError('there is nothing to choose from')
      return item as (typeof items)[number]
    },
    chance: (share) => next() / 2 ** 32 < share,
  }
}
