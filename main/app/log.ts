import type { LogLine } from '../../preload/contract/app.ts'
import type { Engine } from '../outside/docker/engine.ts'

/** How many earlier lines of each service are shown first. */
const tail = 200
/** Lines travel together: at most so many at once, and not more often than this, in milliseconds. */
const largestBatch = 1000
const batchEvery = 100

/**
 * An app's log as it is written, the services' lines together; `service` is the recipe's name of one of them. Throws what a
 * reader fails with once all of them have ended, so that a lost connection is not taken for the end of the log.
 */
export async function* appLog(
  docker: Engine,
  stack: string,
  service: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<readonly LogLine[]> {
  const own = (await docker.services({ stack }, signal)).filter(
    ({ name }) => service === undefined || name === `${stack}_${service}`,
  )
  const stop = new AbortController()
  const all = AbortSignal.any([signal, stop.signal])
  let waiting: LogLine[] = []
  let wake = () => {}
  const readers = own.map(async ({ id, name }) => {
    for await (const line of docker.serviceLog(id, { tail, follow: true }, all)) {
      // A window that reads slower than the app writes gets the newest lines.
      if (waiting.length >= largestBatch) waiting.shift()
      waiting.push({ service: name.slice(stack.length + 1), at: line.at, text: line.text })
      wake()
    }
  })
  let open = true
  const ended = Promise.allSettled(readers).then(() => {
    open = false
    wake()
  })
  try {
    while (!signal.aborted && (open || waiting.length > 0)) {
      if (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve))
      else {
        const batch = waiting
        waiting = []
        yield batch.sort((one, other) => one.at - other.at)
        await new Promise((resolve) => setTimeout(resolve, batchEvery))
      }
    }
    if (!signal.aborted) await Promise.all(readers)
  } finally {
    stop.abort()
    await ended
  }
}
