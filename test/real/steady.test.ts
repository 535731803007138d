import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appState } from '../../main/app/state.ts'
import type { SteadyProgress } from '../../main/app/wait-steady.ts'
import { waitSteady } from '../../main/app/wait-steady.ts'
import type { Engine } from '../../main/outside/docker/engine.ts'
import { openEngine } from '../../main/outside/docker/open-engine.ts'
import type { Failure } from '../../preload/contract/failure.ts'
import { Trouble } from '../../preload/contract/failure.ts'
import type { PracticeServer, PracticeServers } from '../practice-server/practice-server.ts'
import { startPracticeServers } from '../practice-server/practice-server.ts'
import { importTinyImage } from '../support/tiny-image.ts'

let practice: PracticeServers
let server: PracticeServer
let engine: Engine

beforeAll(async () => {
  practice = await startPracticeServers()
  server = practice.servers[0] ?? expect.fail('no server')
  await importTinyImage(server.docker)
  engine = openEngine({ socketPath: server.dockerSocket, server: server.name, user: 'root' })
  await engine.warm(4)
})

afterAll(async () => {
  engine.close()
  await practice.stop()
})

const again = ['--restart-delay', '500ms', '--stop-grace-period', '1s', '--update-monitor', '2s']

describe.concurrent('an app that comes to rest', () => {
  test('is steady once it has run for as long as Docker watches', async () => {
    await create('fine', 'app', again, 'echo hello; exec sleep 1000')
    const began = Date.now()
    const progress = await steady('fine', ['fine_app'])
    expect(Date.now() - began).toBeGreaterThan(2000)
    expect(progress[0]).toEqual({ ready: 0, total: 1, waiting: ['app'] })
  })

  test('is waited for while its health check has not passed', async () => {
    const health = ['--health-cmd', 'test -e /ok', '--health-interval', '500ms', '--health-start-period', '60s']
    await create('slow', 'app', [...again, ...health], 'sleep 6; echo >/ok; exec sleep 1000')
    const began = Date.now()
    await steady('slow', ['slow_app'])
    expect(Date.now() - began).toBeGreaterThan(7500)
    expect((await engine.tasks({ stack: 'slow' }))[0]).toMatchObject({ state: 'running' })
  })

  test('may fall over twice while its parts wait for each other', async () => {
    const kept = ['--mount', 'type=volume,source=parts_starts,target=/starts']
    const fallsTwice =
      'test -e /starts/2 && exec sleep 1000; test -e /starts/1 && echo >/starts/2; echo >/starts/1; exit 1'
    await create('parts', 'app', [...again, ...kept], fallsTwice)
    await steady('parts', ['parts_app'])
    expect((await engine.tasks({ stack: 'parts' })).some(({ state }) => state === 'failed')).toBe(true)
  })

  test('may have a part that ends by itself, a job, and a part that is not to run', async () => {
    await create('once', 'migrate', [...again, '--restart-condition', 'on-failure'], 'exit 0')
    await create('once', 'job', ['--mode', 'replicated-job', '--replicas', '2'], 'sleep 1')
    await create('once', 'spare', [...again, '--replicas', '0'], 'exec sleep 1000')
    await create('once', 'everywhere', [...again, '--mode', 'global'], 'exec sleep 1000')
    await steady('once', ['once_migrate', 'once_job', 'once_spare', 'once_everywhere'])
    const [services, tasks, nodes] = await Promise.all([
      engine.services({ stack: 'once' }),
      engine.tasks({ stack: 'once' }),
      engine.nodes(),
    ])
    const now = Date.now() + 60_000
    const facts = {
      app: 'once',
      stack: 'once',
      services,
      tasks,
      nodes,
      upToDate: null,
      outOfMemory: new Set<string>(),
      now,
    }
    const state = appState(facts)
    expect(state.word).toBe('working')
    expect(state.services.map(({ name, word, running, wanted }) => [name, word, running, wanted])).toEqual([
      ['everywhere', 'working', 1, 1],
      ['job', 'working', 0, 0],
      ['migrate', 'working', 0, 0],
      ['spare', 'off', 0, 0],
    ])
  })

  test('is one with every service that was sent', async () => {
    await create('two', 'app', again, 'exec sleep 1000')
    const wait = waitSteady({ ...waitFor('two'), services: ['two_app', 'two_db'] })
    const first = await wait.next()
    expect(first.value).toMatchObject({ total: 2, waiting: expect.arrayContaining(['db']) })
    await create('two', 'db', again, 'exec sleep 1000')
    for await (const progress of wait) expect(progress.total).toBe(2)
  })
})

