/** Work that is cut short, by a power cut or a lost connection, goes on by itself and ends as it would have. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { pageAt } from '../support/page-at.ts'
import { bothHands, byMouse, type Hands } from './support/hands.ts'
import { beginInstall, goOn, goTo } from './support/members-steps.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

test.for(bothHands)(
  'with the $hands, Canteen is killed in the middle of an installation and goes on with it at the next start',
  async ({ hands: way, take }) => {
    const scene = await stage.open({ withServer: true })
    const { page } = scene
    const hands = take(page)
    const domain = `${way}.killed.example.org`
    const passwords = await toPlan(hands, domain)
    await hands.press(page.getByRole('button', { name: 'Install Noticeboard', exact: true }))
    await stepRuns(page, 'Wait until')
    await scene.kill()
    await page.getByText('Canteen’s core is not answering.').waitFor()
    await hands.look('core-gone')
    // Places that were not looked at before can be gone to all the same.
    await goTo(hands, 'Settings')
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()

    await scene.start()
    await toJob(hands)
    await page.getByRole('heading', { level: 1, name: 'Noticeboard was installed.' }).waitFor({ timeout: 90_000 })
    expect((await pageAt(stage.server.httpUrl, domain)).status).toBe(200)
    expect(await passwordsOnServer(domain)).toEqual(passwords)
  },
)

test('killed before the passwords are on the server, the same passwords reach it', async () => {
  const scene = await stage.open({ withServer: true })
  const { page } = scene
  const hands = byMouse(page)
  const domain = 'early.example.org'
  const passwords = await toPlan(hands, domain)
  // The job is written down and stands at its first look at the server, which does not answer.
  await stage.server.closePort()
  try {
    await stage.server.dropConnections()
    await hands.press(page.getByRole('button', { name: 'Install Noticeboard', exact: true }))
    await stepRuns(page, 'Save the settings')
    await scene.kill()
  } finally {
    await stage.server.openPort()
  }

  await scene.start()
  await toJob(hands)
  await page.getByRole('heading', { level: 1, name: 'Noticeboard was installed.' }).waitFor({ timeout: 90_000 })
  expect(await passwordsOnServer(domain)).toEqual(passwords)
})

test('a connection that is lost half-way is taken up again without anybody doing anything', async () => {
  const { page } = await stage.open({ withServer: true })
  const hands = byMouse(page)
  const domain = 'lost.example.org'
  await toPlan(hands, domain)
  await hands.press(page.getByRole('button', { name: 'Install Noticeboard', exact: true }))
  await stepRuns(page, 'Wait until')
  await stage.server.closePort()
  try {
    await stage.server.dropConnections()
    await goTo(hands, 'Servers')
    await page.getByText('Can’t be reached').waitFor()
  } finally {
    await stage.server.openPort()
  }
  await toJob(hands)
  await page.getByRole('heading', { level: 1, name: 'Noticeboard was installed.' }).waitFor({ timeout: 90_000 })
  expect((await pageAt(stage.server.httpUrl, domain)).status).toBe(200)
})

/** Answers the passwords that were shown on the way. */
async function toPlan(hands: Hands, domain: string): Promise<readonly string[]> {
  const { page } = hands
  await beginInstall(hands, 'Noticeboard', domain)
  await goOn(hands)
  const shown = page.getByRole('list', { name: 'Passwords made for you' }).getByRole('code')
  await shown.first().waitFor()
  const passwords = await shown.allInnerTexts()
  await hands.press(page.getByRole('button', { name: 'See the plan' }))
  await page.getByRole('list', { name: 'What will be done' }).waitFor()
  return passwords
}

async function toJob(hands: Hands): Promise<void> {
  const { page } = hands
  await goTo(hands, 'Activity')
  const jobs = page.getByRole('list', { name: 'Jobs' })
  await hands.press(jobs.getByRole('link', { name: /Noticeboard/ }))
}

async function stepRuns(page: Page, step: string): Promise<void> {
  const steps = page.getByRole('list', { name: 'What is being done' })
  await steps.locator('[aria-current=step]').filter({ hasText: step }).waitFor({ timeout: 60_000 })
}

async function passwordsOnServer(domain: string): Promise<readonly string[]> {
  const stack = domain.replaceAll('.', '_')
  const container = (await stage.server.docker('ps', '--quiet', '--filter', `name=${stack}_app`)).trim()
  const command = 'cat /run/secrets/admin_password; echo; cat /run/secrets/api_token'
  return (await stage.server.docker('exec', container, 'sh', '-c', command)).trim().split('\n')
}
