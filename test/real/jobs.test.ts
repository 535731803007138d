/** Jobs that are pressed twice, cancelled, cut short or overtaken, on a real server. */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { appLog } from '../../main/app/log.ts'
import type { Engine } from '../../main/outside/docker/engine.ts'
import { openEngine } from '../../main/outside/docker/open-engine.ts'
import { openKeychain } from '../../main/outside/keychain/open-keychain.ts'
import type { PlanView } from '../../preload/contract/plan.ts'
import { type PracticeServers, startPracticeServers } from '../practice-server/practice-server.ts'
import { run } from '../practice-server/run.ts'
import { addPracticeServer, planInstall, secretInside, stepRuns } from '../support/app.ts'
import { jobEnds, testCore } from '../support/core.ts'
import { failureOf } from '../support/failure-of.ts'

let practice: PracticeServers
let docker: Engine
beforeAll(async () => {
  practice = await startPracticeServers({})
  docker = openEngine({ socketPath: practice.servers[0]?.dockerSocket ?? '', server: 'practice', user: 'root' })
})
afterAll(async () => {
  docker.close()
  await practice.stop()
})

async function coreWithServer() {
  const opened = await testCore(practice.catalogue)
  return { ...opened, server: await addPracticeServer(opened.core, practice) }
}

const installSteps = [
  'step-write-settings',
  'step-create-secrets',
  'step-fetch-images',
  'step-make-places',
  'step-start-services',
  'step-wait-steady',
] as const

describe('starting', () => {
  test('a button pressed twice starts one job, and a second plan of the app is refused', async () => {
    const { core, server, home } = await coreWithServer()
    const domain = 'twice.example.org'
    const { plan } = await planInstall(core, { server, domain })
    const { plan: other } = await planInstall(core, { server, domain })
    const [first, again, refused] = await Promise.all([
      core.jobs.start(plan.id),
      core.jobs.start(plan.id),
      failureOf(core.jobs.start(other.id)),
    ])
    expect([first.job, again.job]).toEqual([plan.id, plan.id])
    expect(refused).toEqual({ code: 'job-running', facts: { app: domain } })
    expect((await jobEnds(core, plan.id)).failure).toBeNull()
    expect(await core.jobs.start(plan.id)).toEqual({ job: plan.id })
    expect((await failureOf(core.jobs.start(other.id))).code).toBe('plan-outdated')
    const journal = await readFile(path.join(home, 'own', 'jobs', plan.id, 'journal.jsonl'), 'utf8')
    expect(journal.match(/"kind":"started"/g)).toHaveLength(1)
  })

  test('a log whose connection is lost says so, and one that is left ends', async () => {
    const { core, server } = await coreWithServer()
    const { plan } = await planInstall(core, { server, domain: 'log.example.org' })
    await core.jobs.start(plan.id)
    expect((await jobEnds(core, plan.id)).failure).toBeNull()
    const socketPath = practice.servers[0]?.dockerSocket ?? ''
    const own = openEngine({ socketPath, server: 'practice', user: 'root' })
    const lost = appLog(own, 'log_example_org', { since: 'newest' }, Date.now(), AbortSignal.timeout(30_000))
    expect((await lost.next()).done).toBe(false)
    own.close()
    const rest = async () => {
      for await (const { lines } of lost) expect(lines.length).toBeGreaterThan(0)
    }
    expect((await failureOf(rest())).code).toBe('connection-lost')

    const leaving = new AbortController()
    const left = appLog(docker, 'log_example_org', { since: 'newest' }, Date.now(), leaving.signal)
    await left.next()
    leaving.abort()
    expect((await left.next()).done).toBe(true)
  })

  test('an app that came into being since the plan is never taken for the planned one', async () => {
    const { core, server, abra } = await coreWithServer()
    const domain = 'overtaken.example.org'
    const { plan, made } = await planInstall(core, { server, domain })
    await docker.createSecret({ Name: 'overtaken_example_org_api_token_v1', Data: 'Zm9yZWlnbg==' })
    const again = core.install.plan(
      { ...answers(server, domain), draft: made.draft, inserted: {}, keepInKeychain: false },
      AbortSignal.timeout(20_000),
    )
    expect((await failureOf(again)).code).toBe('plan-outdated')
    await core.jobs.start(plan.id)
    const job = await jobEnds(core, plan.id)
    expect([job.state, job.failure?.code]).toEqual(['failed', 'plan-outdated'])

    const { plan: anew, made: shown } = await planInstall(core, { server, domain })
    expect(shown.present).toEqual(['api_token'])
    await core.jobs.start(anew.id)
    expect((await jobEnds(core, anew.id)).failure).toBeNull()
    expect(await secretInside(practice, 'overtaken_example_org_app', 'api_token')).toBe('foreign')
    expect((await failureOf(core.jobs.resume(plan.id))).code).toBe('plan-outdated')

    const file = path.join(abra, 'servers', server, 'by-hand.example.org.env')
    const { plan: late } = await planInstall(core, { server, domain: 'by-hand.example.org' })
    await writeFile(file, contentOf(late))
    await core.jobs.start(late.id)
    expect((await jobEnds(core, late.id)).failure?.code).toBe('app-exists')

    const other = await testCore(practice.catalogue)
    await addPracticeServer(other.core, practice)
    expect((await failureOf(planInstall(other.core, { server, domain }))).code).toBe('app-exists')
  })
})

