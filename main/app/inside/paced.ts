import { setTimeout as pause } from 'node:timers/promises'

/** Says which batches somebody has taken. */
export interface Pace {
  readonly taken: (batch: number) => void
  /** Resolves once fewer than `most` of `sent` batches are on their way, or the signal is aborted. */
  readonly room: (sent: number, most: number, signal: AbortSignal) => Promise<void>
}

export function openPace(): Pace {
  let last = 0
  let wake = () => {}
  return {
    taken(batch) {
      last = Math.max(last, batch)
      wake()
    },
    async room(sent, most, signal) {
      while (sent - last >= most && !signal.aborted) {
        const { promise, resolve } = Promise.withResolvers<void>()
        wake = resolve
        signal.addEventListener('abort', () => resolve(), { once: true })
        await promise
      }
    },
  }
}

/** In characters. */
const largestBatch = 32 * 1024
const mostOnTheWay = 3
/** Milliseconds: what a program writes in many small pieces travels together. */
const batchEvery = 8

export interface Batch {
  readonly batch: number
  readonly text: string
}

/**
 * A program's output as text, in numbered batches. Nothing is left out: when nobody takes them, nothing more is read, and the
 * program waits in its turn. Throws what reading fails with, after what came before.
 */
export async function* inBatches(
  output: AsyncIterable<Buffer>,
  pace: Pace,
  signal: AbortSignal,
): AsyncGenerator<Batch> {
  let waiting = ''
  let end: { readonly error: unknown } | 'well' | null = null
  let moreCame = () => {}
  let roomCame = () => {}
  const stop = () => {
    moreCame()
    roomCame()
  }
  signal.addEventListener('abort', stop)
  const read = async () => {
    const decoder = new TextDecoder()
    for await (const chunk of output) {
      waiting += decoder.decode(chunk, { stream: true })
      moreCame()
      while (waiting.length >= largestBatch && !signal.aborted)
        await new Promise<void>((resolve) => (roomCame = resolve))
      if (signal.aborted) return
    }
  }
  const reading = read().then(
    () => {
      end = 'well'
      moreCame()
    },
    (error: unknown) => {
      end = { error }
      moreCame()
    },
  )
  try {
    for (let batch = 1; !signal.aborted;) {
      if (waiting === '') {
        if (end !== null) break
        await new Promise<void>((resolve) => (moreCame = resolve))
        continue
      }
      await pace.room(batch - 1, mostOnTheWay, signal)
      const text = waiting.slice(0, largestBatch)
      waiting = waiting.slice(largestBatch)
      roomCame()
      yield { batch, text }
      batch += 1
      await pause(batchEvery)
    }
    await thrown(end)
  } finally {
    signal.removeEventListener('abort', stop)
    roomCame()
    void reading
  }
}

async function thrown(end: { readonly error: unknown } | 'well' | null): Promise<void> {
  if (end !== null && end !== 'well') throw end.error
}
