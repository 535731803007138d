import { Trouble } from '../../preload/contract/failure.ts'
import type { Engine } from '../outside/docker/engine.ts'
import type { EngineEvent } from '../outside/docker/events.ts'
import type { Bell } from './bell.ts'
import { openBell } from './bell.ts'
import { withLastLines } from './last-lines.ts'
import type { MemoryDeaths } from './out-of-memory.ts'
import { openMemoryDeaths } from './out-of-memory.ts'
import type { SteadyQuestion } from './steady.ts'
import { judgeSteady } from './steady.ts'

export interface SteadyWait {
  readonly engine: Engine
  /** The app's name, for failures. */
  readonly app: string
  readonly stack: string
  /** Full names of the services that were sent. */
  readonly services: readonly string[]
  /** From the label `coop-cloud.<stack>.timeout`; null where the recipe has none. */
  readonly seconds: number | null
  /** When the first of them was sent (or the wait was taken up again), by this computer's clock: what failed before is history. */
  readonly startedAt: number
  readonly signal: AbortSignal
}

export interface SteadyProgress {
  readonly ready: number
  readonly total: number
  /** Short names of the services that are not ready. */
  readonly waiting: readonly string[]
}

/** abra's, for recipes without a label (abra.md §5.5). */
const usualSeconds = 50
/** States between events: tasks have none of their own, and containers of other machines are not heard of. */
const betweenLooks = 1000
/** A start brings a handful of events at once. */
const gathering = 100
/**
 * While a machine fetches an image the clock stands still: the recipe's seconds are about the app, and a member's slow
 * line is not the app's fault. It cannot stand for ever: the Engine does not tell whether a download still moves.
 */
const longestPreparing = 15 * 60 * 1000

/**
 * Waits until an app has come to rest; progress whenever it changes. Throws the failure of the service that will not run, with its
 * last log lines; `not-steady-in-time` when nothing failed but the time is over (what was sent goes on: wait again to continue);
 * and whatever the Engine throws.
 */
export async function* waitSteady(wait: SteadyWait): AsyncGenerator<SteadyProgress> {
  const ended = new AbortController()
  const signal = AbortSignal.any([wait.signal, ended.signal])
  const bell = openBell()
  const listening = listen(wait, bell, signal)
  try {
    yield* untilSteady(wait, bell)
  } finally {
    ended.abort()
    await listening
  }
}

async function* untilSteady(wait: SteadyWait, bell: Bell): AsyncGenerator<SteadyProgress> {
  const { engine, app, signal } = wait
  const seconds = wait.seconds ?? usualSeconds
  const ahead = await clockAhead(engine, signal)
  const memoryDeaths = openMemoryDeaths()
  const began = performance.now()
  let clockFrom = began
  let told = ''
  for (;;) {
    const judged = judgeSteady(await look(wait, ahead, memoryDeaths))
    if (judged.kind === 'steady') return
    if (judged.kind === 'failed') throw new Trouble(await withLastLines(judged, engine, signal))
    const { ready, total, waiting, preparing, trouble } = judged
    const progress = JSON.stringify([ready, total, waiting])
    if (progress !== told) yield { ready, total, waiting }
    told = progress
    const now = performance.now()
    if (preparing && now - began < longestPreparing) clockFrom = now
    if (now - clockFrom >= seconds * 1000) {
      // Something that failed says more than the time does.
      if (trouble !== null) throw new Trouble(await withLastLines(trouble, engine, signal))
      throw new Trouble({ code: 'not-steady-in-time', facts: { app, seconds, waiting } })
    }
    await bell.wait(betweenLooks, signal)
    await openBell().wait(gathering, signal)
  }
}

async function look(wait: SteadyWait, ahead: number, memoryDeaths: MemoryDeaths): Promise<SteadyQuestion> {
  const { engine, app, stack, signal } = wait
  const [services, tasks, upToDate, nodes] = await Promise.all([
    engine.services({ stack }, signal),
    engine.tasks({ stack }, signal),
    engine.tasks({ stack, upToDate: true }, signal),
    engine.nodes(signal),
  ])
  return {
    app,
    stack,
    services,
    tasks,
    nodes,
    upToDate: new Set(upToDate.map(({ id }) => id)),
    outOfMemory: await memoryDeaths.among(tasks, engine, signal),
    expected: wait.services,
    startedAt: wait.startedAt + ahead,
    now: Date.now() + ahead,
  }
}

/** How many milliseconds the server's clock is ahead of this computer's. */
async function clockAhead(engine: Engine, signal: AbortSignal): Promise<number> {
  const asked = Date.now()
  const { systemTime } = await engine.info(signal)
  const answered = Date.now()
  return systemTime === null ? 0 : Math.round(systemTime - (asked + answered) / 2)
}

/** Rings at what may have changed something about the app. When the stream ends, the looks go on and say why. */
async function listen({ engine, stack }: SteadyWait, bell: Bell, signal: AbortSignal): Promise<void> {
  try {
    for await (const event of engine.events(signal)) if (concerns(event, stack)) bell.ring()
  } catch (error) {
    if (!(error instanceof Trouble)) throw error
  }
}

function concerns(event: EngineEvent, stack: string): boolean {
  if (event.kind === 'listening' || event.type === 'node') return true
  return event.name?.startsWith(`${stack}_`) === true
}
