/** What runs in the reader's thread. Bundled beside the core as `reading.js`. */
import { parentPort } from 'node:worker_threads'
import { type Failure, Trouble } from '../../preload/contract/failure.ts'
import { readings } from './readings.ts'

export interface Asked {
  readonly id: number
  readonly reading: keyof typeof readings
  readonly given: readonly unknown[]
}

export type Answer =
  | { readonly id: number; readonly kind: 'read'; readonly value: unknown }
  | { readonly id: number; readonly kind: 'trouble'; readonly failure: Failure }
  /** A bug of ours, with its stack. */
  | { readonly id: number; readonly kind: 'bug'; readonly message: string; readonly stack: string }

parentPort?.on('message', (asked: Asked) => parentPort?.postMessage(answerTo(asked)))

function answerTo({ id, reading, given }: Asked): Answer {
  try {
    return { id, kind: 'read', value: Reflect.apply(readings[reading], readings, given) }
  } catch (error) {
    if (error instanceof Trouble) return { id, kind: 'trouble', failure: error.failure }
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    return { id, kind: 'bug', message, stack: stack ?? '' }
  }
}
