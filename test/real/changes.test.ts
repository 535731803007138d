/** What is changed on a real server can be taken back, step by step, to exactly what was; and a change that fails goes back by itself. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Core } from '../../main/api/core.ts'
import type { Engine } from '../../main/outside/docker/engine.ts'
import { openEngine } from '../../main/outside/docker/open-engine.ts'
import type { AppReference } from '../../preload/contract/app.ts'
import type { SettingsEdit } from '../../preload/contract/app-settings.ts'
import type { JobView } from '../../preload/contract/job.ts'
import type { PlanView, PlanWithPasswords } from '../../preload/contract/plan.ts'
import { type PracticeServers, startPracticeServers } from '../practice-server/practice-server.ts'
import { addPracticeServer, secretInside } from '../support/app.ts'
import { installApp, jobEnds, testCore } from '../support/core.ts'
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

test(
  'update, other address and new password are taken back one by one, and the services are what they were',
  { timeout: 300_000 },
  async () => {
    const { core, abra, app, stack } = await installed('noticeboard', '1.0.0+1.4.0')
    const file = path.join(abra, 'servers', app.server, `${app.app}.env`)
    const settings = await readFile(file, 'utf8')
    const before = await specifications(stack)
    const same = await core.apps.planSettings({ ...app, edit: { kind: 'none' } }, soon())
    expect(same.plan.changes).toEqual([{ code: 'change-nothing', values: { app: 'Noticeboard' } }])
    const password = await secretInside(practice, `${stack}_app`, 'admin_password')

    const update = await core.apps.planVersion({ ...app, version: '1.1.0+1.5.0' }, soon())
    expect(await carryOut(core, update)).toMatchObject({ state: 'done' })
    const edit = { kind: 'form', values: { DOMAIN: 'board.example.org' }, switches: [] } satisfies SettingsEdit
    const moved = await core.apps.planSettings({ ...app, edit }, soon())
    expect(moved.plan.changes).toContainEqual({
      code: 'change-setting',
      values: { key: 'DOMAIN', from: app.app, to: 'board.example.org' },
    })
    expect(await carryOut(core, moved)).toMatchObject({ state: 'done', url: 'http://board.example.org' })

    const rotated = await core.apps.planRotate({ ...app, secrets: ['admin_password'] }, soon())
    expect(rotated.made.map(({ name }) => name)).toEqual(['admin_password'])
    expect(await carryOut(core, rotated)).toMatchObject({ state: 'done' })
    expect(await secretInside(practice, `${stack}_app`, 'admin_password')).toBe(rotated.made[0]?.value)
    expect(await secretNames(stack)).toEqual([`${stack}_admin_password_v2`])
    expect(await core.apps.passwords(app, soon())).toMatchObject([
      { name: 'admin_password', fullName: `${stack}_admin_password_v2`, isKept: true, isMade: true, rotates: true },
    ])

    for (const kind of ['rotate', 'change-settings', 'update']) {
      const offer = await core.apps.undoOffer(app)
      expect(offer?.kind).toBe(kind)
      const undo = await core.apps.planUndo({ ...app, job: offer?.job ?? '' }, soon())
      expect(undo.made).toEqual([])
      expect(await carryOut(core, undo)).toMatchObject({ state: 'done' })
    }
    expect(await specifications(stack)).toEqual(before)
    expect(await readFile(file, 'utf8')).toBe(settings)
    expect(await secretNames(stack)).toEqual([`${stack}_admin_password_v1`])
    expect(await secretInside(practice, `${stack}_app`, 'admin_password')).toBe(password)

    const install = await core.apps.undoOffer(app)
    expect(install?.kind).toBe('install')
    const gone = await core.apps.planUndo({ ...app, job: install?.job ?? '' }, soon())
    expect(gone.plan.promises).toContainEqual(expect.objectContaining({ code: 'promise-data-kept' }))
    expect(await carryOut(core, gone)).toMatchObject({ state: 'done' })
    expect(await specifications(stack)).toEqual([])
    expect(await core.apps.undoOffer(app)).toBeNull()
  },
)

test('an update that does not come to rest is brought back by itself, or by hand where that was turned off', async () => {
  const { core, abra, app, stack } = await installed('rickety', '1.0.0+1.0.0')
  const file = path.join(abra, 'servers', app.server, `${app.app}.env`)
  const settings = await readFile(file, 'utf8')
  const before = await specifications(stack)

  const bad = await core.apps.planVersion({ ...app, version: '1.1.0+1.1.0' }, soon())
  expect(bad.plan.returns).toBe(true)
  const returned = await carryOut(core, bad)
  expect(returned).toMatchObject({
    state: 'returned',
    failure: { code: expect.stringMatching(/^service-(?:crashes|update-stopped)$/) },
  })
  expect(returned.steps.map(({ state }) => state)).not.toContain('to-do')
  expect(await specifications(stack)).toEqual(before)
  expect(await readFile(file, 'utf8')).toBe(settings)
  expect((await core.apps.undoOffer(app))?.kind).toBe('install')

  const again = await core.apps.planVersion({ ...app, version: '1.1.0+1.1.0' }, soon())
  expect(await carryOut(core, again, false)).toMatchObject({ state: 'failed' })
  expect(await specifications(stack)).not.toEqual(before)
  const offer = await core.apps.undoOffer(app)
  expect(offer?.job).toBe(again.plan.id)
  expect(await carryOut(core, await core.apps.planUndo({ ...app, job: again.plan.id }, soon()))).toMatchObject({
    state: 'done',
  })
  expect(await specifications(stack)).toEqual(before)
})

test('parts are started anew, run in more copies, and the copies are taken back', async () => {
  const { core, app, stack } = await installed('noticeboard', '2.0.0+2.0.0', 'copies.example.org')
  const before = await specifications(stack)
  const tasks = await running(stack)

  const restart = await core.apps.planRestart({ ...app, services: [] }, soon())
  expect(await carryOut(core, restart)).toMatchObject({ state: 'done' })
  const fresh = await running(stack)
  expect(fresh.length).toBe(tasks.length)
  expect(fresh.filter((task) => tasks.includes(task))).toEqual([])
  expect(await specifications(stack)).toEqual(before)

  const scale = await core.apps.planScale({ ...app, service: 'app', copies: 2 }, soon())
  expect(scale.warnings.map(({ code }) => code)).toContain('warn-copies-together')
  expect(await carryOut(core, scale)).toMatchObject({ state: 'done' })
  expect((await running(stack)).length).toBe(tasks.length + 1)
  const offer = await core.apps.undoOffer(app)
  expect(offer?.kind).toBe('scale')
  const undo = await core.apps.planUndo({ ...app, job: offer?.job ?? '' }, soon())
  expect(await carryOut(core, undo)).toMatchObject({ state: 'done' })
  expect(await specifications(stack)).toEqual(before)

  expect((await failureOf(core.apps.planScale({ ...app, service: 'nothing', copies: 2 }, soon()))).code).toBe(
    'input-invalid',
  )
})

test('turning off is taken back, and settings of an app that is off are only written', async () => {
  const { core, abra, app, stack } = await installed('noticeboard', '2.0.0+2.0.0', 'off.example.org')
  const file = path.join(abra, 'servers', app.server, `${app.app}.env`)
  const before = await specifications(stack)
  expect(await carryOut(core, await core.apps.planTurnOff(app))).toMatchObject({ state: 'done' })
  const edit = { kind: 'form', values: { TITLE: 'Nobody reads this' }, switches: [] } satisfies SettingsEdit
  const written = await core.apps.planSettings({ ...app, edit }, soon())
  expect(written.plan.steps.map(({ message }) => message.code)).toEqual(['step-write-settings'])
  expect(await carryOut(core, written)).toMatchObject({ state: 'done' })
  expect(await readFile(file, 'utf8')).toContain('Nobody reads this')
  expect(await specifications(stack)).toEqual([])
  for (const kind of ['change-settings', 'turn-off']) {
    const offer = await core.apps.undoOffer(app)
    expect(offer?.kind).toBe(kind)
    expect(await carryOut(core, await core.apps.planUndo({ ...app, job: offer?.job ?? '' }, soon()))).toMatchObject({
      state: 'done',
    })
  }
  expect(await readFile(file, 'utf8')).not.toContain('Nobody reads this')
  expect(await specifications(stack)).toEqual(before)
})

async function installed(recipe: string, version: string, domain = `${recipe}.example.org`) {
  const { core, abra } = await testCore(practice.catalogue)
  const server = await addPracticeServer(core, practice)
  expect(await installApp(core, { server, recipe, version, domain })).toMatchObject({ state: 'done' })
  const app: AppReference = { server, app: domain }
  return { core, abra, app, stack: domain.replaceAll('.', '_') }
}

async function carryOut(core: Core, planned: PlanView | PlanWithPasswords, returns = true): Promise<JobView> {
  const { id } = 'plan' in planned ? planned.plan : planned
  await core.jobs.start(id, returns)
  return jobEnds(core, id)
}

const unstable = new Set(['ForceUpdate', 'SecretID', 'ConfigID'])

/** As the server has them, but for what counts restarts and for ids, which differ from one secret to the next of one name. */
async function specifications(stack: string): Promise<readonly string[]> {
  const services = await docker.services({ stack })
  return services
    .map(({ specification }) =>
      JSON.stringify(specification, (key, value: unknown) => (unstable.has(key) ? undefined : value), 1),
    )
    .toSorted()
}

async function running(stack: string): Promise<readonly string[]> {
  const tasks = await docker.tasks({ stack })
  return tasks.filter(({ state, wanted }) => state === 'running' && wanted === 'running').map(({ id }) => id)
}

async function secretNames(stack: string): Promise<readonly string[]> {
  return (await docker.secrets({ prefix: `${stack}_` })).map(({ name }) => name).toSorted()
}

function soon(): AbortSignal {
  return AbortSignal.timeout(20_000)
}