describe.concurrent('an app that does not', () => {
  test('keeps crashing: with its exit code and its last lines', async () => {
    await create('crash', 'app', again, 'echo opening >&2; echo no database >&2; exit 3')
    expect(await failure('crash')).toEqual({
      code: 'service-crashes',
      facts: {
        app: 'crash',
        service: 'app',
        detail: 'task: non-zero exit (3)',
        exitCode: 3,
        log: ['opening', 'no database'],
      },
    })
  })

  test('takes more memory than it may have, which its task does not tell', async () => {
    // A busy computer eats slowly: it is watched until it has.
    const limits = ['--limit-memory', '20m', '--update-monitor', '60s']
    await create('hungry', 'app', [...again, ...limits], 'echo eating; exec tail /dev/zero')
    expect(await failure('hungry')).toMatchObject({
      code: 'service-killed-memory',
      facts: { detail: 'task: non-zero exit (137)', log: ['eating'] },
    })
  })

  test('ends as if somebody had killed it, which is not the same', async () => {
    await create('killed', 'app', again, 'exit 137')
    expect(await failure('killed')).toMatchObject({ code: 'service-crashes', facts: { exitCode: 137 } })
  })

  test('fails its health check', async () => {
    const health = ['--health-cmd', 'exit 1', '--health-interval', '500ms', '--health-retries', '1']
    await create('ill', 'app', [...again, ...health], 'echo ill; exec sleep 1000')
    expect(await failure('ill')).toMatchObject({
      code: 'service-unhealthy',
      facts: { detail: 'task: non-zero exit (137): dockerexec: unhealthy container', log: ['ill'] },
    })
  })

  test('has an image that is not there', async () => {
    await create('gone', 'app', again, 'exit 0', 'registry.invalid/gone:1')
    expect(await failure('gone')).toMatchObject({
      code: 'service-image-missing',
      facts: { image: 'registry.invalid/gone:1', detail: 'No such image: registry.invalid/gone:1', log: [] },
    })
  })

  test('fits on no machine', async () => {
    await create('nowhere', 'app', [...again, '--constraint', 'node.labels.disk==fast'], 'exec sleep 1000')
    expect(await failure('nowhere')).toMatchObject({
      code: 'service-unplaceable',
      facts: { detail: 'no suitable node (scheduling constraints not satisfied on 1 node)' },
    })
  })

  test('wants more memory than any machine has', async () => {
    await create('huge', 'app', [...again, '--reserve-memory', '1000g'], 'exec sleep 1000')
    expect(await failure('huge')).toMatchObject({
      code: 'service-unplaceable',
      facts: { detail: 'no suitable node (insufficient resources on 1 node)' },
    })
  })

  test('cannot be set up', async () => {
    await create('rejected', 'app', [...again, '--mount', 'type=bind,src=/not/there,dst=/x'], 'exec sleep 1000')
    expect(await failure('rejected')).toMatchObject({
      code: 'service-rejected',
      facts: { detail: 'invalid mount config for type "bind": bind source path does not exist: /not/there' },
    })
  })

  test('ends by itself with trouble and is not started again', async () => {
    await create('lost', 'app', [...again, '--restart-condition', 'none'], 'echo lost; exit 4')
    expect(await failure('lost')).toMatchObject({ code: 'service-crashes', facts: { exitCode: 4, log: ['lost'] } })
  })

  test('ends again and again though it is to run', async () => {
    await create('ends', 'app', again, 'exit 0')
    expect(await failure('ends')).toMatchObject({ code: 'service-crashes', facts: { exitCode: 0 } })
  })

  test('is not steady in time, and can be waited for again', async () => {
    const health = ['--health-cmd', 'test -e /ok', '--health-interval', '500ms', '--health-start-period', '60s']
    await create('late', 'app', [...again, ...health], 'sleep 7; echo >/ok; exec sleep 1000')
    expect(await failure('late', 3)).toEqual({
      code: 'not-steady-in-time',
      facts: { app: 'late', seconds: 3, waiting: ['app'] },
    })
    await steady('late', ['late_app'])
  })

  test('is given up by an update, which is then judged anew', async () => {
    await create('paused', 'app', again, 'exec sleep 1000')
    await steady('paused', ['paused_app'])
    const startedAt = Date.now()
    await server.docker(
      'service',
      'update',
      '--detach',
      '--no-resolve-image',
      '--args',
      "/bin/sh -c 'echo no; exit 7'",
      'paused_app',
    )
    expect(await failure('paused', 50, startedAt)).toMatchObject({
      code: expect.stringMatching(/^service-(update-stopped|crashes)$/),
      facts: { detail: expect.stringContaining('non-zero exit (7)'), log: expect.arrayContaining(['no']) },
    })
    const repaired = Date.now()
    await server.docker(
      'service',
      'update',
      '--detach',
      '--no-resolve-image',
      '--args',
      "/bin/sh -c 'exec sleep 2000'",
      'paused_app',
    )
    await steady('paused', ['paused_app'], repaired)
  })

  test('was taken back to what ran before', async () => {
    await create('back', 'app', [...again, '--update-failure-action', 'rollback'], 'exec sleep 1000')
    await steady('back', ['back_app'])
    const startedAt = Date.now()
    await server.docker(
      'service',
      'update',
      '--detach',
      '--no-resolve-image',
      '--args',
      "/bin/sh -c 'echo no; exit 7'",
      'back_app',
    )
    expect(await failure('back', 50, startedAt)).toMatchObject({
      code: 'service-rolled-back',
      facts: { detail: 'rollback completed: task: non-zero exit (7)', log: ['no'] },
    })
    // Waiting again does not make it better; sending something does.
    expect(await failure('back')).toMatchObject({ code: 'service-rolled-back' })
    await server.docker('service', 'update', '--detach', '--no-resolve-image', '--label-add', 'a=b', 'back_app')
    await steady('back', ['back_app'], Date.now())
  })
})

