import { type Failure, Trouble } from '../../preload/contract/failure.ts'
import type { Bell } from '../app/bell.ts'
import { openBell } from '../app/bell.ts'
import { openMemoryDeaths } from '../app/out-of-memory.ts'
import type { Engine } from '../outside/docker/engine.ts'
import type { Snapshot } from './snapshot.ts'
import { readSnapshot, snapshotChannels } from './snapshot.ts'

export interface FollowNeeds {
  readonly engine: (signal: AbortSignal) => Promise<Engine>
  /** Answers after how many milliseconds the server is looked at again though nothing happens. */
  readonly onSnapshot: (snapshot: Snapshot) => number
  /** The server cannot be read; it is tried again. */
  readonly onTrouble: (failure: Failure) => void
  readonly onBug: (error: unknown) => void
}

export interface Follower {
  /** Looks now, also when it was waiting to try again; resolves when that look ended, one way or the other. */
  look(): Promise<void>
  /** Looks soon, together with whatever else changes meanwhile. */
  nudge(): void
  /** Somebody else got through to the server: tries at once if it was waiting to try again. */
  wake(): void
  close(): Promise<void>
}

/** An app that starts tells a dozen things at once; a slow server is not asked all the time either. */
const betweenLooks = 300
const firstRetry = 1000
const longestRetry = 30_000

/** Keeps one server's state fresh: reads it whenever its Engine tells of a change, and connects again when it is lost. */
export function followServer(needs: FollowNeeds): Follower {
  const closing = new AbortController()
  const { signal } = closing
  const bell = openBell()
  const urgent = openBell()
  const memory = openMemoryDeaths()
  let lookers: (() => void)[] = []
  let resting = false
  // Not before the caller holds what this answers: the first step already tells of the connection.
  const running = Promise.resolve().then(run)

  async function run(): Promise<void> {
    let retry = firstRetry
    while (!signal.aborted) {
      try {
        const engine = await needs.engine(signal)
        await engine.warm(snapshotChannels, signal)
        await follow(engine, () => {
          retry = firstRetry
        })
      } catch (error) {
        if (signal.aborted) break
        if (error instanceof Trouble) needs.onTrouble(error.failure)
        else needs.onBug(error)
        for (const resolve of takeLookers()) resolve()
        resting = true
        await bell.wait(retry, signal)
        resting = false
        retry = Math.min(retry * 2, longestRetry)
      }
    }
    for (const resolve of takeLookers()) resolve()
  }

  /** Until the Engine's events end, which is how a connection's end shows first. */
  async function follow(engine: Engine, onGood: () => void): Promise<void> {
    const ended = new AbortController()
    const stream = listen(engine, AbortSignal.any([signal, ended.signal]), bell)
    try {
      await stream.listening
      while (stream.isOpen()) {
        const began = performance.now()
        const served = takeLookers()
        try {
          const snapshot = await readSnapshot(engine, memory, signal)
          onGood()
          const pause = needs.onSnapshot(snapshot)
          const took = performance.now() - began
          for (const resolve of served.splice(0)) resolve()
          await urgent.wait(Math.max(betweenLooks - took, took), signal)
          await bell.wait(pause, signal)
        } finally {
          lookers.push(...served)
        }
      }
    } finally {
      ended.abort()
      await stream.ended
    }
  }

  function takeLookers(): (() => void)[] {
    const taken = lookers
    lookers = []
    return taken
  }

  return {
    look: () =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve()
        lookers.push(resolve)
        urgent.ring()
        bell.ring()
      }),
    nudge: () => bell.ring(),
    wake() {
      if (resting) bell.ring()
    },
    async close() {
      closing.abort()
      await running
    },
  }
}

/** `listening` resolves when nothing can be missed any more, or throws why there are no events. */
function listen(engine: Engine, signal: AbortSignal, bell: Bell) {
  let open = true
  const listening = Promise.withResolvers<void>()
  async function read(): Promise<void> {
    try {
      for await (const event of engine.events(signal)) {
        if (event.kind === 'listening') listening.resolve()
        else bell.ring()
      }
      listening.resolve()
    } catch (error) {
      listening.reject(error)
    } finally {
      open = false
      bell.ring()
    }
  }
  return { listening: listening.promise, isOpen: () => open, ended: read() }
}
