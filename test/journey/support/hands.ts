import type { Locator, Page } from 'playwright-core'
import { checkStop } from './keys.ts'
import { look } from './look.ts'

/** How a member works: with the mouse, or with the keyboard alone. A journey is written once and walked both ways. */
export interface Hands {
  readonly page: Page
  /** Goes to a control without using it; with a mouse there is nothing to do. */
  reach(control: Locator): Promise<void>
  /** One of several controls that are one stop for the keyboard: `key` goes from the one that has the focus to the next. */
  pressFrom(control: Locator, key: string): Promise<void>
  /** A link or a button. */
  press(control: Locator): Promise<void>
  fill(field: Locator, text: string): Promise<void>
  /** A radio, a switch or a checkbox that is not chosen yet. */
  choose(control: Locator): Promise<void>
  /** Takes pictures, and lets axe look for barriers; once, with the mouse, since the pages are the same. */
  look(name: string): Promise<void>
}

/** For `describe.each`. */
export const bothHands = [
  { hands: 'mouse', take: byMouse },
  { hands: 'keyboard', take: byKeyboard },
] as const

export function byMouse(page: Page): Hands {
  return {
    page,
    reach: (control) => control.waitFor(),
    press: (control) => control.click(),
    pressFrom: (control) => control.click(),
    fill: (field, text) => field.fill(text),
    // People click on its words.
    choose: (control) => control.locator('xpath=ancestor::label').click(),
    look: (name) => look(page, name),
  }
}

const mostStops = 150

export function byKeyboard(page: Page): Hands {
  const { keyboard } = page
  const reachAnd = async (control: Locator, keys: () => Promise<void>) => {
    await reach(page, control)
    await keys()
  }
  return {
    page,
    reach: (control) => reach(page, control),
    press: (control) => reachAnd(control, () => keyboard.press('Enter')),
    async pressFrom(control, key) {
      for (let stop = 0; stop < mostStops && !(await hasFocus(control)); stop += 1) await keyboard.press(key)
    },
    fill: (field, text) =>
      reachAnd(field, async () => {
        await keyboard.press('Control+a')
        await keyboard.insertText(text)
      }),
    choose: (control) => reachAnd(control, () => keyboard.press('Space')),
    look: () => Promise.resolve(),
  }
}

/** Goes on with Tab until the control has the focus, and keeps it: a page that has just come takes it to its heading. */
async function reach(page: Page, control: Locator): Promise<void> {
  await control.waitFor({ state: 'attached' })
  for (let stop = 0; stop < mostStops; stop += 1) {
    if ((await hasFocus(control)) && (await hasFocus(control))) return
    await page.keyboard.press('Tab')
    await checkStop(page)
  }
  throw new Error(`The keyboard does not reach ${control.toString()}`)
}

/** After the frames in which the page may still move the focus. */
function hasFocus(control: Locator): Promise<boolean> {
  return control.evaluate(
    (element) =>
      new Promise<boolean>((resolve) => {
        if (document.activeElement !== element) return resolve(false)
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(document.activeElement === element)))
      }),
  )
}
