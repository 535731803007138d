/** An app with a database: its passwords are made, shown once and kept, one is typed, and what people write stays. */
import { expect, test } from 'vitest'
import { openKeychain } from '../../main/outside/keychain/open-keychain.ts'
import { pageAt } from '../support/page-at.ts'
import { look } from './support/look.ts'
import { addServer, beginInstall, carryOut, choose, goOn, goTo } from './support/members-steps.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()
const domain = 'guestbook.example.org'

test(
  'a member installs Guestbook with a mailbox, and entries outlive turning it off',
  { timeout: 240_000 },
  async () => {
    const { page } = await stage.open()
    const { server } = stage
    await addServer(page, server)
    await beginInstall(page, 'Guestbook', domain)
    await choose(page.getByRole('switch', { name: /E-mail/i }))
    await page.getByRole('textbox', { name: /mail to/i }).fill('book@example.org')
    await page.getByRole('textbox', { name: /mail host/i }).fill('localhost')
    await goOn(page)

    const shown = page.getByRole('list', { name: 'Passwords made for you' })
    await shown.waitFor()
    const [database = '', session = ''] = await shown.getByRole('code').allInnerTexts()
    expect(database).toHaveLength(32)
    expect(session).toHaveLength(64)
    const typed = page.getByRole('textbox', { name: /mail password/i })
    expect(await typed.getAttribute('type')).toBe('password')
    await typed.fill('from the provider')
    expect(await page.getByRole('checkbox', { name: /keychain/ }).isChecked()).toBe(true)
    await look(page, 'install-passwords-mixed')
    await page.getByRole('button', { name: 'See the plan' }).click()
    await page.getByRole('list', { name: 'What will be done' }).getByText('Keep 3 new passwords').waitFor()
    await page.getByRole('button', { name: 'Details for technicians' }).click()
    await page.getByRole('main').getByText('abra').first().waitFor()
    expect(await page.content()).not.toContain(database)
    await carryOut(page, 'Install Guestbook', 'Guestbook was installed.')
    expect(await page.content()).not.toContain(database)

    expect((await pageAt(server.httpUrl, domain, { name: 'Ada', words: 'It was lovely' })).status).toBeLessThan(400)
    expect((await pageAt(server.httpUrl, domain)).text).toContain('It was lovely')
    const passwordsThere =
      'cat /run/secrets/db_password; echo; cat /run/secrets/session_key; echo; cat /run/secrets/mail_password'
    const container = (await server.docker('ps', '--quiet', '--filter', 'name=guestbook_example_org_app')).trim()
    const there = await server.docker('exec', container, 'sh', '-c', passwordsThere)
    expect(there.trim().split('\n')).toEqual([database, session, 'from the provider'])
    expect(await openKeychain().get(`app/${server.address}/${domain}/db_password`)).toBe(database)

    await goTo(page, 'Home')
    await page.getByRole('link', { name: /Guestbook.*guestbook\.example\.org/ }).click()
    await page.getByText('All its 2 parts are running.').waitFor()
    await page.getByRole('button', { name: 'Turn off…' }).click()
    await page.getByText(/Files and data of .* stay on the server/).waitFor()
    await carryOut(page, 'Turn off Guestbook', 'Guestbook was turned off.')
    await page.getByRole('link', { name: 'Go to Guestbook' }).click()
    await page.getByRole('button', { name: 'Turn on…' }).click()
    await carryOut(page, 'Turn on Guestbook', 'Guestbook was turned on.')
    expect((await pageAt(server.httpUrl, domain)).text).toContain('It was lovely')
  },
)
