import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { AppReference } from '../../preload/contract/app.ts'
import { type Failure, Trouble } from '../../preload/contract/failure.ts'
import { linesKept } from '../../preload/contract/log.ts'
import type { Core } from '../api/core.ts'
import type { Engine } from '../outside/docker/engine.ts'
import { type KeptLog, openKeptLog } from './kept-log.ts'
import { appLog } from './log.ts'

export interface LogsNeeds {
  readonly engine: (server: string, signal?: AbortSignal) => Promise<Engine>
  readonly stackOf: (app: AppReference) => Promise<string>
  /** Writes a new file where downloads go; answers its path. */
  readonly saveDownload: (name: string, text: string) => Promise<string>
  readonly now: () => number
}

/** Batches that a page may have coming: it says which it has, so that a slow one never has more in its queue. */
const mostOnTheWay = 3

interface OpenStream {
  readonly app: string
  readonly kept: KeptLog
  taken: number
  wake: () => void
}

/** The logs that pages are looking at. */
export function openLogs({
  engine,
  stackOf,
  saveDownload,
  now,
}: LogsNeeds): Pick<Core['apps'], 'log' | 'logTaken' | 'saveLog'> {
  const streams = new Map<string, OpenStream>()
  return {
    async *log(input, signal) {
      const name = randomUUID()
      const stream: OpenStream = { app: input.app, kept: openKeptLog(linesKept), taken: 0, wake: () => {} }
      const left = once(signal, 'abort')
      streams.set(name, stream)
      try {
        yield { kind: 'began', stream: name }
        let failure: Failure | null = null
        let batch = 0
        try {
          const docker = await engine(input.server, signal)
          for await (const { lines, skipped } of appLog(docker, await stackOf(input), input, now(), signal)) {
            batch += 1
            stream.kept.add({ lines, skipped })
            yield { kind: 'lines', batch, skipped, lines }
            while (batch - stream.taken >= mostOnTheWay && !signal.aborted)
              await Promise.race([left, new Promise<void>((resolve) => (stream.wake = resolve))])
          }
        } catch (error) {
          if (!(error instanceof Trouble)) throw error
          failure = error.failure
        }
        if (signal.aborted) return
        yield { kind: 'ended', failure }
        await left
      } finally {
        streams.delete(name)
      }
    },

    logTaken({ stream: name, batch }) {
      const stream = streams.get(name)
      if (stream === undefined) return
      stream.taken = Math.max(stream.taken, batch)
      stream.wake()
    },

    async saveLog({ stream: name }) {
      const stream = streams.get(name)
      if (stream === undefined) throw new Trouble({ code: 'log-closed', facts: {} })
      const { text, lines, skipped } = stream.kept.text()
      const time = new Date(now()).toISOString().slice(0, 19).replaceAll(/[T:]/g, '-')
      return { file: await saveDownload(`${stream.app}-log-${time}.txt`, text), lines, skipped }
    },
  }
}