test('ends at once when it is told to', async () => {
  await create(
    'cancelled',
    'app',
    [...again, '--health-cmd', 'exit 1', '--health-start-period', '60s'],
    'exec sleep 1000',
  )
  const cancel = new AbortController()
  const wait = waitSteady({ ...waitFor('cancelled'), signal: cancel.signal })
  await wait.next()
  cancel.abort()
  await expect(wait.next()).rejects.toMatchObject({ failure: { code: 'cancelled' } })
})

async function create(stack: string, service: string, options: readonly string[], script: string, image = 'tiny:1') {
  const name = `${stack}_${service}`
  const ours = ['--detach', '--no-resolve-image', '--endpoint-mode', 'dnsrr', '--name', name]
  const label = ['--label', `com.docker.stack.namespace=${stack}`]
  await server.docker('service', 'create', ...ours, ...label, ...options, image, '/bin/sh', '-c', script)
}

function waitFor(stack: string, seconds = 60, startedAt = Date.now() - 10_000) {
  const services = [`${stack}_app`]
  return { engine, app: stack, stack, services, seconds, startedAt, signal: AbortSignal.timeout(100_000) }
}

async function steady(stack: string, services: readonly string[], startedAt?: number): Promise<SteadyProgress[]> {
  const progress: SteadyProgress[] = []
  for await (const step of waitSteady({ ...waitFor(stack, 60, startedAt), services })) progress.push(step)
  return progress
}

async function failure(stack: string, seconds?: number, startedAt?: number): Promise<Failure> {
  const told: SteadyProgress[] = []
  try {
    for await (const step of waitSteady(waitFor(stack, seconds, startedAt))) told.push(step)
  } catch (error) {
    if (error instanceof Trouble) return error.failure
    throw error
  }
  throw new Error(`It became steady after ${JSON.stringify(told)}`)
}