describe('cut short', () => {
  test('an install is cancelled in each of its steps, and done anew at the same address', async () => {
    const { core, server } = await coreWithServer()
    const domain = 'cancelled.example.org'
    const keychain = openKeychain()
    const shown = new Map<string, string>()
    for (const step of installSteps) {
      const { plan, made } = await planInstall(core, { server, domain })
      for (const { name, value } of made.made) shown.set(name, value)
      await core.jobs.start(plan.id)
      await stepRuns(core, plan.id, step)
      await core.jobs.cancel(plan.id)
      expect((await jobEnds(core, plan.id, 1)).state, step).toBe('cancelled')
      for (const secret of ['admin_password', 'api_token']) {
        expect(await keychain.get(`job/${plan.id}/cancelled_example_org_${secret}_v1`), step).toBeNull()
      }
    }
    const { plan, made } = await planInstall(core, { server, domain })
    expect(made.present).toEqual(['admin_password', 'api_token'])
    await core.jobs.start(plan.id)
    expect((await jobEnds(core, plan.id)).failure).toBeNull()
    for (const [name, value] of shown)
      expect(await secretInside(practice, 'cancelled_example_org_app', name)).toBe(value)
  })

  test('a half-installed app is deleted with all it has', async () => {
    const { core, server } = await coreWithServer()
    for (const step of ['step-create-secrets', 'step-make-places', 'step-wait-steady']) {
      const domain = 'half.example.org'
      const { plan } = await planInstall(core, { server, domain })
      await core.jobs.start(plan.id)
      await stepRuns(core, plan.id, step)
      await core.jobs.cancel(plan.id)
      const gone = await core.apps.planDelete({ server, app: domain, data: true, typedName: domain })
      await core.jobs.start(gone.id)
      expect((await jobEnds(core, gone.id)).failure, step).toBeNull()
      expect(await leftOf('half_example_org'), step).toEqual([])
    }
  })

  test('a core that is closed in each step goes on at the next start, with the passwords that were shown', async () => {
    const { core, server, home } = await coreWithServer()
    const domain = 'closed.example.org'
    const { plan, made } = await planInstall(core, { server, domain })
    await core.jobs.start(plan.id)
    let current = core
    for (const step of installSteps) {
      await stepRuns(current, plan.id, step)
      await current.close()
      current = (await testCore(practice.catalogue, home)).core
    }
    const job = await jobEnds(current, plan.id)
    expect([job.state, job.failure]).toEqual(['done', null])
    expect(made.made.map(({ name }) => name)).toEqual(['admin_password', 'api_token'])
    for (const { name, value } of made.made)
      expect(await secretInside(practice, 'closed_example_org_app', name)).toBe(value)
  })

  test('a job of a server that was forgotten says so, and can be ended', async () => {
    const { core, server } = await coreWithServer()
    const { plan } = await planInstall(core, { server, domain: 'forgotten.example.org' })
    await core.servers.forget(server)
    await core.jobs.start(plan.id)
    const job = await jobEnds(core, plan.id)
    expect([job.state, job.failure?.code]).toEqual(['failed', 'server-unknown'])
  })
})

