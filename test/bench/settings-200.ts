import type { Page } from 'playwright-core'
import { z } from 'zod'
import { entryOf, openEntries } from '../../main/server/entries.ts'
import { median, spread } from './figures.ts'
import { writeLargeApp } from './large-recipe.ts'
import { openRecipes } from './recipes.ts'
import type { Row } from './row.ts'
import { openHome } from './scene.ts'
import { openBrowser, openWindow } from './window.ts'

const rounds = 9
const keys = 200
const server = 'server.example.org'
const app = 'large.example.org'

/**
 * From the click on an app's tab Settings until the form of a recipe with 200 keys is drawn as far as it is in sight: reading
 * file and recipe in the core, making the fields, laying them out and painting. What is further down follows while the page
 * has nothing else to do; when the last of it is there is told beside. The server cannot be reached, which the form does not
 * need.
 */
export const settings200: Row = {
  name: 'settings-200',
  unit: 'ms',
  goal: 200,
  async measure(say) {
    await using home = await openHome()
    await using recipes = await openRecipes(1)
    await writeLargeApp(home, server, app, keys)
    // Nothing listens there.
    const way = { host: '127.0.0.1', port: 1, user: 'member', login: { kind: 'agent' } } as const
    await openEntries(home.folders.own).put(entryOf({ kind: 'remote', name: server, ...way, acceptedKeys: [] }, false))
    await using canteen = await openWindow(home, recipes.address)
    await using browser = await openBrowser()
    const page = await browser.page()
    await page.addInitScript(watchClicks)
    await page.goto(canteen.url)
    await page.locator(`a[href$="/${app}"]`).first().click()
    const took: Opened[] = []
    for (let round = 0; round <= rounds; round += 1) {
      // Nothing is known of the settings after that.
      await page.reload()
      await page.getByRole('heading', { name: 'About it' }).waitFor()
      const opened = await openForm(page)
      if (round === 0) say(`the first time, with the start of the thread that reads: ${opened.inSight.toFixed(0)} ms`)
      else took.push(opened)
    }
    say(`in sight: ${spread(took.map(({ inSight }) => inSight))}; all ${keys}: ${spread(took.map(({ all }) => all))}`)
    return median(took.map(({ inSight }) => inSight))
  },
}

/** Milliseconds since the click. */
interface Opened {
  readonly inSight: number
  readonly all: number
}

async function openForm(page: Page): Promise<Opened> {
  await page.getByRole('tab', { name: 'Settings' }).click()
  await page.locator('main form').waitFor()
  const opened = z.object({ inSight: z.number(), all: z.number() }).parse(await page.evaluate('formDrawn'))
  const shown = await page.locator('main form :is(input, textarea)').count()
  if (shown < keys) throw new Error(`The form shows ${shown} of ${keys} settings`)
  return opened
}

/** Runs in the page before anything of its own. */
function watchClicks(): void {
  const fields = () => [...document.querySelectorAll('main form :is(input, textarea)')]
  /** Something of the form is below the fold, behind the button at its foot: all above it is there. */
  const isFull = () => (fields().at(-1)?.getBoundingClientRect().top ?? 0) > innerHeight
  const untilDrawn = (from: number) =>
    new Promise((resolve) => {
      let inSight: number | null = null
      const nextFrame = () =>
        requestAnimationFrame(() => {
          const fillsWindow = isFull()
          const isAll = fields().length >= 200
          const { port1, port2 } = new MessageChannel()
          // Its turn comes after the frame.
          port1.addEventListener('message', () => {
            const now = performance.now() - from
            if (fillsWindow) inSight ??= now
            if (inSight === null || !isAll) return nextFrame()
            resolve({ inSight, all: now })
          })
          port1.start()
          port2.postMessage(null)
        })
      nextFrame()
    })
  const onClick = ({ target, timeStamp }: Event) => {
    const isTab = target instanceof Element && target.closest('[role=tab]')?.textContent === 'Settings'
    if (isTab) Reflect.set(globalThis, 'formDrawn', untilDrawn(timeStamp))
  }
  document.addEventListener('pointerdown', onClick, { capture: true })
}
