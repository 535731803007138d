/** A new password for an app, and the way back to the old one. */
import { expect, test } from 'vitest'
import { pageAt } from '../support/page-at.ts'
import { bothHands } from './support/hands.ts'
import { carryOut, installNoticeboard, openTab } from './support/members-steps.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

test.for(bothHands)(
  'with the $hands a member gives Noticeboard a new password, takes it back, and starts it anew',
  { timeout: 300_000 },
  async ({ hands: name, take }) => {
    const { page } = await stage.open({ withServer: true })
    const hands = take(page)
    const domain = `${name}.passwords.example.org`
    await installNoticeboard(hands, domain)

    await openTab(hands, 'Passwords and keys')
    await page.getByRole('list', { name: 'Passwords and keys' }).getByText('Kept on this computer').first().waitFor()
    await hands.look('app-passwords')
    await hands.press(page.getByRole('button', { name: /^New .*admin password/i }))
    await hands.look('app-passwords-new')
    await hands.press(page.getByRole('dialog').getByRole('button', { name: 'See the plan' }))
    await page.getByRole('list', { name: 'What will be different' }).getByText('takes the place').waitFor()
    await page.getByRole('list', { name: 'Passwords made for you' }).waitFor()
    await page.getByRole('checkbox', { name: 'Go back by itself if it does not come to rest' }).waitFor()
    await hands.look('plan-new-password')
    await carryOut(hands, 'Give Noticeboard new passwords', 'Noticeboard has new passwords.')
    expect((await pageAt(stage.server.httpUrl, domain)).status).toBe(200)
    await hands.look('job-new-password')

    await hands.press(page.getByRole('button', { name: 'Take it back…' }))
    await page.getByRole('heading', { level: 1, name: 'Take back the last change of Noticeboard' }).waitFor()
    await hands.look('plan-undo')
    await carryOut(hands, 'Take it back', 'The last change of Noticeboard was taken back.')

    await hands.press(page.getByRole('link', { name: 'Go to Noticeboard' }))
    await page.getByText('Noticeboard was installed').waitFor()
    await hands.look('app-take-back')
    await hands.press(page.getByRole('button', { name: 'Start anew…' }))
    await carryOut(hands, 'Start Noticeboard anew', 'Noticeboard was started anew.')
    expect((await pageAt(stage.server.httpUrl, domain)).status).toBe(200)
  },
)
