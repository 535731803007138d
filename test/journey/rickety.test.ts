/** Apps that fail, each in its way: the job says it in a sentence, and so do Home and the app's page afterwards. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { look } from './support/look.ts'
import { addServer, beginInstall, carryOut, choose, goOn, goTo } from './support/members-steps.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()

interface Way {
  /** The recipe's switch that turns this failure on. */
  readonly name: string
  readonly domain: string
  readonly sentence: RegExp
  /** The server's own words, for the Details fold. */
  readonly detail: RegExp
}

const ways: readonly Way[] = [
  {
    name: 'Crash',
    domain: 'crash.example.org',
    sentence: /its part “app” stops again and again\./,
    detail: /FATAL: the settings name a shelf that does not exist/,
  },
  {
    name: 'Unhealthy',
    domain: 'unhealthy.example.org',
    sentence: /its part “app” says that it is not well\./,
    detail: /health/,
  },
  {
    name: 'Out of memory',
    domain: 'memory.example.org',
    sentence: /its part “app” needs more memory than it gets\./,
    detail: /Loading all the books at once/,
  },
  {
    name: 'Nowhere to run',
    domain: 'nowhere.example.org',
    sentence: /no machine of this server has what its part “app” asks for\./,
    detail: /no suitable node/,
  },
]

describe('an app that does not become steady', () => {
  test.for(ways)('$name', { timeout: 180_000 }, async ({ name, domain, sentence, detail }) => {
    const { page } = await stage.open()
    await addServer(page, stage.server)
    await toPlan(page, name, domain)
    await carryOut(page, 'Install Rickety', 'Rickety could not be installed.')
    const main = page.getByRole('main')
    await main.getByText(sentence).waitFor()
    await main.getByText('Your data is untouched.').waitFor()
    await openDetails(page)
    await main.getByText(detail).first().waitFor()
    if (name === 'Crash') await look(page, 'job-failed')

    await goTo(page, 'Home')
    await page.getByRole('heading', { level: 1, name: 'Your app is not working.' }).waitFor()
    await main.getByText(sentence).waitFor()
    if (name === 'Crash') await look(page, 'home-trouble')
    await main.getByRole('link', { name: 'Look at Rickety' }).click()
    await page.getByRole('heading', { level: 1, name: 'Rickety' }).waitFor()
    await main.getByText('Needs attention').first().waitFor()
    await main.getByText(sentence).waitFor()
    if (name === 'Crash') await look(page, 'app-trouble')

    await page.getByRole('button', { name: 'Turn off…' }).click()
    await carryOut(page, 'Turn off Rickety', 'Rickety was turned off.')
    expect(await servicesOf(domain)).toBe('')
  })
})

test('a program that nobody published stops the installation before anything is started', async () => {
  const { page } = await stage.open()
  await addServer(page, stage.server)
  await toPlan(page, 'Missing image', 'image.example.org')
  await carryOut(page, 'Install Rickety', 'Rickety could not be installed.')
  const sentence = /The program .*rickety:0\.0\.0-never-published cannot be found where the recipe says it is\./
  await page.getByRole('main').getByText(sentence).waitFor()
  expect(await servicesOf('image.example.org')).toBe('')
  await goTo(page, 'Home')
  await page.getByRole('heading', { level: 1, name: 'Your app is turned off.' }).waitFor()
  await page.getByRole('link', { name: /image\.example\.org/ }).click()
  await page.getByText('It does not run on the server. Its settings are on this computer.').waitFor()
})

test('a password that was taken off the server is missed by name before the app is turned on', async () => {
  const { page } = await stage.open()
  const domain = 'secret.example.org'
  await addServer(page, stage.server)
  await beginInstall(page, 'Rickety', domain)
  await choose(page.getByRole('switch', { name: /licence|Missing secret/i }))
  await goOn(page)
  await page.getByRole('heading', { name: 'Only you know these' }).waitFor()
  await page.getByRole('button', { name: 'See the plan' }).click()
  await page.getByText('Type it, or take it from a file.').waitFor()
  await page.getByRole('textbox', { name: /licence/i }).fill('L-1234')
  await look(page, 'install-passwords-asked')
  await page.getByRole('button', { name: 'See the plan' }).click()
  await carryOut(page, 'Install Rickety', 'Rickety was installed.')
  await page.getByRole('link', { name: 'Go to Rickety' }).click()
  await page.getByRole('button', { name: 'Turn off…' }).click()
  await carryOut(page, 'Turn off Rickety', 'Rickety was turned off.')
  await stage.server.docker('secret', 'rm', 'secret_example_org_licence_v1')
  await page.getByRole('link', { name: 'Go to Rickety' }).click()
  await page.getByRole('button', { name: 'Turn on…' }).click()
  await page.getByText(/cannot start: a password is missing on the server \(licence\)\./).waitFor()
})

async function toPlan(page: Page, way: string, domain: string): Promise<void> {
  await beginInstall(page, 'Rickety', domain)
  await choose(page.getByRole('switch', { name: new RegExp(`^${way}`) }))
  await goOn(page)
  await page.getByRole('list', { name: 'What will be done' }).waitFor()
}

async function openDetails(page: Page): Promise<void> {
  const details = page.getByRole('main').getByRole('button', { name: 'Details', exact: true }).first()
  if ((await details.getAttribute('aria-expanded')) === 'false') await details.click()
}

function servicesOf(domain: string): Promise<string> {
  const label = `label=com.docker.stack.namespace=${domain.replaceAll('.', '_')}`
  return stage.server.docker('service', 'ls', '--quiet', '--filter', label)
}