describe('neighbours, data and names', () => {
  test('an app whose name begins like another one leaves it alone when it is deleted with its data', async () => {
    const { core, server } = await coreWithServer()
    for (const domain of ['board', 'board.two']) {
      const { plan } = await planInstall(core, { server, domain })
      await core.jobs.start(plan.id)
      expect((await jobEnds(core, plan.id)).failure).toBeNull()
    }
    const before = await leftOf('board_two')
    expect(before.length).toBeGreaterThan(4)
    const details = await core.apps.details({ server, app: 'board' })
    expect(details.services.map(({ fullName }) => fullName)).toEqual(['board_app'])
    const gone = await core.apps.planDelete({ server, app: 'board', data: true, typedName: 'board' })
    await core.jobs.start(gone.id)
    expect((await jobEnds(core, gone.id)).failure).toBeNull()
    expect(await leftOf('board_two')).toEqual(before)
    expect((await leftOf('board')).filter((name) => !name.startsWith('board_two_'))).toEqual([])
  })

  test('deleted without its data and installed again, an app finds data and passwords; with it, nothing is left even when its recipe is out of reach', async () => {
    const { core, server, abra } = await coreWithServer()
    const [domain, stack] = ['again.example.org', 'again_example_org']
    const first = await planInstall(core, { server, domain })
    await core.jobs.start(first.plan.id)
    expect((await jobEnds(core, first.plan.id)).failure).toBeNull()
    const volumes = await docker.volumes({ stack })
    const secrets = await docker.secrets({ prefix: `${stack}_` })

    const kept = await core.apps.planDelete({ server, app: domain, data: false, typedName: '' })
    await core.jobs.start(kept.id)
    expect((await jobEnds(core, kept.id)).failure).toBeNull()
    expect(await docker.volumes({ stack })).toEqual(volumes)

    const again = await planInstall(core, { server, domain })
    expect(again.made.made).toEqual([])
    await core.jobs.start(again.plan.id)
    expect((await jobEnds(core, again.plan.id)).failure).toBeNull()
    expect(await docker.secrets({ prefix: `${stack}_` })).toEqual(secrets)

    for (const round of [1, 2]) {
      const off = await core.apps.planTurnOff({ server, app: domain })
      await core.jobs.start(off.id)
      expect((await jobEnds(core, off.id)).failure, `off ${round}`).toBeNull()
      const { plan: on } = await core.apps.planTurnOn({ server, app: domain }, AbortSignal.timeout(20_000))
      await core.jobs.start(on.id)
      expect((await jobEnds(core, on.id)).failure, `on ${round}`).toBeNull()
    }
    const off = await core.apps.planTurnOff({ server, app: domain })
    await core.jobs.start(off.id)
    await jobEnds(core, off.id)

    const file = path.join(abra, 'servers', server, `${domain}.env`)
    await writeFile(file, (await readFile(file, 'utf8')).replace('TYPE=noticeboard', 'TYPE=nowhere'))
    const gone = await core.apps.planDelete({ server, app: domain, data: true, typedName: domain })
    await core.jobs.start(gone.id)
    expect((await jobEnds(core, gone.id)).failure).toBeNull()
    expect(await leftOf(stack)).toEqual([])
  })

  test('a key that only the member has arrives as it is, as long as Docker takes it', async () => {
    const { core, server } = await coreWithServer()
    await core.catalogue.refresh()
    const domain = 'licence.example.org'
    const form = await core.install.form({ server, recipe: 'rickety', domain })
    const switches = form.settings.groups
      .flatMap((group) => group.switches)
      .filter(({ title }) => title === 'Missing secret')
      .map(({ id }) => id)
    const input = { server, domain, recipe: 'rickety', version: form.version, values: {}, switches }
    const made = await core.install.makePasswords(input)
    expect(made.asked.map(({ name }) => name)).toEqual(['licence'])
    const planWith = (licence: string) =>
      core.install.plan(
        { ...input, draft: made.draft, inserted: { licence }, keepInKeychain: true },
        AbortSignal.timeout(20_000),
      )
    expect((await failureOf(planWith('ü'.repeat(256_000)))).code).toBe('setting-invalid')
    const licence = 'first\n"second" $third\r\n'.padEnd(511_999, 'x\n')
    const plan = await planWith(licence)
    await core.jobs.start(plan.id)
    expect((await jobEnds(core, plan.id)).failure).toBeNull()
    expect(await secretInside(practice, 'licence_example_org_app', 'licence')).toBe(licence)
  })

  test('what is typed into a setting is what the container gets', async () => {
    const { core, server } = await coreWithServer()
    const domain = 'values.example.org'
    const title = `it's "quoted" $HOME \${TITLE} $$ #1 # two \\ \\n ü 🌱 = end `
    const { plan } = await planInstall(core, { server, domain, values: { TITLE: title, NOTICE_DAYS: "'7'" } })
    await core.jobs.start(plan.id)
    await stepRuns(core, plan.id, 'step-wait-steady')
    const environment = await environmentOf('values_example_org_app')
    await core.jobs.cancel(plan.id)
    expect(environment).toContain(`TITLE=${title}`)
    expect(environment).toContain("NOTICE_DAYS='7'")
  })
})

function answers(server: string, domain: string) {
  return { server, domain, recipe: 'noticeboard', version: '2.0.0+2.0.0', values: {}, switches: [] }
}

function contentOf(plan: PlanView): string {
  const file = plan.details.find((detail) => detail.kind === 'file')
  if (file === undefined) throw new Error('the plan writes no file')
  return file.content
}

/** Everything of a stack's that is on the server, by name and by what begins like it. */
async function leftOf(stack: string): Promise<readonly string[]> {
  const all = await Promise.all([
    docker.services(),
    docker.networks(),
    docker.configs(),
    docker.volumes(),
    docker.secrets(),
  ])
  return all.flatMap((things) => things.map((one) => one.name).filter((name) => name.startsWith(`${stack}_`))).sort()
}

async function environmentOf(service: string): Promise<readonly string[]> {
  const socket = `unix://${practice.servers[0]?.dockerSocket ?? ''}`
  const format = '{{json .Spec.TaskTemplate.ContainerSpec.Env}}'
  const answer = await run('docker', ['-H', socket, 'service', 'inspect', '--format', format, service])
  return z.array(z.string()).parse(JSON.parse(answer))
}
