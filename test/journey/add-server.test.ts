/** Adding a server: what a member sees when the way to it ends somewhere, and that nothing is saved of a way that does not work. */
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { openKeychain } from '../../main/outside/keychain/open-keychain.ts'
import { startKeyring } from '../support/keyring.ts'
import { bothHands, byMouse } from './support/hands.ts'
import { acceptIdentity, addServer, goTo, tryServer } from './support/members-steps.ts'
import { type Scene, setStage } from './support/stage.ts'

const stage = setStage({ catalogue: false })

test('a stranger’s identity is asked for, and whoever says no has sent nothing', async () => {
  const scene = await stage.open()
  const { page } = scene
  const hands = byMouse(page)
  await hands.look('welcome')
  await hands.press(page.getByRole('link', { name: 'Add a server' }))
  await page.getByRole('heading', { level: 1, name: 'Add a server' }).waitFor()
  await hands.look('add-server')
  await tryServer(hands, stage.server)
  const question = page.getByRole('region', { name: 'Is this your server?' })
  await question.getByText(stage.server.hostKeySha256).waitFor()
  const sentence = await question.getByRole('blockquote').innerText()
  expect(sentence.split(' ').length).toBeGreaterThan(5)
  await hands.look('add-server-identity')
  await hands.press(page.getByRole('button', { name: 'No, stop here' }))
  await expect.poll(() => question.count()).toBe(0)
  await nothingIsSaved(scene)
})

test.for(bothHands)('with the $hands, a wrong password is said beside signing in', async ({ take }) => {
  const scene = await stage.open()
  const { page } = scene
  const hands = take(page)
  await tryServer(hands, stage.server, { user: stage.server.user, password: 'not this one' })
  await acceptIdentity(hands, stage.server)
  const trouble = stageTrouble(page, 'Sign in')
  await trouble.getByText('does not let “member” in with this password').waitFor()
  await trouble.getByText('Check the user name and the password').waitFor()
  await hands.look('add-server-failed')
  await nothingIsSaved(scene)

  await hands.fill(page.getByRole('textbox', { name: 'Password' }), stage.server.password)
  await hands.press(page.getByRole('button', { name: /^Connect/ }))
  await page.getByText(`${stage.server.address} is ready for apps.`).waitFor()
})

test.for(bothHands)('with the $hands, a user whom Docker refuses learns whom to ask', async ({ take }) => {
  const scene = await stage.open()
  const hands = take(scene.page)
  await tryServer(hands, stage.server, stage.server.noDockerUser)
  await acceptIdentity(hands, stage.server)
  const trouble = stageTrouble(scene.page, 'See whether you may use it')
  await trouble.getByText('“visitor” may sign in, but may not run apps on this server.').waitFor()
  await trouble.getByText('add “visitor” to the group “docker”').waitFor()
  await nothingIsSaved(scene)
})

test.for(bothHands)(
  'with the $hands, a closed port is said beside reaching the server, before and after it was added',
  async ({ take }) => {
    const scene = await stage.open()
    const { page } = scene
    const hands = take(page)
    const { server } = stage
    await server.closePort()
    try {
      await tryServer(hands, server)
      await stageTrouble(page, 'Reach it').getByText(`nothing answers at port ${server.port}`).waitFor()
      await nothingIsSaved(scene)
    } finally {
      await server.openPort()
    }
    await addServer(hands, server)
    await server.closePort()
    try {
      await server.dropConnections()
      await page.getByText('Can’t be reached').first().waitFor()
      await page.getByText(`nothing answers at port ${server.port}`).first().waitFor()
      await hands.look('server-unreachable')
    } finally {
      await server.openPort()
    }
    await hands.press(page.getByRole('button', { name: 'Look again' }))
    await page.getByText('Connected', { exact: true }).waitFor()
  },
)

