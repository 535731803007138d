import type { Page } from 'playwright-core'
import { z } from 'zod'
import { median, share } from './figures.ts'
import { openRecipes } from './recipes.ts'
import type { Row } from './row.ts'
import { openHome } from './scene.ts'
import { openBrowser, openWindow } from './window.ts'

const words = ['calendar', 'village wiki', 'paper ledger 1', 'utilities', 'quiet photos']
const rounds = 6

/**
 * From a key that goes down in the catalogue's search until the frame with what is found is drawn: searching 400 recipes and
 * showing the cards, for each key of several searches.
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
    await page.addInitScript(watchKeys)
    await page.goto(canteen.url)
    await page.getByRole('link', { name: 'Catalogue', exact: true }).first().click()
    await page.getByRole('status').filter({ hasText: '400' }).waitFor()
    const took: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      for (const word of words) {
        await page.getByRole('searchbox').fill('')
        await page.getByRole('status').filter({ hasText: '400' }).waitFor()
        const times = await type(page, word)
        // The first search is for warming up.
        if (round > 0) took.push(...times)
      }
    }
    say(`${took.length} keys; 95 of 100 took at most ${share(took, 0.95).toFixed(1)} ms`)
    return median(took)
  },
}

/** Answers the milliseconds of every key. */
async function type(page: Page, text: string): Promise<readonly number[]> {
  const times: number[] = []
  await page.getByRole('searchbox').focus()
  for (const letter of text) {
    await page.keyboard.press(letter === ' ' ? 'Space' : letter)
    times.push(z.number().parse(await page.evaluate((): unknown => Reflect.get(globalThis, 'keyDrawn'))))
  }
  const found = await page.getByRole('status').first().textContent()
  if (!/^(?!0 |400 )\d+ /.test(found ?? '')) throw new Error(`Searching for ${text} says: ${found}`)
  return times
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
