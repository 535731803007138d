/** An app with a database: its passwords are made, shown once and kept, one is typed, and what people write stays. */
import { expect, test } from 'vitest'
import { openKeychain } from '../../main/outside/keychain/open-keychain.ts'
import { pageAt } from '../support/page-at.ts'
import { bothHands } from './support/hands.ts'
import { beginInstall, carryOut, goOn, goTo } from './support/members-steps.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()
test.for(bothHands)(
  'with the $hands a member installs Guestbook with a mailbox, and entries outlive turning it off',
  { timeout: 240_000 },
  async ({ hands: name, take }) => {
    const domain = `guestbook.${name}.example.org`
    const { page } = await stage.open({ withServer: true })
    const hands = take(page)
    const { server } = stage
    await beginInstall(hands, 'Guestbook', domain)
    await hands.choose(page.getByRole('switch', { name: /E-mail/i }))
    await hands.fill(page.getByRole('textbox', { name: /mail to/i }), 'book@example.org')
    await hands.fill(page.getByRole('textbox', { name: /mail host/i }), 'localhost')
    await goOn(hands)

    const shown = page.getByRole('list', { name: 'Passwords made for you' })
    await shown.waitFor()
    const [database = '', session = ''] = await shown.getByRole('code').allInnerTexts()
    expect(database).toHaveLength(32)
    expect(session).toHaveLength(64)
    const typed = page.getByRole('textbox', { name: /mail password/i })
    expect(await typed.getAttribute('type')).toBe('password')
    await hands.fill(typed, 'from the provider')
    expect(await page.getByRole('checkbox', { name: /keychain/ }).isChecked()).toBe(true)
    await hands.look('install-passwords-mixed')
    await hands.press(page.getByRole('button', { name: 'See the plan' }))
    await page.getByRole('list', { name: 'What will be done' }).getByText('Keep 3 new passwords').waitFor()
    await hands.press(page.getByRole('button', { name: 'Details for technicians' }))
    await page.getByRole('main').getByText('abra').first().waitFor()
    expect(await page.content()).not.toContain(database)
    await carryOut(hands, 'Install Guestbook', 'Guestbook was installed.')
    expect(await page.content()).not.toContain(database)

    expect((await pageAt(server.httpUrl, domain, { name: 'Ada', words: 'It was lovely' })).status).toBeLessThan(400)
    expect((await pageAt(server.httpUrl, domain)).text).toContain('It was lovely')
    const passwordsThere =
      'cat /run/secrets/db_password; echo; cat /run/secrets/session_key; echo; cat /run/secrets/mail_password'
    const stack = domain.replaceAll('.', '_')
    const container = (await server.docker('ps', '--quiet', '--filter', `name=${stack}_app`)).trim()
    const there = await server.docker('exec', container, 'sh', '-c', passwordsThere)
    expect(there.trim().split('\n')).toEqual([database, session, 'from the provider'])
    expect(await openKeychain().get(`app/${server.address}/${domain}/${stack}_db_password_v1`)).toBe(database)

    await goTo(hands, 'Home')
    await hands.press(page.getByRole('link', { name: new RegExp(`Guestbook.*${domain}`) }))
    await page.getByText('All its 2 parts are running.').waitFor()
    await hands.press(page.getByRole('button', { name: 'Turn off…' }))
    await page.getByText(/Files and data of .* stay on the server/).waitFor()
    await carryOut(hands, 'Turn off Guestbook', 'Guestbook was turned off.')
    await hands.press(page.getByRole('link', { name: 'Go to Guestbook' }))
    await hands.press(page.getByRole('button', { name: 'Turn on…' }))
    await carryOut(hands, 'Turn on Guestbook', 'Guestbook was turned on.')
    expect((await pageAt(server.httpUrl, domain)).text).toContain('It was lovely')
  },
)
