import { type Browser, type Page, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endCanteen, startCanteen, tell } from '../support/start-canteen.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

let browser: Browser
beforeAll(async () => {
  // Chromium refuses its sandbox to root, which is what CI is.
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
})
afterAll(() => browser.close())

/** A page that writes down whatever goes wrong in it. */
async function openPage(url: string): Promise<{ readonly page: Page; readonly wrong: string[] }> {
  const page = await browser.newPage()
  const wrong: string[] = []
  page.on('pageerror', (error) => wrong.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.text().startsWith('refused')) wrong.push(message.text())
  })
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', (event) =>
      console.log(`refused ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    ),
  )
  await page.goto(url)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return { page, wrong }
}

test('every place shows itself without meeting the policy, and the token leaves the address', async () => {
  const child = startCanteen(await temporaryFolder())
  try {
    const { page, wrong } = await openPage((await tell(child)).url)
    expect(page.url()).not.toContain('token')
    for (const place of ['Catalogue', 'Servers', 'Activity', 'Settings']) {
      await page.getByRole('link', { name: place, exact: true }).first().click()
      await page.getByRole('heading', { level: 1, name: place }).waitFor()
    }
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
    expect(wrong).toEqual([])
  } finally {
    await endCanteen(child)
  }
})

test('an older page says that a newer one has taken over, and leaves it alone', async () => {
  const child = startCanteen(await temporaryFolder())
  try {
    const { url } = await tell(child)
    const older = await openPage(url)
    const newer = await openPage(url)
    await older.page.getByText('Canteen is open in another page now.').waitFor()
    await newer.page.getByRole('link', { name: 'Settings', exact: true }).click()
    await newer.page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
    await expect.poll(() => newer.page.getByText('Canteen is open in another page now.').count()).toBe(0)
  } finally {
    await endCanteen(child)
  }
})
