/** Updates and the way back on a real server: what the plan says is what happens, for every version of every practice recipe. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Core } from '../../main/api/core.ts'
import { stackName } from '../../main/recipe/stack-name.ts'
import type { JobView } from '../../preload/contract/job.ts'
import type { Message } from '../../preload/contract/message.ts'
import type { PlanView } from '../../preload/contract/plan.ts'
import { readRecipes } from '../practice-server/recipes.ts'
import { addPracticeServer } from '../support/app.ts'
import { installApp, jobEnds, testCore } from '../support/core.ts'
import { failureOf } from '../support/failure-of.ts'
import { practiceForFile } from '../support/practice-for-file.ts'

const own = practiceForFile()

/** Rickety's versions fall over on purpose. */
const recipes = (await readRecipes())
  .filter(({ name }) => name !== 'rickety')
  .map(({ name, versions }) => ({ name, tags: versions.map(({ tag }) => tag) }))

test.for(recipes)(
  '$name is updated version by version and goes back, as its plans say',
  { timeout: 600_000 },
  async ({ name, tags }) => {
    const { core, abra } = await testCore(own.practice.catalogue)
    await addPracticeServer(core, own.practice)
    const domain = `${name}.example.org`
    const app = { server: own.server.name, app: domain }
    const file = path.join(abra, 'servers', own.server.name, `${domain}.env`)
    const [first = '', ...later] = tags
    expect(
      (await installApp(core, { server: own.server.name, recipe: name, version: first, domain })).failure,
    ).toBeNull()
    const atFirst = await services(domain)
    const settings = await readFile(file, 'utf8')

    for (const version of later) {
      const before = await services(domain)
      const { plan } = await core.apps.planVersion({ ...app, version }, AbortSignal.timeout(20_000))
      expect(plan.kind).toBe('update')
      expect((await carryOut(core, plan)).failure).toBeNull()
      told(plan, before, await services(domain))
      expect(await readFile(file, 'utf8')).toContain(`TYPE=${name}:${version}`)
      const { current, versions } = await core.apps.versions(app, AbortSignal.timeout(20_000))
      expect(current).toBe(version)
      expect(versions.map((one) => one.version)).toEqual(tags.toReversed())
    }

    const { plan: back } = await core.apps.planVersion({ ...app, version: first }, AbortSignal.timeout(20_000))
    expect(back.kind).toBe('go-back')
    expect(codes(back.warnings)).toContain('warn-data-not-taken-back')
    const before = await services(domain)
    expect((await carryOut(core, back)).failure).toBeNull()
    const after = await services(domain)
    told(back, before, after)
    for (const [service, { image }] of atFirst) expect(after.get(service)?.image).toBe(image)
    const text = await readFile(file, 'utf8')
    expect(text.startsWith(settings)).toBe(true)

    expect(
      (await failureOf(core.apps.planVersion({ ...app, version: '9.9.9+9' }, AbortSignal.timeout(20_000)))).code,
    ).toBe('recipe-version-unknown')
  },
)

interface Running {
  readonly image: string
  /** The tasks that are to run. */
  readonly tasks: string
}

/** By short name. */
type Services = ReadonlyMap<string, Running>

async function services(domain: string): Promise<Services> {
  const stack = stackName(domain)
  const listed = await own.server.docker(
    'service',
    'ls',
    '--filter',
    `label=com.docker.stack.namespace=${stack}`,
    '--format',
    '{{.Name}}',
  )
  const names = listed.split('\n').filter(Boolean)
  const found = await Promise.all(
    names.map(async (name) => {
      const spec = await own.server.docker(
        'service',
        'inspect',
        '--format',
        '{{.Spec.TaskTemplate.ContainerSpec.Image}}',
        name,
      )
      const tasks = await own.server.docker(
        'service',
        'ps',
        '--quiet',
        '--no-trunc',
        '--filter',
        'desired-state=running',
        name,
      )
      return [
        name.slice(stack.length + 1),
        { image: spec.trim().replace(/@.*/, ''), tasks: tasks.split('\n').toSorted().join() },
      ] as const
    }),
  )
  return new Map(found)
}

/** Nothing was said that did not happen, and nothing happened that was not said. */
function told(plan: PlanView, before: Services, after: Services): void {
  const images = [...after].flatMap(([service, { image }]) => {
    const from = before.get(service)?.image
    return from === undefined || from === image ? [] : [{ service, from, to: image }]
  })
  expect(values(plan.changes, 'change-image')).toEqual(images)
  const fresh = [...after.keys()].filter((service) => !before.has(service))
  expect(values(plan.changes, 'change-new-part')).toEqual(fresh.map((service) => ({ service })))
  const restarted = [...after].filter(
    ([service, { tasks }]) => before.has(service) && before.get(service)?.tasks !== tasks,
  )
  const services = restarted.map(([service]) => service).toSorted()
  const stopped = plan.warnings.flatMap((one) => (one.code === 'warn-parts-stop' ? one.values.services : []))
  // Parts that start anew before the old ones stop are promised to stay.
  if (codes(plan.promises).includes('promise-parts-stay')) expect([stopped, services.length > 0]).toEqual([[], true])
  else expect(stopped.toSorted()).toEqual(services)
}

function values<Code extends Message['code']>(messages: readonly Message[], code: Code): readonly unknown[] {
  return messages.filter((one) => one.code === code).map((one) => one.values)
}

function codes(messages: readonly Message[]): readonly string[] {
  return messages.map(({ code }) => code)
}

async function carryOut(core: Core, plan: PlanView): Promise<JobView> {
  await core.jobs.start(plan.id)
  return jobEnds(core, plan.id)
}
