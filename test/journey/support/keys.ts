import type { CDPSession, Page } from 'playwright-core'
import { z } from 'zod'

/** What has the focus, as somebody hears it who does not see the page. */
export interface Focused {
  readonly role: string
  readonly name: string
}

/** Somebody who uses the keyboard alone and knows of each control only its role and its name. */
export interface Keys {
  /** Goes on with Tab until a control of this role and name has the focus; `back` goes with Shift-Tab. */
  to(role: string, name: string | RegExp, back?: 'back'): Promise<void>
  /** Goes to it and presses Enter. */
  press(role: string, name: string | RegExp): Promise<void>
  /** Goes to a field and types over what is in it. */
  fill(role: string, name: string | RegExp, text: string): Promise<void>
  /** Presses one key, such as `ArrowDown` or `Control+k`. */
  key(key: string): Promise<void>
  focused(): Promise<Focused>
  /** Waits until a page with this heading is there and has taken the focus. */
  arrive(heading: string | RegExp): Promise<void>
}

const mostStops = 150

export async function takeKeys(page: Page): Promise<Keys> {
  const session = await page.context().newCDPSession(page)
  const focused = () => focusedIn(session)
  const keys: Keys = {
    focused,
    key: (key) => page.keyboard.press(key),
    async to(role, name, back) {
      const passed: string[] = []
      while (passed.length < mostStops) {
        const now = await focused()
        if (now.role === role && matches(now.name, name)) return
        passed.push(`${now.role} “${now.name}”`)
        await page.keyboard.press(back === 'back' ? 'Shift+Tab' : 'Tab')
        await checkStop(page)
        const next = await focused()
        if (next.role !== 'RootWebArea' && next.name.trim() === '') {
          throw new Error(`A ${next.role} without a name has the focus: ${await htmlOfFocused(page)}`)
        }
      }
      throw new Error(`The keyboard does not reach ${role} “${name}”, only ${[...new Set(passed)].join(', ')}`)
    },
    async press(role, name) {
      await keys.to(role, name)
      await page.keyboard.press('Enter')
    },
    async fill(role, name, text) {
      await keys.to(role, name)
      await page.keyboard.press('Control+a')
      await page.keyboard.type(text)
    },
    async arrive(heading) {
      await page.getByRole('heading', { level: 1, name: heading }).waitFor()
      await page.waitForFunction(() => document.activeElement !== null && document.activeElement !== document.body)
    },
  }
  return keys
}

function matches(name: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? name === wanted : wanted.test(name)
}

const accessibleNode = z.object({
  role: z.object({ value: z.string() }).optional(),
  name: z.object({ value: z.string() }).optional(),
})

/** From the browser's own accessibility tree, which is what assistive technology gets. */
async function focusedIn(session: CDPSession): Promise<Focused> {
  const { result } = await session.send('Runtime.evaluate', { expression: 'document.activeElement' })
  if (result.objectId === undefined) return { role: 'none', name: '' }
  const { objectId } = result
  const answer = await session.send('Accessibility.getPartialAXTree', { objectId, fetchRelatives: false })
  const { role, name } = accessibleNode.parse(answer.nodes[0])
  return { role: role?.value ?? 'none', name: name?.value ?? '' }
}

/** What Tab has reached has a name, and can be seen to have the focus. */
export async function checkStop(page: Page): Promise<void> {
  const trouble = await page.evaluate(() => {
    const focused = document.activeElement
    // The page itself may have the focus, and so may a heading to which it was moved as a new page came.
    if (focused === null || !(focused instanceof HTMLElement) || focused.tabIndex < 0) return null
    // An invisible input shows its focus on the label, and a link on the card, around it.
    const shown: Element[] = []
    for (let at: Element | null = focused; at !== null && shown.length < 6; at = at.parentElement) shown.push(at)
    const seen = shown.find((element) => {
      const looks = [undefined, '::before', '::after'].map((part) => getComputedStyle(element, part))
      return looks.some((look) => look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 1)
    })
    if (seen === undefined) return 'nothing shows the focus'
    const { left, right, top, bottom } = seen.getBoundingClientRect()
    const isInside = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight
    return isInside ? null : `the focus is out of sight, at ${left},${top}`
  })
  if (trouble !== null) throw new Error(`${trouble}: ${await htmlOfFocused(page)}`)
}

function htmlOfFocused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.outerHTML.slice(0, 300) ?? '')
}
