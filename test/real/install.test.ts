/** Installing, turning off and on and deleting on a real server, with the core as the windows use it. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Core } from '../../main/api/core.ts'
import { openEngine } from '../../main/outside/docker/open-engine.ts'
import type { AddServerInput, OverviewEvent } from '../../preload/contract/server.ts'
import { type PracticeServers, startPracticeServers } from '../practice-server/practice-server.ts'
import { installApp, jobEnds, testCore } from '../support/core.ts'
import { failureOf } from '../support/failure-of.ts'
import { pageAt } from '../support/page-at.ts'

let practice: PracticeServers
beforeAll(async () => {
  practice = await startPracticeServers({})
})
afterAll(() => practice.stop())

describe('from an empty folder to an app that works', () => {
  test('noticeboard is installed, turned off, turned on and deleted', async () => {
    const { core, abra } = await testCore(practice.catalogue)
    const server = await addServer(core)
    const domain = 'noticeboard.example.org'

    const job = await installApp(core, { server, recipe: 'noticeboard', version: '2.0.0+2.0.0', domain })
    expect(job.failure).toBeNull()
    expect(job.steps.map((step) => [step.message.code, step.state])).toEqual([
      ['step-write-settings', 'done'],
      ['step-create-secrets', 'done'],
      ['step-fetch-images', 'done'],
      ['step-make-places', 'done'],
      ['step-start-services', 'done'],
      ['step-wait-steady', 'done'],
      ['step-look-at-page', 'done'],
    ])
    expect((await page(domain)).status).toBe(200)
    await wordBecomes(core, domain, 'working')
    const settings = await readFile(path.join(abra, 'servers', server, `${domain}.env`), 'utf8')
    expect(settings).toMatch(/^TYPE=noticeboard:2\.0\.0\+2\.0\.0$/m)
    expect(settings).toMatch(/^DOMAIN=noticeboard\.example\.org$/m)

    const off = await core.apps.planTurnOff({ server, app: domain })
    await core.jobs.start(off.id)
    expect((await jobEnds(core, off.id)).state).toBe('done')
    await wordBecomes(core, domain, 'off')
    const docker = engine()
    expect(await docker.services({ stack: 'noticeboard_example_org' })).toEqual([])
    expect((await docker.volumes({ stack: 'noticeboard_example_org' })).length).toBe(1)

    const { plan: on } = await core.apps.planTurnOn({ server, app: domain }, AbortSignal.timeout(20_000))
    await core.jobs.start(on.id)
    expect((await jobEnds(core, on.id)).failure).toBeNull()
    await wordBecomes(core, domain, 'working')

    const refused = core.apps.planDelete({ server, app: domain, data: true, typedName: 'something else' })
    expect((await failureOf(refused)).code).toBe('name-not-typed')
    const gone = await core.apps.planDelete({ server, app: domain, data: true, typedName: domain })
    await core.jobs.start(gone.id)
    expect((await jobEnds(core, gone.id)).failure).toBeNull()
    const left = await Promise.all([
      docker.services({ stack: 'noticeboard_example_org' }),
      docker.networks({ stack: 'noticeboard_example_org' }),
      docker.configs({ stack: 'noticeboard_example_org' }),
      docker.volumes({ stack: 'noticeboard_example_org' }),
      docker.secrets({ prefix: 'noticeboard_example_org' }),
    ])
    expect(left.flat()).toEqual([])
    docker.close()
  })

  test('guestbook keeps an entry in its PostgreSQL', async () => {
    const { core } = await testCore(practice.catalogue)
    const server = await addServer(core)
    const domain = 'guestbook.example.org'
    const job = await installApp(core, {
      server,
      recipe: 'guestbook',
      version: await newest(core, 'guestbook'),
      domain,
    })
    expect(job.failure).toBeNull()
    const written = await page(domain, { name: 'Ada', words: 'It works' })
    expect(written.status).toBeLessThan(400)
    expect((await page(domain)).text).toContain('It works')
  })
})

async function addServer(core: Core): Promise<string> {
  const [server] = practice.servers
  if (server === undefined) throw new Error('no practice server')
  const input: AddServerInput = {
    kind: 'remote',
    name: server.name,
    host: server.address,
    port: server.port,
    user: server.user,
    login: { kind: 'password', password: server.password },
    acceptedKeys: [server.hostKeySha256],
  }
  return (await core.servers.add(input)).name
}

async function newest(core: Core, recipe: string): Promise<string> {
  const { versions } = await core.catalogue.recipe(recipe, AbortSignal.timeout(20_000))
  const [first] = versions
  if (first === undefined) throw new Error(`${recipe} has no versions`)
  return first.version
}

async function wordBecomes(core: Core, app: string, word: string): Promise<void> {
  let last: OverviewEvent | null = null
  for await (const event of core.overview.watch(AbortSignal.timeout(20_000))) {
    last = event
    const servers = event.kind === 'all' ? event.servers : event.kind === 'server' ? [event.server] : []
    if (servers.some((server) => server.apps.some((one) => one.name === app && one.word === word))) return
  }
  throw new Error(`${app} did not become ${word}: ${JSON.stringify(last)}`)
}

function page(domain: string, form?: Readonly<Record<string, string>>) {
  return pageAt(practice.servers[0]?.httpUrl ?? '', domain, form)
}

function engine() {
  return openEngine({ socketPath: practice.servers[0]?.dockerSocket ?? '', server: 'practice', user: 'root' })
}
