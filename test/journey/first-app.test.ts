/** From the first start to an app that people use, that is turned off and on, and that is gone again: with the mouse. */
import { expect, test } from 'vitest'
import { pageAt } from '../support/page-at.ts'
import { byMouse, type Hands } from './support/hands.ts'
import { acceptIdentity, carryOut, goOn, goTo, tryServer } from './support/members-steps.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()
const domain = 'noticeboard.example.org'

test(
  'a member adds a server, installs Noticeboard, turns it off and on, and deletes it',
  { timeout: 240_000 },
  async () => {
    const { page } = await stage.open()
    const hands = byMouse(page)
    const { server } = stage
    await page.getByRole('heading', { level: 1, name: 'Welcome to Canteen.' }).waitFor()

    await tryServer(hands, server)
    await acceptIdentity(hands, server)
    await page.getByText(`${server.address} is ready for apps.`).waitFor()
    await hands.look('add-server-ready')
    await hands.press(page.getByRole('button', { name: `Add ${server.address}` }))
    await page.getByRole('heading', { level: 1, name: server.address }).waitFor()

    await hands.press(page.getByRole('main').getByRole('link', { name: 'Install an app' }))
    await page.getByRole('listitem').filter({ hasText: 'Noticeboard' }).waitFor()
    await hands.look('catalogue')
    await hands.fill(page.getByRole('searchbox'), 'notic')
    await expect
      .poll(() => page.getByRole('list', { name: 'Apps of the catalogue' }).getByRole('heading').count())
      .toBe(1)
    await hands.press(page.getByRole('link', { name: 'Noticeboard', exact: true }))
    await page.getByRole('heading', { name: 'Versions' }).waitFor()
    await hands.look('recipe')

    await hands.press(page.getByRole('link', { name: 'Install Noticeboard…' }))
    await hands.fill(page.getByRole('textbox', { name: 'Web address' }), domain)
    await page.getByRole('table', { name: 'The record to set' }).getByText(server.address).waitFor()
    await hands.look('install-address')
    await goOn(hands)
    await page.getByRole('heading', { level: 1, name: `Install Noticeboard at ${domain}` }).waitFor()
    await hands.choose(page.getByRole('switch', { name: /Banner/ }))
    await hands.fill(page.getByRole('textbox', { name: /banner/i }), 'Assembly on Friday')
    await hands.press(page.getByRole('button', { name: 'More settings' }))
    await hands.fill(page.getByRole('textbox', { name: /title/i }), 'News of the co-op')
    await hands.look('install-settings')
    await goOn(hands)
    await page.getByRole('heading', { name: /passwords were made for you/ }).waitFor()
    await hands.look('install-passwords')
    const passwords = await page.getByRole('list', { name: 'Passwords made for you' }).getByRole('code').allInnerTexts()
    expect(passwords.length).toBe(2)
    await hands.press(page.getByRole('button', { name: 'See the plan' }))
    const steps = page.getByRole('list', { name: 'What will be done' })
    await steps.getByText('Start Noticeboard').waitFor()
    await hands.look('plan-install')

    await hands.press(page.getByRole('button', { name: 'Install Noticeboard', exact: true }))
    await page.getByRole('list', { name: 'What is being done' }).waitFor()
    await hands.look('job-running')
    await page.getByRole('heading', { level: 1, name: 'Noticeboard was installed.' }).waitFor({ timeout: 90_000 })
    await hands.look('job-done')

    const board = await pageAt(server.httpUrl, domain)
    expect(board.status).toBe(200)
    expect(board.text).toContain('News of the co-op')
    expect(board.text).toContain('Assembly on Friday')
    expect(await page.getByRole('link', { name: /^Open Noticeboard/ }).getAttribute('href')).toBe(`http://${domain}`)

    await goTo(hands, 'Home')
    await page.getByRole('heading', { level: 1, name: 'Your app is working.' }).waitFor()
    const card = page.getByRole('region', { name: 'Your apps' }).getByRole('link', { name: /Noticeboard/ })
    await card.getByText('Working').waitFor()
    await hands.look('home')
    await page.keyboard.press('Control+k')
    await hands.fill(page.getByRole('dialog').getByRole('searchbox'), 'notice')
    await page
      .getByRole('menuitem', { name: /Noticeboard/ })
      .first()
      .waitFor()
    await hands.look('command-palette')
    // The first one clears what was typed.
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await goTo(hands, 'Settings')
    await page.getByText('This computer’s keychain works.').waitFor()
    await hands.look('settings')

    await goTo(hands, 'Home')
    await hands.press(card)
    await page.getByText('Its one part is running.').waitFor()
    await page.getByText('notices').first().waitFor()
    await hands.look('app')
    await hands.press(page.getByRole('tab', { name: 'Activity and logs' }))
    await page.getByRole('log').getByText(/\w/).first().waitFor()
    await hands.look('app-log')
    await hands.press(page.getByRole('tab', { name: 'Overview' }))

    await hands.press(page.getByRole('button', { name: 'Turn off…' }))
    await page.getByText('Nobody can use').waitFor()
    await hands.look('plan-turn-off')
    await carryOut(hands, 'Turn off Noticeboard', 'Noticeboard was turned off.')
    expect((await pageAt(server.httpUrl, domain)).status).not.toBe(200)
    await toApp(hands)
    await page.getByRole('main').getByText('Off', { exact: true }).first().waitFor()

    await hands.press(page.getByRole('button', { name: 'Turn on…' }))
    await carryOut(hands, 'Turn on Noticeboard', 'Noticeboard was turned on.')
    expect((await pageAt(server.httpUrl, domain)).text).toContain('News of the co-op')
    await toApp(hands)

    await hands.press(page.getByRole('button', { name: 'Delete…' }))
    const dialog = page.getByRole('dialog', { name: 'Delete Noticeboard?' })
    await hands.choose(dialog.getByRole('radio', { name: /Delete them for good/ }))
    const toPlan = dialog.getByRole('button', { name: 'See the plan' })
    await hands.fill(dialog.getByRole('textbox'), 'noticebored')
    await dialog.getByText(`This is not ${domain} yet.`).waitFor()
    expect(await toPlan.isDisabled()).toBe(true)
    await hands.look('delete-dialog')
    await hands.fill(dialog.getByRole('textbox'), domain)
    await hands.press(toPlan)
    await page.getByText('This cannot be undone.').first().waitFor()
    await hands.look('plan-delete')
    await carryOut(hands, 'Delete Noticeboard and its data', 'Noticeboard was deleted.')
    await hands.press(page.getByRole('main').getByRole('link', { name: 'Go to Home' }))
    await page.getByText('Nothing is served yet.').waitFor()
    await goTo(hands, 'Activity')
    await expect.poll(() => page.getByRole('list', { name: 'Jobs' }).getByRole('link').count()).toBe(4)
    await hands.look('activity')
    expect(await server.docker('volume', 'ls', '--quiet')).not.toContain('noticeboard')
    expect(await server.docker('secret', 'ls', '--quiet')).toBe('')
  },
)

async function toApp(hands: Hands): Promise<void> {
  const { page } = hands
  await hands.press(page.getByRole('link', { name: 'Go to Noticeboard' }))
  await page.getByRole('heading', { level: 1, name: 'Noticeboard' }).waitFor()
}
