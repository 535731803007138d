import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { type Failure, Trouble } from '../../preload/contract/failure.ts'
import type { Answer, Asked } from './reading-thread.ts'
import type { Readings } from './readings.ts'

/**
 * Reads what recipes and catalogues say, in a thread: whatever they contain, the window and the servers are not kept waiting.
 * Each reading rejects with Trouble as its function throws, or with the given failure where it took too long or too much
 * memory; the thread is then ended and the next reading begins a new one.
 */
export type Reader = {
  readonly [Name in keyof Readings]: (
    whenTooMuch: Failure,
    ...given: Parameters<Readings[Name]>
  ) => Promise<ReturnType<Readings[Name]>>
} & { close(): void }

export interface ReaderOptions {
  /** Milliseconds that one reading may take. */
  readonly deadline?: number
  /** Milliseconds after which a thread that nobody asks is ended: it takes some 20 MB. */
  readonly rest?: number
}

/** A recipe takes some ten milliseconds and the thread's start a hundred; the rest is for slow computers. */
const usualDeadline = 10_000
const usualRest = 20_000
/** Megabytes. The largest recipe that is read at all takes a fraction. */
const memory = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 }

/** Run from its sources, the core has the thread's source beside this file; bundled, it has the thread's bundle. */
const thread = path.join(import.meta.dirname, import.meta.filename.endsWith('.ts') ? 'reading-thread.ts' : 'reading.js')

interface Waiting {
  readonly asked: Asked
  readonly whenTooMuch: Failure
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

export function openReader({ deadline = usualDeadline, rest = usualRest }: ReaderOptions = {}): Reader {
  const queue: Waiting[] = []
  let worker: Worker | null = null
  let timer: NodeJS.Timeout | undefined
  let lastId = 0
  let closed = false

  function ask<Value>(reading: keyof Readings, whenTooMuch: Failure, given: readonly unknown[]): Promise<Value> {
    const { promise, resolve, reject } = Promise.withResolvers<Value>()
    // The thread runs the function of that name: what it answers is of its type.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const take = (value: unknown) => resolve(value as Value)
    queue.push({ asked: { id: ++lastId, reading, given }, whenTooMuch, resolve: take, reject })
    if (closed) stop()
    else if (queue.length === 1) next()
    return promise
  }

  /** One at a time, so that the deadline is that of a single reading. */
  function next(): void {
    clearTimeout(timer)
    const [first] = queue
    if (first === undefined) {
      timer = setTimeout(stop, rest).unref()
      return
    }
    worker ??= begin()
    worker.postMessage(first.asked)
    timer = setTimeout(tooMuch, deadline)
  }

  function begin(): Worker {
    const begun = new Worker(thread, { execArgv: [], env: {}, resourceLimits: memory })
    begun.on('message', settle)
    begun.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') tooMuch()
      else fail(error)
    })
    // It must not keep a core alive that is done.
    begun.unref()
    return begun
  }

  function settle(answer: Answer): void {
    const [first] = queue
    if (first?.asked.id !== answer.id) return
    queue.shift()
    if (answer.kind === 'read') first.resolve(answer.value)
    else if (answer.kind === 'trouble') first.reject(new Trouble(answer.failure))
    else first.reject(Object.assign(new Error(answer.message), { stack: answer.stack }))
    next()
  }

  function tooMuch(): void {
    const [first] = queue
    if (first !== undefined) fail(new Trouble(first.whenTooMuch))
  }

  function fail(error: unknown): void {
    endThread()
    queue.shift()?.reject(error)
    next()
  }

  function endThread(): void {
    worker?.removeAllListeners()
    // Whatever still comes of it is of no interest.
    worker?.on('error', () => undefined)
    void worker?.terminate()
    worker = null
  }

  function stop(): void {
    clearTimeout(timer)
    endThread()
    for (const { reject } of queue.splice(0)) reject(new Trouble({ code: 'cancelled', facts: {} }))
  }

  function reading<Name extends keyof Readings>(name: Name) {
    return (whenTooMuch: Failure, ...given: Parameters<Readings[Name]>): Promise<ReturnType<Readings[Name]>> =>
      ask<ReturnType<Readings[Name]>>(name, whenTooMuch, given)
  }
  return {
    catalogue: reading('catalogue'),
    title: reading('title'),
    page: reading('page'),
    form: reading('form'),
    appForm: reading('appForm'),
    edited: reading('edited'),
    install: reading('install'),
    version: reading('version'),
    changed: reading('changed'),
    rotated: reading('rotated'),
    passwords: reading('passwords'),
    wanted: reading('wanted'),
    commands: reading('commands'),
    close() {
      closed = true
      stop()
    },
  }
}