test('a server that is added has its folder, its context, its identity and its password in their places', async () => {
  const scene = await stage.open()
  const { page } = scene
  const hands = byMouse(page)
  const { address } = stage.server
  await addServer(hands, stage.server)
  await page.getByText('Connected', { exact: true }).waitFor()
  await page.getByText('Memory').waitFor()
  await hands.look('server')
  await goTo(hands, 'Servers')
  await page.getByRole('list', { name: 'Your servers' }).getByText('Connected').waitFor()
  await hands.look('servers')
  await goTo(hands, 'Home')
  await page.getByText('Nothing is served yet.').waitFor()
  await hands.look('home-empty')
  const saved = await filesBelow(scene.home)
  expect(saved).toEqual(expect.arrayContaining([`abra/servers/${address}`, 'own/known_hosts', 'own/servers.json']))
  expect(saved.some((file) => file.startsWith('docker/contexts/meta/'))).toBe(true)
  expect(await openKeychain().get(`server/${address}`)).toContain(stage.server.password)
})

test.for(bothHands)(
  'with the $hands, a changed identity stops everything before anything is sent, and says why',
  async ({ take }) => {
    const scene = await stage.open()
    const { page } = scene
    const hands = take(page)
    const { server } = stage
    await addServer(hands, server)
    const before = server.hostKeySha256
    await server.rotateHostKey()
    await server.dropConnections()
    const said = page.getByText(`${server.address} does not show the identity it showed before.`).first()
    await said.waitFor()
    await page.getByText('Canteen stopped before anything was sent.').first().waitFor()
    await hands.press(page.getByRole('button', { name: 'Details', exact: true }).first())
    await page.getByText(server.hostKeySha256).first().waitFor()
    await page.getByText(before).first().waitFor()
    await hands.look('server-identity-changed')

    await hands.press(page.getByRole('button', { name: 'Forget this server…' }))
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: /^Forget/ })
      .click()
    await page.getByRole('heading', { level: 1, name: 'Servers' }).waitFor()
    expect(await openKeychain().get(`server/${server.address}`)).toBeNull()
    await addServer(hands, server)
    await page.getByText('Connected', { exact: true }).waitFor()
  },
)

test('without a keychain nothing is saved, and the member learns what to start', async () => {
  const scene = await stage.open({ environment: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' } })
  const { page } = scene
  const hands = byMouse(page)
  await tryServer(hands, stage.server)
  await page.getByText('This computer has no keychain that Canteen can use.').first().waitFor()
  await acceptIdentity(hands, stage.server)
  await hands.press(page.getByRole('button', { name: `Add ${stage.server.address}` }))
  const panel = page.getByRole('status').filter({ hasText: 'no keychain' })
  await panel.last().getByText('Start your desktop’s keychain').waitFor()
  await hands.look('add-server-no-keychain')
  await nothingIsSaved(scene)
})

test('a keychain that gets locked loses nothing: the server is there again once it is open', async () => {
  const keyring = await startKeyring()
  onTestFinished(() => keyring.stop())
  const scene = await stage.open({ environment: keyring.environment })
  const { page } = scene
  const hands = byMouse(page)
  await addServer(hands, stage.server)
  await page.getByText('Connected', { exact: true }).waitFor()
  await keyring.lock()
  await scene.kill()
  await scene.start()
  await goTo(hands, 'Servers')
  await hands.press(page.getByRole('link', { name: new RegExp(stage.server.address) }))
  await page.getByText('This computer’s keychain is locked.').first().waitFor()
  await page.getByText('Unlock the keychain and try again.').first().waitFor()
  await keyring.unlock()
  await hands.press(page.getByRole('button', { name: 'Look again' }))
  await page.getByText('Connected', { exact: true }).waitFor()
})

afterEach(() => openKeychain().remove(`server/${stage.server.address}`))

/** The line of one stage on the way to a server, once it says what is wrong. */
function stageTrouble(page: Page, stageName: string) {
  const stages = page.getByRole('list', { name: /^On the way to/ })
  return stages.getByRole('listitem').filter({ hasText: stageName }).getByRole('alert')
}

async function nothingIsSaved({ home }: Scene): Promise<void> {
  const files = await filesBelow(home)
  expect(files.filter((file) => !/^own(\/(core\.lock|log)\b|$)/.test(file))).toEqual([])
  expect(await openKeychain().get(`server/${stage.server.address}`)).toBeNull()
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true })
  return found.map((file) => file.split(path.sep).join('/')).toSorted()
}
