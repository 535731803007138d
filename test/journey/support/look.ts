import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const folder = path.join(import.meta.dirname, '..', '..', 'pictures')
const wide = { width: 1240, height: 800 }
const narrow = { width: 600, height: 800 }
const themes = ['light', 'dark'] as const

/**
 * Looks at the page as it is now: takes pictures of it, `<name>-light.png`, `<name>-dark.png` and `<name>-narrow.png`, lets
 * axe find what keeps people out in either theme, and sees that nothing runs out of a narrow window.
 */
export async function look(page: Page, name: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const found: string[] = []
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme })
    await page.screenshot({ path: path.join(folder, `${name}-${theme}.png`) })
    found.push(...(await barriers(page, theme)))
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(narrow)
  await page.screenshot({ path: path.join(folder, `${name}-narrow.png`) })
  found.push(...(await sticksOut(page)))
  await page.setViewportSize(wide)
  expect(found, `what keeps people out of ${name}`).toEqual([])
}

/** Of all that axe knows, only contrast depends on the theme. */
async function barriers(page: Page, theme: (typeof themes)[number]): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page })
  const { violations } = await (theme === 'light' ? axe : axe.withRules('color-contrast')).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${theme}: ${id}: ${node.html}: ${node.failureSummary}`),
  )
}

/** Readers must not have to scroll sideways, except within what scrolls by itself, such as a log. */
function sticksOut(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const main = document.querySelector('main')
    const wide = [document.documentElement, main].filter((box) => box !== null && box.scrollWidth > box.clientWidth)
    return wide.map((box) => `narrow: ${box?.tagName} is ${box?.scrollWidth} wide in ${box?.clientWidth}`)
  })
}
