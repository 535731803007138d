/**
 * Tells every watcher what happens, as async generators. A watcher that falls behind gets the newest of its kind only when
 * its queue is full: it is then given the whole state again instead of what it missed.
 */
export interface Broadcast<Event> {
  send(event: Event): void
  watch(signal: AbortSignal, whole: () => Event): AsyncGenerator<Event>
}

const longestQueue = 500

export function broadcast<Event>(): Broadcast<Event> {
  const watchers = new Set<(event: Event) => void>()
  return {
    send(event) {
      for (const watcher of watchers) watcher(event)
    },
    async *watch(signal, whole) {
      let queue: Event[] = []
      let wake: () => void = () => undefined
      const onEvent = (event: Event) => {
        queue.push(event)
        if (queue.length > longestQueue) queue = [whole()]
        wake()
      }
      const onAbort = () => wake()
      watchers.add(onEvent)
      signal.addEventListener('abort', onAbort)
      try {
        yield whole()
        while (!signal.aborted) {
          const next = queue.shift()
          if (next !== undefined) yield next
          else await new Promise<void>((resolve) => (wake = resolve))
        }
      } finally {
        watchers.delete(onEvent)
        signal.removeEventListener('abort', onAbort)
      }
    },
  }
}
