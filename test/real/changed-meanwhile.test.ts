/** Somebody else changes an app between its plan and its job: another member with a laptop of their own, or a technician with the docker command. */
import { cp } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Core } from '../../main/api/core.ts'
import type { JobView } from '../../preload/contract/job.ts'
import type { PlanView } from '../../preload/contract/plan.ts'
import { planJob } from '../faults/kinds.ts'
import { referencesOf, type References } from '../faults/matrix.ts'
import { openCore } from '../faults/open-core.ts'
import { app, type Host, type Scene, setScene, stack, type State } from '../faults/scene.ts'
import { jobEnds } from '../support/core.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

let scene: Scene
let host: Host
let references: References
beforeAll(async () => {
  scene = await setScene(1)
  const [first] = scene.hosts
  if (first === undefined) throw new Error('There is no practice server')
  host = first
  references = await referencesOf(scene.hosts, ['update', 'turn-on'])
})
afterAll(() => scene.stop())
beforeEach(() => host.restore(state('install'), host.home))

test('an app that was changed with the docker command is told before anything is done, and planned anew', async () => {
  const { core } = host
  for (const kind of ['update', 'turn-off']) {
    const { id } = await planJob(kind, core, reference())
    await host.server.docker('service', 'update', '--detach', '--env-add', `BY_HAND=${kind}`, `${stack}_worker`)
    const byHand = await host.read(host.home)
    const job = await carriedOut(core, id)
    expect([job.state, job.failure]).toEqual(['failed', { code: 'plan-outdated', facts: { app } }])
    expect(await host.read(host.home)).toEqual(byHand)

    const again = await plannedAgain(core, id)
    expect([again?.kind, again?.id === id]).toEqual([kind, false])
    if (kind === 'turn-off') expect((await carriedOut(core, again?.id ?? '')).failure).toBeNull()
  }
  expect((await host.read(host.home)).services).toEqual({})
})

test('an app that somebody turned on meanwhile is not turned on over it', async () => {
  const { core } = host
  await host.restore(state('turn-off'), host.home)
  const { id } = await planJob('turn-on', core, reference())
  await host.restore(state('install'), host.home)
  expect((await carriedOut(core, id)).failure?.code).toBe('plan-outdated')
})

test('of two laptops that update one app at once, one is told and nothing is broken', async () => {
  const home = await temporaryFolder()
  await cp(host.home, home, { recursive: true })
  const other = await openCore(home, host.catalogue)
  try {
    const cores = [host.core, other]
    const plans = await Promise.all(cores.map((core) => planJob('update', core, reference())))
    const jobs = await Promise.all(plans.map(({ id }, index) => carriedOut(cores[index] ?? other, id)))
    const ends = jobs.map(({ state, failure }) => [state, failure?.code ?? null].join(' ')).toSorted()
    expect(ends).toEqual(['done ', 'failed plan-outdated'])
    const { file: _, ...there } = await host.read(host.home)
    const { file: __, ...wanted } = state('update')
    expect(there).toEqual(wanted)

    const [second, plan] = jobs[0]?.state === 'failed' ? [host.core, plans[0]] : [other, plans[1]]
    const anew = await plannedAgain(second, plan?.id ?? '')
    expect((await carriedOut(second, anew?.id ?? '')).failure).toBeNull()
    expect((await host.read(path.join(second === other ? home : host.home))).file).toBe(state('update').file)
  } finally {
    await other.close()
  }
})

async function plannedAgain(core: Core, id: string): Promise<PlanView | null> {
  const planned = await core.jobs.planAgain(id, AbortSignal.timeout(60_000))
  return planned !== null && 'plan' in planned ? planned.plan : planned
}

function reference() {
  return { server: host.server.name, app }
}

function state(kind: string): State {
  const found = references.get(kind)?.end
  if (found === undefined) throw new Error(`No reference for ${kind}`)
  return found
}

async function carriedOut(core: Core, id: string): Promise<JobView> {
  await core.jobs.start(id)
  return await jobEnds(core, id)
}
