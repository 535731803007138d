/** Apps that fail, each in its way: the job says it in a sentence, and so do Home and the app's page afterwards. */
import { describe, expect, test } from 'vitest'
import { bothHands, type Hands } from './support/hands.ts'
import { beginInstall, carryOut, goOn, goTo } from './support/members-steps.ts'
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

describe.each(bothHands)('with the $hands, an app that fails', ({ hands: way, take }) => {
  test.for(ways)('$name', { timeout: 180_000 }, async ({ name, domain: own, sentence, detail }) => {
    const domain = `${way}.${own}`
    const { page } = await stage.open({ withServer: true })
    const hands = take(page)
    await toPlan(hands, name, domain)
    await carryOut(hands, 'Install Rickety', 'Rickety could not be installed.')
    const main = page.getByRole('main')
    await main.getByText(sentence).waitFor()
    await main.getByText('Your data is untouched.').waitFor()
    await openDetails(hands)
    await main.getByText(detail).first().waitFor()
    if (name === 'Crash') await hands.look('job-failed')

    await goTo(hands, 'Home')
    await page.getByRole('heading', { level: 1, name: 'Your app is not working.' }).waitFor()
    await main.getByText(sentence).waitFor()
    if (name === 'Crash') await hands.look('home-trouble')
    await hands.press(main.getByRole('link', { name: 'Look at Rickety' }))
    await page.getByRole('heading', { level: 1, name: 'Rickety' }).waitFor()
    await main.getByText('Needs attention').first().waitFor()
    await main.getByText(sentence).waitFor()
    if (name === 'Crash') await hands.look('app-trouble')

    await hands.press(page.getByRole('button', { name: 'Turn off…' }))
    await carryOut(hands, 'Turn off Rickety', 'Rickety was turned off.')
    expect(await servicesOf(domain)).toBe('')
  })

  test('a program that nobody published stops the installation before anything is started', async () => {
    const { page } = await stage.open({ withServer: true })
    const hands = take(page)
    const domain = `${way}.image.example.org`
    await toPlan(hands, 'Missing image', domain)
    await carryOut(hands, 'Install Rickety', 'Rickety could not be installed.')
    const sentence = /The program .*rickety:0\.0\.0-never-published cannot be found where the recipe says it is\./
    await page.getByRole('main').getByText(sentence).waitFor()
    expect(await servicesOf(domain)).toBe('')
    await goTo(hands, 'Home')
    await page.getByRole('heading', { level: 1, name: 'Your app is turned off.' }).waitFor()
    await hands.press(page.getByRole('link', { name: new RegExp(domain) }))
    await page.getByText('It does not run on the server. Its settings are on this computer.').waitFor()
  })

  test('a password that was taken off the server is asked for before the app is turned on', async () => {
    const { page } = await stage.open({ withServer: true })
    const hands = take(page)
    const domain = `${way}.secret.example.org`
    await beginInstall(hands, 'Rickety', domain)
    await hands.choose(page.getByRole('switch', { name: /licence|Missing secret/i }))
    await goOn(hands)
    await page.getByRole('heading', { name: 'Only you know these' }).waitFor()
    await hands.press(page.getByRole('button', { name: 'See the plan' }))
    await page.getByText('Type it, or take it from a file.').waitFor()
    await hands.fill(page.getByRole('textbox', { name: /licence/i }), 'L-1234')
    await hands.look('install-passwords-asked')
    // Then nobody has it but the member.
    await hands.choose(page.getByRole('checkbox', { name: /keychain/ }))
    await hands.press(page.getByRole('button', { name: 'See the plan' }))
    await carryOut(hands, 'Install Rickety', 'Rickety was installed.')
    await hands.press(page.getByRole('link', { name: 'Go to Rickety' }))
    await hands.press(page.getByRole('button', { name: 'Turn off…' }))
    await carryOut(hands, 'Turn off Rickety', 'Rickety was turned off.')
    await stage.server.docker('secret', 'rm', `${domain.replaceAll('.', '_')}_licence_v1`)
    await hands.press(page.getByRole('link', { name: 'Go to Rickety' }))
    await hands.press(page.getByRole('button', { name: 'Turn on…' }))
    const asked = page.getByRole('dialog', { name: 'A password is needed' })
    await hands.fill(asked.getByRole('textbox', { name: /licence/i }), 'L-1234')
    await hands.look('app-password-asked')
    await hands.press(asked.getByRole('button', { name: 'See the plan' }))
    await page.getByRole('list', { name: 'What will be done' }).getByText('Keep 1 new password').waitFor()
  })
})

async function toPlan(hands: Hands, way: string, domain: string): Promise<void> {
  await beginInstall(hands, 'Rickety', domain)
  await hands.choose(hands.page.getByRole('switch', { name: new RegExp(`^${way}`) }))
  await goOn(hands)
  await hands.page.getByRole('list', { name: 'What will be done' }).waitFor()
}

async function openDetails(hands: Hands): Promise<void> {
  const details = hands.page.getByRole('main').getByRole('button', { name: 'Details', exact: true }).first()
  if ((await details.getAttribute('aria-expanded')) === 'false') await hands.press(details)
}

function servicesOf(domain: string): Promise<string> {
  const label = `label=com.docker.stack.namespace=${domain.replaceAll('.', '_')}`
  return stage.server.docker('service', 'ls', '--quiet', '--filter', label)
}
