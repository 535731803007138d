import type { CDPSession, Page } from 'playwright-core'
import { z } from 'zod'
import { median, share } from './figures.ts'
import { openRecipes } from './recipes.ts'
import type { Row } from './row.ts'
import { openHome } from './scene.ts'
import { openBrowser, openWindow } from './window.ts'

const words = ['calendar', 'village wiki', 'paper ledger 1', 'utilities', 'quiet photos']
const rounds = 6

/**
 * What the window's thread works for each key in the catalogue's search: searching 400 recipes, making the cards, laying out
 * and painting, until nothing more changes. With at most 16 ms, typing never misses a frame of a screen that shows sixty a
 * second. How long after the key the last of its frames comes is told beside it; that waits for the beat of the screen.
 */
export const search400: Row = {
  name: 'search-400',
  unit: 'ms',
  goal: 16,
  async measure(say) {
    await using home = await openHome()
    await using recipes = await openRecipes(400)
    await using canteen = await openWindow(home, recipes.address)
    await using browser = await openBrowser()
    const page = await browser.page()
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    await page.addInitScript(watchKeys)
    await page.goto(canteen.url)
    await page.getByRole('link', { name: 'Catalogue', exact: true }).first().click()
    await page.getByRole('status').filter({ hasText: '400' }).waitFor()
    const keys: Key[] = []
    for (let round = 0; round < rounds; round += 1) {
      for (const word of words) {
        await page.getByRole('searchbox').fill('')
        await page.getByRole('status').filter({ hasText: '400' }).waitFor()
        const typed = await type(page, session, word)
        // The first search is for warming up.
        if (round > 0) keys.push(...typed)
      }
    }
    const works = keys.map(({ works }) => works)
    say(`${keys.length} keys; 95 of 100 made at most ${share(works, 0.95).toFixed(1)} ms of work`)
    say(`the last frame of a key came after ${median(keys.map(({ drawn }) => drawn)).toFixed(1)} ms`)
    return median(works)
  },
}

/** Milliseconds. */
interface Key {
  readonly works: number
  readonly drawn: number
}

async function type(page: Page, session: CDPSession, text: string): Promise<readonly Key[]> {
  const keys: Key[] = []
  await page.getByRole('searchbox').focus()
  for (const letter of text) {
    const before = await worked(session)
    await page.keyboard.press(letter === ' ' ? 'Space' : letter)
    const drawn = await keyDrawn(session)
    keys.push({ works: (await worked(session)) - before, drawn })
  }
  const found = await page.getByRole('status').first().textContent()
  if (!/^(?!0 |400 )\d+ /.test(found ?? '')) throw new Error(`Searching for ${text} says: ${found}`)
  return keys
}

/** What the window's thread has worked so far, in milliseconds of its own. */
async function worked(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  const seconds = metrics.find(({ name }) => name === 'TaskDuration')?.value
  return z.number().parse(seconds) * 1000
}

async function keyDrawn(session: CDPSession): Promise<number> {
  const { result } = await session.send('Runtime.evaluate', { expression: 'keyDrawn', awaitPromise: true })
  return z.number().parse(result.value)
}

/** Runs in the page before anything of its own. A key counts until the last frame before the page has nothing more to do. */
function watchKeys(): void {
  const untilDrawn = (from: number) =>
    new Promise((resolve) => {
      let changed = true
      let drawnAt = from
      const observer = new MutationObserver(() => (changed = true))
      observer.observe(document, { attributes: true, characterData: true, childList: true, subtree: true })
      const nextFrame = () =>
        requestAnimationFrame(() => {
          const draws = changed
          changed = false
          const { port1, port2 } = new MessageChannel()
          // Its turn comes after the frame.
          port1.addEventListener('message', () => {
            if (draws) drawnAt = performance.now()
            requestIdleCallback(() => {
              if (changed) return nextFrame()
              observer.disconnect()
              resolve(drawnAt - from)
            })
          })
          port1.start()
          port2.postMessage(null)
        })
      nextFrame()
    })
  const onKey = ({ timeStamp }: Event) => Reflect.set(globalThis, 'keyDrawn', untilDrawn(timeStamp))
  document.addEventListener('keydown', onKey, { capture: true })
}
