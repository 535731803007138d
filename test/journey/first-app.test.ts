/** From the first start to an app that people use, that is turned off and on, and that is gone again: with the mouse. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { pageAt } from '../support/page-at.ts'
import { look } from './support/look.ts'
import { acceptIdentity, carryOut, choose, goOn, goTo, tryServer } from './support/members-steps.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()
const domain = 'noticeboard.example.org'

test(
  'a member adds a server, installs Noticeboard, turns it off and on, and deletes it',
  { timeout: 240_000 },
  async () => {
    const { page } = await stage.open()
    const { server } = stage
    await page.getByRole('heading', { level: 1, name: 'Welcome to Canteen.' }).waitFor()

    await tryServer(page, server)
    await acceptIdentity(page, server)
    await page.getByText(`${server.address} is ready for apps.`).waitFor()
    await look(page, 'add-server-ready')
    await page.getByRole('button', { name: `Add ${server.address}` }).click()
    await page.getByRole('heading', { level: 1, name: server.address }).waitFor()

    await page.getByRole('main').getByRole('link', { name: 'Install an app' }).click()
    await page.getByRole('listitem').filter({ hasText: 'Noticeboard' }).waitFor()
    await look(page, 'catalogue')
    await page.getByRole('searchbox').fill('notic')
    await expect
      .poll(() => page.getByRole('list', { name: 'Apps of the catalogue' }).getByRole('heading').count())
      .toBe(1)
    await page.getByRole('link', { name: 'Noticeboard', exact: true }).click()
    await page.getByRole('heading', { name: 'Versions' }).waitFor()
    await look(page, 'recipe')

    await page.getByRole('link', { name: 'Install Noticeboard…' }).click()
    await page.getByRole('textbox', { name: 'Web address' }).fill(domain)
    await page.getByRole('table', { name: 'The record to set' }).getByText(server.address).waitFor()
    await look(page, 'install-address')
    await goOn(page)
    await page.getByRole('heading', { level: 1, name: `Install Noticeboard at ${domain}` }).waitFor()
    await choose(page.getByRole('switch', { name: /Banner/ }))
    await page.getByRole('textbox', { name: /banner/i }).fill('Assembly on Friday')
    await page.getByRole('button', { name: 'More settings' }).click()
    await page.getByRole('textbox', { name: /title/i }).fill('News of the co-op')
    await look(page, 'install-settings')
    await goOn(page)
    await page.getByRole('heading', { name: /passwords were made for you/ }).waitFor()
    await look(page, 'install-passwords')
    const passwords = await page.getByRole('list', { name: 'Passwords made for you' }).getByRole('code').allInnerTexts()
    expect(passwords.length).toBe(2)
    await page.getByRole('button', { name: 'See the plan' }).click()
    const steps = page.getByRole('list', { name: 'What will be done' })
    await steps.getByText('Start Noticeboard').waitFor()
    await look(page, 'plan-install')

    await page.getByRole('button', { name: 'Install Noticeboard', exact: true }).click()
    await page.getByRole('list', { name: 'What is being done' }).waitFor()
    await look(page, 'job-running')
    await page.getByRole('heading', { level: 1, name: 'Noticeboard was installed.' }).waitFor({ timeout: 90_000 })
    await look(page, 'job-done')

    const board = await pageAt(server.httpUrl, domain)
    expect(board.status).toBe(200)
    expect(board.text).toContain('News of the co-op')
    expect(board.text).toContain('Assembly on Friday')
    expect(await page.getByRole('link', { name: /^Open Noticeboard/ }).getAttribute('href')).toBe(`http://${domain}`)

    await goTo(page, 'Home')
    await page.getByRole('heading', { level: 1, name: 'Your app is working.' }).waitFor()
    const card = page.getByRole('region', { name: 'Your apps' }).getByRole('link', { name: /Noticeboard/ })
    await card.getByText('Working').waitFor()
    await look(page, 'home')
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('searchbox').fill('notice')
    await page
      .getByRole('menuitem', { name: /Noticeboard/ })
      .first()
      .waitFor()
    await look(page, 'command-palette')
    // The first one clears what was typed.
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await goTo(page, 'Settings')
    await page.getByText('This computer’s keychain works.').waitFor()
    await look(page, 'settings')

    await goTo(page, 'Home')
    await card.click()
    await page.getByText('Its one part is running.').waitFor()
    await page.getByText('notices').first().waitFor()
    await look(page, 'app')
    await page.getByRole('tab', { name: 'Activity and logs' }).click()
    await page.getByRole('log').getByText(/\w/).first().waitFor()
    await look(page, 'app-log')
    await page.getByRole('tab', { name: 'Overview' }).click()

    await page.getByRole('button', { name: 'Turn off…' }).click()
    await page.getByText('Nobody can use').waitFor()
    await look(page, 'plan-turn-off')
    await carryOut(page, 'Turn off Noticeboard', 'Noticeboard was turned off.')
    expect((await pageAt(server.httpUrl, domain)).status).not.toBe(200)
    await toApp(page)
    await page.getByRole('main').getByText('Off', { exact: true }).first().waitFor()

    await page.getByRole('button', { name: 'Turn on…' }).click()
    await carryOut(page, 'Turn on Noticeboard', 'Noticeboard was turned on.')
    expect((await pageAt(server.httpUrl, domain)).text).toContain('News of the co-op')
    await toApp(page)

    await page.getByRole('button', { name: 'Delete…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete Noticeboard?' })
    await choose(dialog.getByRole('radio', { name: /Delete them for good/ }))
    const toPlan = dialog.getByRole('button', { name: 'See the plan' })
    await dialog.getByRole('textbox').fill('noticebored')
    await dialog.getByText(`This is not ${domain} yet.`).waitFor()
    expect(await toPlan.isDisabled()).toBe(true)
    await look(page, 'delete-dialog')
    await dialog.getByRole('textbox').fill(domain)
    await toPlan.click()
    await page.getByText('This cannot be undone.').first().waitFor()
    await look(page, 'plan-delete')
    await carryOut(page, 'Delete Noticeboard and its data', 'Noticeboard was deleted.')
    await page.getByRole('main').getByRole('link', { name: 'Go to Home' }).click()
    await page.getByText('Nothing is served yet.').waitFor()
    await goTo(page, 'Activity')
    await expect.poll(() => page.getByRole('list', { name: 'Jobs' }).getByRole('link').count()).toBe(4)
    await look(page, 'activity')
    expect(await server.docker('volume', 'ls', '--quiet')).not.toContain('noticeboard')
    expect(await server.docker('secret', 'ls', '--quiet')).toBe('')
  },
)

async function toApp(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Go to Noticeboard' }).click()
  await page.getByRole('heading', { level: 1, name: 'Noticeboard' }).waitFor()
}
