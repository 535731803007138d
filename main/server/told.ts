/**
 * A stream of what `work` tells, ending as it ends. Leaving the stream early aborts the signal that `work` got, and waits
 * until it has cleaned up.
 */
export async function* told<Item>(
  signal: AbortSignal,
  work: (tell: (item: Item) => void, signal: AbortSignal) => Promise<void>,
): AsyncGenerator<Item> {
  const items: Item[] = []
  const left = new AbortController()
  let wake = () => {}
  const tell = (item: Item) => {
    items.push(item)
    wake()
  }
  let ended = false
  const working = work(tell, AbortSignal.any([signal, left.signal])).finally(() => {
    ended = true
    wake()
  })
  working.catch(() => undefined)
  try {
    for (;;) {
      const item = items.shift()
      if (item !== undefined) yield item
      else if (ended) break
      else await new Promise<void>((resolve) => (wake = resolve))
    }
    await working
  } finally {
    left.abort()
    await working.catch(() => undefined)
  }
}
