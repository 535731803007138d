/** From one version of an app to another and back: what is new is read first, and a plan says what will be different. */
import { expect, test } from 'vitest'
import { pageAt } from '../support/page-at.ts'
import { bothHands } from './support/hands.ts'
import { carryOut, installNoticeboard, openTab } from './support/members-steps.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

test.for(bothHands)(
  'with the $hands a member goes back to an earlier version of Noticeboard, and updates it again',
  { timeout: 240_000 },
  async ({ hands: name, take }) => {
    const { page } = await stage.open({ withServer: true })
    const hands = take(page)
    const domain = `${name}.versions.example.org`
    await installNoticeboard(hands, domain)

    await openTab(hands, 'Updates')
    await page.getByText('Noticeboard has its newest version, 2.0.0.').waitFor()
    await hands.press(page.getByRole('button', { name: 'Go back to an earlier version' }))
    await hands.look('app-updates')
    await hands.press(page.getByRole('button', { name: 'Go back to 1.5.0…' }))
    const changes = page.getByRole('list', { name: 'What will be different' })
    await changes.getByText('Noticeboard goes from version').waitFor()
    await changes.getByText('The part “app” gets another program.').waitFor()
    await page.getByText('Files and data are not taken back.').waitFor()
    await hands.look('plan-go-back')
    await carryOut(hands, 'Go back with Noticeboard', 'Noticeboard went back to an earlier version.')
    expect((await pageAt(stage.server.httpUrl, domain)).status).toBe(200)

    await hands.press(page.getByRole('link', { name: 'Go to Noticeboard' }))
    await openTab(hands, 'Updates')
    await page.getByText('1 newer version is there.').waitFor()
    await hands.look('app-updates-newer')
    await hands.press(page.getByRole('button', { name: 'Update to 2.0.0…' }))
    await page.getByText('something done by hand').waitFor()
    await hands.look('plan-update')
    await carryOut(hands, 'Update Noticeboard', 'Noticeboard was updated.')
    expect((await pageAt(stage.server.httpUrl, domain)).status).toBe(200)
  },
)
