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
 * From the click on an app's tab Settings until the form of a recipe with 200 keys is drawn and the page has nothing more to
 * do: reading file and recipe in the core, making the fields, laying them out and painting. The server cannot be reached,
 * which the form does not need.
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
      const opened = await openForm(page)
      // The first brings the code and starts the core's reading thread.
      if (round === 0) say(`the first time: ${opened.all.toFixed(0)} ms`)
      else took.push(opened)
      await page.getByRole('tab', { name: 'Overview' }).click()
      await page.getByRole('heading', { name: 'About it' }).waitFor()
    }
    say(`all 200: ${spread(took.map(({ all }) => all))}; nothing more to do: ${spread(took.map(({ calm }) => calm))}`)
    return median(took.map(({ all }) => all))
  },
}

/** Milliseconds since the click: until the last setting is drawn, and until the page has nothing more to do. */
interface Opened {
  readonly all: number
  readonly calm: number
}

async function openForm(page: Page): Promise<Opened> {
  await page.getByRole('tab', { name: 'Settings' }).click()
  await page.locator('main form').waitFor()
  const opened = z.object({ all: z.number(), calm: z.number() }).parse(await page.evaluate('formDrawn'))
  const shown = await page.locator('main form :is(input, textarea)').count()
  if (shown < keys) throw new Error(`The form shows ${shown} of ${keys} settings`)
  return opened
}

/** Runs in the page before anything of its own. */
function watchClicks(): void {
  const untilDrawn = (from: number) =>
    new Promise((resolve) => {
      let changed = true
      let all: number | null = null
      let drawnAt = from
      const observer = new MutationObserver(() => (changed = true))
      observer.observe(document, { attributes: true, characterData: true, childList: true, subtree: true })
      const nextFrame = () =>
        requestAnimationFrame(() => {
          const draws = changed
          const isThere = document.querySelectorAll('main form :is(input, textarea)').length >= 200
          changed = false
          const { port1, port2 } = new MessageChannel()
          // Its turn comes after the frame.
          port1.addEventListener('message', () => {
            if (draws) drawnAt = performance.now()
            if (isThere) all ??= performance.now()
            requestIdleCallback(() => {
              if (changed || all === null) return nextFrame()
              observer.disconnect()
              resolve({ all: all - from, calm: drawnAt - from })
            })
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
