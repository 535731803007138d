import { setTimeout as pause } from 'node:timers/promises'
import { type LogInput, type LogLine, type LogSince, linesKept } from '../../preload/contract/log.ts'
import type { Engine } from '../outside/docker/engine.ts'
import { readLine } from '../outside/docker/logs.ts'
import { openLogQueue } from './log-queue.ts'

/** How many earlier lines of each task are shown first where no time is said. */
const newest = 200
const minute = 60_000
/** How far back, in milliseconds. */
const back: Readonly<Record<LogSince, number | null>> = {
  newest: null,
  'ten-minutes': 10 * minute,
  hour: 60 * minute,
  day: 24 * 60 * minute,
  all: null,
}
/** Lines travel together: so many at most, and not more often than this, in milliseconds. */
const largestBatch = 1000
const batchEvery = 100
/** Earlier lines of several parts come one part after the other: so long are they waited for, to put them in order. */
const firstAfter = 250

export interface LogBatch {
  /** Lines before these that were given up because nobody took them in time. */
  readonly skipped: number
  readonly lines: readonly LogLine[]
}

/** Most of what comes too fast is given up: lines are read only when they are taken. */
interface Unread {
  readonly service: string
  readonly raw: string
}

export type LogWish = Pick<LogInput, 'service' | 'since'>

/**
 * An app's log as it is written, the services' lines together. Whoever takes batches more slowly than the app writes gets the
 * newest lines, and is told how many were skipped. Throws what a reader fails with once all of them have ended, so that a lost
 * connection is not taken for the end of the log.
 */
export async function* appLog(
  docker: Engine,
  stack: string,
  { service, since }: LogWish,
  now: number,
  signal: AbortSignal,
): AsyncGenerator<LogBatch> {
  const own = (await docker.services({ stack }, signal)).filter(
    ({ name }) => service === undefined || name === `${stack}_${service}`,
  )
  const stop = new AbortController()
  const all = AbortSignal.any([signal, stop.signal])
  const queue = openLogQueue(linesKept, inTime)
  let wake = () => {}
  const milliseconds = back[since]
  const options = {
    // More would not be kept.
    tail: since === 'newest' ? newest : linesKept,
    follow: true,
    ...(milliseconds === null ? {} : { since: now - milliseconds }),
  }
  const readers = own.map(async ({ id, name }) => {
    const service = name.slice(stack.length + 1)
    for await (const { lines } of docker.rawServiceLog(id, options, all)) {
      for (const raw of lines) queue.add({ service, raw })
      wake()
    }
  })
  let open = true
  const ended = Promise.allSettled(readers).then(() => {
    open = false
    wake()
  })
  try {
    await Promise.race([ended, pause(firstAfter)])
    while (!signal.aborted) {
      const batch = queue.take(largestBatch)
      if (batch !== null) {
        yield { skipped: batch.skipped, lines: batch.items.map(read) }
        await pause(batchEvery)
      } else if (open) await new Promise<void>((resolve) => (wake = resolve))
      else break
    }
    if (!signal.aborted) await Promise.all(readers)
  } finally {
    stop.abort()
    await ended
  }
}

/** A raw line begins with its time. */
function inTime({ raw: one }: Unread, { raw: other }: Unread): number {
  return one < other ? -1 : one > other ? 1 : 0
}

function read({ service, raw }: Unread): LogLine {
  const { at, text, paint } = readLine(raw, 'output')
  return { service, at, text, ...(paint.length === 0 ? {} : { paint }) }
}
