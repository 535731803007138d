import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/**
 * Writes down what goes wrong in a page that nobody would see: errors, refusals by the policy. Answers what says so at the
 * test's end. A lost connection to a core that was ended is not counted.
 */
export async function watchPage(page: Page): Promise<() => void> {
  const wrong: string[] = []
  page.on('pageerror', (error) => wrong.push(error.stack ?? error.message))
  page.on('console', (message) => {
    if (message.text().startsWith('WebSocket connection to')) return
    if (message.type() === 'error' || message.text().startsWith('refused')) wrong.push(message.text())
  })
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', (event) =>
      console.log(`refused ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    ),
  )
  return () => expect(wrong, 'what went wrong in the page').toEqual([])
}
