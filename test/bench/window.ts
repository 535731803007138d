import { setTimeout as pause } from 'node:timers/promises'
import { type Browser, chromium, type Page } from 'playwright-core'
import { endCanteen, startCanteen, tell } from '../support/start-canteen.ts'
import type { Home } from './scene.ts'

/** Canteen's browser window in a process of its own, as `npm start` runs it. */
export interface Window extends AsyncDisposable {
  readonly url: string
  readonly pid: number
  /** Until it told where its window is, in milliseconds. */
  readonly startedIn: number
}

export async function openWindow(home: Home, catalogue: string): Promise<Window> {
  const began = performance.now()
  const child = startCanteen(home.folder, {
    CANTEEN_JSON: '1',
    CANTEEN_CATALOGUE: catalogue,
    DBUS_SESSION_BUS_ADDRESS: process.env['DBUS_SESSION_BUS_ADDRESS'] ?? '',
  })
  const end = async () => void (await endCanteen(child))
  try {
    const { url } = await tell(child)
    return { url, pid: child.pid ?? 0, startedIn: performance.now() - began, [Symbol.asyncDispose]: end }
  } catch (error) {
    await end()
    throw error
  }
}

/** Chromium fills a new window with pages of its own at first, which is none of what is measured; milliseconds. */
const untilCalm = 2000

export interface OpenBrowser extends AsyncDisposable {
  /** A page that has nothing of an earlier one: its caches are empty, and its window rests. */
  page(): Promise<Page>
}

/**
 * `at-once`: frames are drawn as soon as there is something new, so that measured is the work, and not how long it waits for
 * the beat of a screen that is not there. `beat`: sixty in a second, as members see them.
 */
export async function openBrowser(frames: 'at-once' | 'beat' = 'at-once'): Promise<OpenBrowser> {
  // Chromium refuses its sandbox to root, which practice servers need.
  const args = ['--no-sandbox', ...(frames === 'beat' ? [] : ['--disable-frame-rate-limit', '--disable-gpu-vsync'])]
  const browser: Browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args })
  return {
    async page() {
      const context = await browser.newContext({ viewport: { width: 1240, height: 800 }, reducedMotion: 'reduce' })
      const page = await context.newPage()
      page.setDefaultTimeout(30_000)
      await pause(untilCalm)
      return page
    },
    [Symbol.asyncDispose]: () => browser.close(),
  }
}
