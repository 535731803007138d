/** At most so many items are sorted by insertion, which keeps the order of equal ones. */
const fewItems = 12

/**
 * Sorts as Go's sort.Slice does (pattern-defeating quicksort), which leaves items that compare equal in an order of its
 * own. Docker sorts a service's ports so; another order of ports that share a published port would be a changed service,
 * and restart it when Docker's CLI, abra and we deploy in turn.
 */
export function goSort<T>(items: readonly T[], less: (one: T, other: T) => boolean): readonly T[] {
  const data = [...items]
  sortPart(
    {
      less(one, other) {
        const [first, second] = [data[one], data[other]]
        return first !== undefined && second !== undefined && less(first, second)
      },
      swap(one, other) {
        const [first, second] = [data[one], data[other]]
        if (first === undefined || second === undefined) return
        data[one] = second
        data[other] = first
      },
    },
    0,
    data.length,
    bitLength(data.length),
  )
  return data
}

/** Items by their indices. */
interface Items {
  less(one: number, other: number): boolean
  swap(one: number, other: number): void
}

function bitLength(number: number): number {
  return number.toString(2).length
}

/** Sorts the items from `from` up to and without `to`; `limit` bad partitions are allowed before heap sort takes over. */
function sortPart(items: Items, from: number, to: number, limit: number): void {
  let wasBalanced = true
  let wasPartitioned = true
  while (to - from > fewItems) {
    if (limit === 0) return heapSort(items, from, to)
    if (!wasBalanced) {
      breakPatterns(items, from, to)
      limit -= 1
    }
    let { pivot, order } = choosePivot(items, from, to)
    if (order === 'falling') {
      for (let low = from, high = to - 1; low < high; low += 1, high -= 1) items.swap(low, high)
      pivot = to - 1 - (pivot - from)
      order = 'rising'
    }
    if (wasBalanced && wasPartitioned && order === 'rising' && finishNearlySorted(items, from, to)) return
    if (from > 0 && !items.less(from - 1, pivot)) {
      from = splitOffEqual(items, from, to, pivot)
      continue
    }
    const length = to - from
    const { middle, wasSplit } = partition(items, from, to, pivot)
    wasPartitioned = wasSplit
    const [left, right] = [middle - from, to - middle]
    wasBalanced = Math.min(left, right) >= Math.floor(length / 8)
    if (left < right) {
      sortPart(items, from, middle, limit)
      from = middle + 1
    } else {
      sortPart(items, middle + 1, to, limit)
      to = middle
    }
  }
  for (let at = from + 1; at < to; at += 1) sinkLeft(items, at, from)
}

function sinkLeft(items: Items, at: number, first: number): void {
  for (let here = at; here > first && items.less(here, here - 1); here -= 1) items.swap(here, here - 1)
}

function heapSort(items: Items, from: number, to: number): void {
  const length = to - from
  const siftDown = (start: number, end: number) => {
    for (let root = start; ;) {
      let child = 2 * root + 1
      if (child >= end) return
      if (child + 1 < end && items.less(from + child, from + child + 1)) child += 1
      if (!items.less(from + root, from + child)) return
      items.swap(from + root, from + child)
      root = child
    }
  }
  for (let start = Math.floor((length - 1) / 2); start >= 0; start -= 1) siftDown(start, length)
  for (let end = length - 1; end >= 0; end -= 1) {
    items.swap(from, from + end)
    siftDown(0, end)
  }
}

/** Smaller items left of the pivot, the others right of it. */
function partition(items: Items, from: number, to: number, pivot: number) {
  items.swap(from, pivot)
  let low = from + 1
  let high = to - 1
  const advance = () => {
    while (low <= high && items.less(low, from)) low += 1
    while (low <= high && !items.less(high, from)) high -= 1
    return low <= high
  }
  let wasSplit = true
  while (advance()) {
    wasSplit = false
    items.swap(low, high)
    low += 1
    high -= 1
  }
  items.swap(high, from)
  return { middle: high, wasSplit }
}

/** Items equal to the pivot first, none being smaller; where the greater ones begin. */
function splitOffEqual(items: Items, from: number, to: number, pivot: number): number {
  items.swap(from, pivot)
  let low = from + 1
  let high = to - 1
  for (;;) {
    while (low <= high && !items.less(from, low)) low += 1
    while (low <= high && items.less(from, high)) high -= 1
    if (low > high) return low
    items.swap(low, high)
    low += 1
    high -= 1
  }
}

/** Whether a few moves were enough to sort the items; on a short list none is tried. */
function finishNearlySorted(items: Items, from: number, to: number): boolean {
  let at = from + 1
  for (let step = 0; step < 5; step += 1) {
    while (at < to && !items.less(at, at - 1)) at += 1
    if (at === to) return true
    if (to - from < 50) return false
    items.swap(at, at - 1)
    if (at - from >= 2) sinkLeft(items, at - 1, 0)
    if (to - at >= 2) {
      for (let here = at + 1; here < to && items.less(here, here - 1); here += 1) items.swap(here, here - 1)
    }
  }
  return false
}

/** Scatters three items by a fixed sequence of numbers, so that no input stays bad. */
function breakPatterns(items: Items, from: number, to: number): void {
  const length = to - from
  const mask = 2n ** BigInt(bitLength(length)) - 1n
  const start = from + Math.floor(length / 4) * 2 - 1
  let random = BigInt(length)
  for (let at = start; at <= start + 2; at += 1) {
    random = BigInt.asUintN(64, random ^ (random << 13n))
    random ^= random >> 7n
    random = BigInt.asUintN(64, random ^ (random << 17n))
    const other = Number(random & mask)
    items.swap(at, from + (other >= length ? other - length : other))
  }
}

interface Pivot {
  readonly pivot: number
  readonly order: 'rising' | 'falling' | 'unknown'
}

/** The median of three items, or of three medians on a long list; the swaps it took tell whether they are in order. */
function choosePivot(items: Items, from: number, to: number): Pivot {
  const quarter = Math.floor((to - from) / 4)
  let swaps = 0
  const ordered = (one: number, other: number): readonly [number, number] => {
    if (!items.less(other, one)) return [one, other]
    swaps += 1
    return [other, one]
  }
  const median = (one: number, two: number, three: number) => {
    const [low, high] = ordered(one, two)
    const [middle] = ordered(high, three)
    return ordered(low, middle)[1]
  }
  const around = (at: number) => (to - from >= 50 ? median(at - 1, at, at + 1) : at)
  const [first, second, third] = [around(from + quarter), around(from + quarter * 2), around(from + quarter * 3)]
  const pivot = median(first, second, third)
  return { pivot, order: swaps === 0 ? 'rising' : swaps === 12 ? 'falling' : 'unknown' }
}
