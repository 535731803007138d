/** A machine on which Docker was just installed becomes one that apps can be installed on, with a plan before. */
import { expect, test } from 'vitest'
import { bothHands } from './support/hands.ts'
import { acceptIdentity, carryOut, goTo, tryServer } from './support/members-steps.ts'
import { setStage } from './support/stage.ts'

const stage = setStage({ swarm: 'bare', hosts: bothHands.length, catalogue: false })

test.for(bothHands.map((one, index) => ({ ...one, index })))(
  'with the $hands, a bare server is set up',
  async ({ take, index }) => {
    const { page } = await stage.open()
    const hands = take(page)
    const server = stage.practice.servers[index]
    if (server === undefined) throw new Error('There are too few servers')
    await tryServer(hands, server)
    await acceptIdentity(hands, server)
    await hands.look('add-server-bare')
    await hands.press(page.getByRole('button', { name: 'Add it and set it up' }))
    await page.getByRole('list', { name: 'What will be done' }).waitFor()
    await hands.look('plan-set-up')
    // Whoever leaves the plan finds the way to it on the server's page.
    await goTo(hands, 'Servers')
    await hands.press(page.getByRole('link', { name: new RegExp(server.address) }))
    await page.getByText(`${server.address} is not set up for apps yet.`).first().waitFor()
    await hands.look('server-bare')
    await hands.press(page.getByRole('button', { name: /^Set up/ }))
    await page.getByRole('list', { name: 'What will be done' }).waitFor()
    expect(await server.docker('info', '--format', '{{.Swarm.LocalNodeState}}')).toBe('inactive\n')
    await carryOut(hands, `Set up ${server.address}`, `The server ${server.address} was set up.`)
    expect(await server.docker('info', '--format', '{{.Swarm.LocalNodeState}}')).toBe('active\n')
    expect(await server.docker('network', 'inspect', '--format', '{{.Driver}}', 'proxy')).toBe('overlay\n')
    await hands.press(page.getByRole('link', { name: `Go to ${server.address}` }))
    await page.getByRole('heading', { level: 1, name: server.address }).waitFor()
    await goTo(hands, 'Servers')
    await page.getByRole('list', { name: 'Your servers' }).getByText('Connected').waitFor()
  },
)
