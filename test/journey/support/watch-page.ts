import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** A core that was ended on purpose, and networks of practice servers that come and go. */
const expected = ['WebSocket connection to', 'net::ERR_NETWORK_CHANGED']

/**
 * Writes down what goes wrong in a page that nobody would see: errors, refusals by the policy. Answers what says so at the
 * test's end.
 */
export async function watchPage(page: Page): Promise<() => void> {
  const wrong: string[] = []
  page.on('pageerror', (error) => wrong.push(error.stack || `${error.name}: ${error.message}`))
  page.on('console', (message) => {
    if (expected.some((words) => message.text().includes(words))) return
    if (message.type() === 'error' || message.text().startsWith('refused')) wrong.push(message.text())
  })
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', (event) =>
      console.log(`refused ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    ),
  )
  return () => expect(wrong, 'what went wrong in the page').toEqual([])
}
