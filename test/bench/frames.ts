import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { z } from 'zod'

/** Milliseconds. */
export interface Frames {
  readonly count: number
  /** What the page's thread worked from one frame to the next, where that was most. */
  readonly mostWork: number
  /** The longest time from one frame to the next. */
  readonly longest: number
}

/** Of Chromium's trace events: durations on the clock and of the thread's own time, in microseconds. */
const traceEvent = z.object({
  name: z.string(),
  pid: z.number(),
  tid: z.number(),
  ts: z.number().default(0),
  tdur: z.number().optional(),
  args: z.object({ name: z.string().optional() }).loose().default({}),
})
const trace = z.object({ traceEvents: z.array(traceEvent) })
type TraceEvent = z.infer<typeof traceEvent>

/** Watches the page for so many seconds. It draws a frame as often as the screen shows one, whether it has news or not. */
export async function framesIn(page: Page, seconds: number): Promise<Frames> {
  await page.evaluate(() => {
    const next = () => requestAnimationFrame(next)
    if (!Reflect.get(globalThis, 'drawsAlways')) next()
    Reflect.set(globalThis, 'drawsAlways', true)
  })
  const browser = page.context().browser()
  if (browser === null) throw new Error('The page has no browser')
  await browser.startTracing(page, { categories: ['__metadata', 'toplevel', 'devtools.timeline'] })
  await pause(seconds * 1000)
  const { traceEvents } = trace.parse(JSON.parse((await browser.stopTracing()).toString()))
  return framesOf(traceEvents)
}

function framesOf(events: readonly TraceEvent[]): Frames {
  const begins = events.filter(({ name }) => name === 'FireAnimationFrame').toSorted((one, other) => one.ts - other.ts)
  const [page] = begins
  if (page === undefined) throw new Error('The page drew no frame')
  const tasks = events
    .filter(({ name, pid, tid }) => name === 'ThreadControllerImpl::RunTask' && pid === page.pid && tid === page.tid)
    .toSorted((one, other) => one.ts - other.ts)
  const works: number[] = []
  const lasted: number[] = []
  let at = 0
  for (const [index, { ts }] of begins.entries()) {
    const before = begins[index - 1]
    if (before === undefined) continue
    lasted.push(ts - before.ts)
    // The task in which a frame is made begins before it and counts to it.
    let work = 0
    for (let task = tasks[at]; task !== undefined && task.ts <= ts; task = tasks[(at += 1)])
      if (task.ts > before.ts) work += task.tdur ?? 0
    works.push(work)
  }
  return { count: begins.length, mostWork: Math.max(...works) / 1000, longest: Math.max(...lasted) / 1000 }
}
