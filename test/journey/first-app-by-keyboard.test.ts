/** The same way as with the mouse, for somebody who uses the keyboard alone and goes by what each control is called. */
import { expect, test } from 'vitest'
import { pageAt } from '../support/page-at.ts'
import { takeKeys } from './support/keys.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()
const domain = 'noticeboard.example.org'

test(
  'a member adds a server, installs Noticeboard, turns it off and on, and deletes it',
  { timeout: 240_000 },
  async () => {
    const { page } = await stage.open()
    const { server } = stage
    const keys = await takeKeys(page)

    await keys.arrive('Welcome to Canteen.')
    await keys.press('link', 'Add a server')
    await keys.arrive('Add a server')
    await keys.fill('combobox', 'Address', server.address)
    await keys.fill('textbox', 'Port', String(server.port))
    await keys.fill('textbox', 'User name', server.user)
    await keys.to('radio', /^Password/)
    await keys.key('ArrowDown')
    expect(await keys.focused()).toMatchObject({ role: 'radio', name: 'Key in a file' })
    await keys.key('ArrowUp')
    await keys.fill('textbox', 'Password', server.password)
    await keys.key('Enter')
    const question = page.getByRole('heading', { name: 'Is this your server?' })
    await question.waitFor()
    // Whoever goes on pressing Enter has not said yes.
    await keys.key('Enter')
    expect(await keys.focused()).toEqual({ role: 'heading', name: 'Is this your server?' })
    await keys.press('button', 'Yes, this is my server')
    await page.getByText(`${server.address} is ready for apps.`).waitFor()
    await keys.press('button', `Add ${server.address}`)
    await keys.arrive(server.address)

    await keys.press('link', 'Install an app')
    await keys.arrive('Catalogue')
    await keys.fill('searchbox', /What do you need/, 'notic')
    await keys.press('link', 'Noticeboard')
    await keys.arrive('Noticeboard')
    await keys.press('link', 'Install Noticeboard…')
    await keys.arrive(`Install Noticeboard on ${server.address}`)
    await keys.fill('textbox', 'Web address', domain)
    await keys.key('Enter')
    await keys.arrive(`Install Noticeboard at ${domain}`)
    await keys.to('switch', /Banner/)
    await keys.key('Space')
    await keys.fill('textbox', /banner/i, 'By keyboard alone')
    await keys.press('button', 'Continue')
    await page.getByRole('list', { name: 'Passwords made for you' }).waitFor()
    await keys.to('button', /^Copy the password/)
    await keys.to('checkbox', /keychain/)
    await keys.press('button', 'See the plan')
    await page.getByRole('list', { name: 'What will be done' }).waitFor()
    await keys.press('button', 'Install Noticeboard')
    await page.getByRole('heading', { level: 1, name: 'Noticeboard was installed.' }).waitFor({ timeout: 90_000 })
    expect((await pageAt(server.httpUrl, domain)).text).toContain('By keyboard alone')
    await keys.to('link', /^Open Noticeboard/)

    await keys.key('Control+k')
    await page.getByRole('dialog').waitFor()
    await keys.fill('searchbox', 'What are you looking for?', domain)
    await page.getByRole('menuitem').first().waitFor()
    await keys.key('ArrowDown')
    await keys.key('Enter')
    await keys.arrive('Noticeboard')
    await page.getByRole('main').getByText('Working', { exact: true }).first().waitFor()
    await keys.to('tab', 'Overview')
    for (const name of ['Settings', 'Updates', 'Passwords and keys', 'Activity and logs']) {
      await keys.key('ArrowRight')
      expect(await keys.focused()).toMatchObject({ role: 'tab', name })
    }
    await keys.to('log', 'What it says, as it happens')
    await keys.to('tab', 'Activity and logs', 'back')
    await keys.key('Home')

    await keys.press('button', 'Turn off…')
    await keys.arrive('Turn off Noticeboard')
    await keys.press('button', 'Turn off Noticeboard')
    await page.getByRole('heading', { level: 1, name: 'Noticeboard was turned off.' }).waitFor({ timeout: 60_000 })
    await keys.press('link', 'Go to Noticeboard')
    await keys.arrive('Noticeboard')
    await keys.press('button', 'Turn on…')
    await keys.arrive('Turn on Noticeboard')
    await keys.press('button', 'Turn on Noticeboard')
    await page.getByRole('heading', { level: 1, name: 'Noticeboard was turned on.' }).waitFor({ timeout: 60_000 })
    expect((await pageAt(server.httpUrl, domain)).text).toContain('By keyboard alone')

    await keys.press('link', 'Go to Noticeboard')
    await keys.arrive('Noticeboard')
    await keys.press('button', 'Delete…')
    await page.getByRole('dialog').waitFor()
    await keys.key('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await keys.focused()).toEqual({ role: 'button', name: 'Delete…' })
    await keys.key('Enter')
    await keys.to('radio', /^Keep them on the server/)
    await keys.key('ArrowDown')
    await keys.fill('textbox', `Type ${domain} to be sure`, domain)
    await keys.press('button', 'See the plan')
    await keys.arrive('Delete Noticeboard')
    await keys.press('button', 'Delete Noticeboard and its data')
    await page.getByRole('heading', { level: 1, name: 'Noticeboard was deleted.' }).waitFor({ timeout: 60_000 })
    await keys.press('link', 'Go to Home')
    await page.getByText('Nothing is served yet.').waitFor()
  },
)
