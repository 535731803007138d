import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from '../../main/outside/docker/engine.ts'
import { openEngine } from '../../main/outside/docker/open-engine.ts'
import { Trouble } from '../../preload/contract/failure.ts'
import type { PracticeServer, PracticeServers } from '../practice-server/practice-server.ts'
import type { ServiceRequest } from '../../main/outside/docker/services.ts'
import { startPracticeServers } from '../practice-server/practice-server.ts'
import { until } from '../practice-server/until.ts'
import { slowChannels } from '../support/slow-channel.ts'
import { importTinyImage } from '../support/tiny-image.ts'

let practice: PracticeServers
let server: PracticeServer
let engine: Engine

beforeAll(async () => {
  practice = await startPracticeServers({ swarm: 'bare' })
  server = practice.servers[0] ?? expect.fail('no server')
  engine = openEngine({ socketPath: server.dockerSocket, server: server.name, user: 'root' })
})

afterAll(async () => {
  engine.close()
  await practice.stop()
})

const label = (stack: string) => ({ 'com.docker.stack.namespace': stack })
const base64 = (text: string) => Buffer.from(text).toString('base64')

function service(stack: string, name: string, script: string, container: object = {}): ServiceRequest {
  const ContainerSpec = { Image: 'tiny:1', Command: ['/bin/sh', '-c', script], StopGracePeriod: 1e9, ...container }
  const body = {
    Name: `${stack}_${name}`,
    Labels: label(stack),
    TaskTemplate: { ContainerSpec, ForceUpdate: 0 },
    Mode: { Replicated: { Replicas: 1 } },
    EndpointSpec: { Mode: 'dnsrr' },
  }
  return body
}

describe('a machine without swarm', () => {
  test('says so, and becomes one', async () => {
    expect((await engine.info()).swarm).toEqual({ kind: 'off' })
    expect(await failure(engine.services())).toEqual({ code: 'swarm-off', facts: { server: 'practice-1' } })
    const node = await engine.swarmInit(server.address)
    expect((await engine.info()).swarm).toEqual({ kind: 'manager', node, address: server.address, machines: 1 })
    expect(await engine.nodes()).toMatchObject([{ id: node, role: 'manager', ready: true, availability: 'active' }])
    await importTinyImage(server.docker)
  })

  test('says what it is', async () => {
    expect(await engine.version()).toMatchObject({
      docker: expect.stringMatching(/^20\.10/),
      api: '1.41',
      system: 'linux',
    })
    const { memoryBytes, processors, systemTime } = await engine.info()
    expect(memoryBytes).toBeGreaterThan(1e8)
    expect(processors).toBeGreaterThan(0)
    expect(Math.abs((systemTime ?? 0) - Date.now())).toBeLessThan(5000)
  })
})

describe('an app', () => {
  test('is made of a network, a secret, a config and a service, and goes again', async () => {
    const overlay = { Name: 'shop_default', Driver: 'overlay', Labels: label('shop') }
    const network = await engine.createNetwork(overlay)
    expect(await engine.network('shop_default')).toMatchObject({ id: network, scope: 'swarm', stack: 'shop' })
    expect(await engine.network('shop_defaul')).toBeNull()

    const password = randomBytes(16).toString('hex')
    const secret = await engine.createSecret({ Name: 'shop_password_v1', Data: base64(password) })
    const refused = await failure(engine.createSecret({ Name: 'shop_password_v1', Data: base64(password) }))
    expect(refused).toMatchObject({ code: 'engine-refused', facts: { request: 'POST /secrets/create' } })
    expect(JSON.stringify(refused)).not.toContain(password)
    expect(JSON.stringify(refused)).not.toContain(base64(password))
    expect(await engine.secrets({ prefix: 'shop_' })).toMatchObject([
      { id: secret, name: 'shop_password_v1', stack: null },
    ])
    expect(await engine.secrets({ prefix: 'password' })).toEqual([])

    const settings = { Name: 'shop_conf_v1', Labels: label('shop'), Data: base64('a=b') }
    const config = await engine.createConfig(settings)
    expect(await engine.configs({ stack: 'shop' })).toMatchObject([{ id: config, data: base64('a=b') }])

    await engine.createService(service('shop', 'app', 'exec sleep 1000'))
    await engine.createService(service('shop2', 'app', 'exec sleep 1000'))
    // Of a name that begins alike, nothing is taken along.
    expect((await engine.services({ stack: 'shop' })).map(({ name }) => name)).toEqual(['shop_app'])
    expect(await engine.service('shop_ap')).toBeNull()
    const running = await until('shop_app runs', 30, async () => {
      const found = await engine.service('shop_app')
      const [task] = await engine.tasks({ stack: 'shop' })
      return task?.state === 'running' && found !== null ? { found, task } : undefined
    })
    expect(running.found).toMatchObject({
      stack: 'shop',
      mode: { kind: 'replicated', replicas: 1 },
      monitorMilliseconds: 5000,
    })
    expect(await engine.tasks({ services: ['shop_app'] })).toHaveLength(1)
    expect(await engine.tasks({ services: [] })).toEqual([])

    expect(await engine.removeService(running.found.id)).toBe(true)
    expect(await engine.removeService(running.found.id)).toBe(false)
    expect(await engine.removeConfig(config)).toBe(true)
    expect(await engine.removeSecret(secret)).toBe(true)
    expect(await engine.removeNetwork(network)).toBe(true)
    await until('the network is gone', 30, async () =>
      (await engine.network('shop_default')) === null ? true : undefined,
    )
  })

  test('does not restart when nothing is new, also after it was once restarted by force', async () => {
    const body = service('calm', 'app', 'exec sleep 1000')
    const id = await engine.createService(body)
    await server.docker('service', 'update', '--detach', '--no-resolve-image', '--force', 'calm_app')
    const task = await until('the forced task runs', 30, async () => {
      const tasks = await engine.tasks({ services: [id], upToDate: true })
      return tasks.find(({ state }) => state === 'running')
    })
    const current = (await engine.service(id)) ?? expect.fail('gone')
    const relabelled = { ...body, Labels: { ...label('calm'), new: 'label' } }
    await engine.updateService(current, relabelled)
    const after = (await engine.service(id)) ?? expect.fail('gone')
    expect(after.labels['new']).toBe('label')
    expect(after.version).toBeGreaterThan(current.version)
    const upToDate = await engine.tasks({ services: [id], upToDate: true })
    expect(upToDate.filter(({ wanted }) => wanted === 'running').map((one) => one.id)).toEqual([task.id])
    // Somebody else changed it in between: nothing is overwritten.
    expect(await failure(engine.updateService(current, body))).toMatchObject({ code: 'engine-refused' })
  })

  test('keeps its data in volumes, which are measured when asked', async () => {
    await server.docker('volume', 'create', '--label', 'com.docker.stack.namespace=box', 'box_data')
    await server.docker('run', '--rm', '-v', 'box_data:/data', 'tiny:1', '/bin/sh', '-c', 'echo 12345 > /data/file')
    expect(await engine.volumes({ stack: 'box' })).toMatchObject([{ name: 'box_data', bytes: null }])
    const [measured] = await engine.volumes({ stack: 'box', sizes: true })
    expect(measured?.bytes).toBeGreaterThanOrEqual(6)
    expect(await engine.removeVolume('box_data')).toBe(true)
    expect(await engine.removeVolume('box_data')).toBe(false)
  })
})

describe('a log', () => {
  test('is read from its end and followed, each line with its task', async () => {
    const id = await engine.createService(
      service('chat', 'app', 'echo one; echo two; sleep 1; echo three >&2; exec sleep 1000'),
    )
    const stop = new AbortController()
    const lines: string[] = []
    const tasks = new Set<string | null>()
    for await (const line of engine.serviceLog(
      id,
      { follow: true },
      AbortSignal.any([stop.signal, AbortSignal.timeout(30_000)]),
    )) {
      lines.push(`${line.stream} ${line.text}`)
      tasks.add(line.task)
      expect(Math.abs(line.at - Date.now())).toBeLessThan(60_000)
      if (lines.length === 3) stop.abort()
    }
    expect(lines).toEqual(['output one', 'output two', 'error three'])
    const [task] = await engine.tasks({ services: [id] })
    expect([...tasks]).toEqual([task?.id])
    const last: string[] = []
    for await (const line of engine.taskLog(task?.id ?? '', { tail: 1 }, AbortSignal.timeout(30_000)))
      last.push(line.text)
    expect(last).toEqual(['three'])
  })
})

describe('events', () => {
  test('tell what changes and end without trouble', async () => {
    const stop = new AbortController()
    const seen: string[] = []
    for await (const event of engine.events(AbortSignal.any([stop.signal, AbortSignal.timeout(30_000)]))) {
      if (event.kind === 'listening') void engine.createService(service('news', 'app', 'exec sleep 1000'))
      else if (event.name?.startsWith('news_')) seen.push(`${event.type} ${event.action}`)
      if (seen.includes('container start')) stop.abort()
    }
    expect(seen[0]).toBe('service create')
    expect(seen).toContain('container start')
  })

  test('are not told of health checks, which come every second', async () => {
    const Healthcheck = { Test: ['CMD', '/bin/echo', 'fine'], Interval: 2e8 }
    await engine.createService(service('checked', 'app', 'exec sleep 1000', { Healthcheck }))
    const task = await until('it is healthy', 30, async () => {
      const [found] = await engine.tasks({ stack: 'checked' })
      return found?.state === 'running' ? found : undefined
    })
    expect(await engine.container(task.container ?? '')).toEqual({ outOfMemory: false, health: 'healthy' })
    const actions: string[] = []
    for await (const event of engine.events(AbortSignal.timeout(2000)))
      if (event.kind === 'changed' && event.task === task.id) actions.push(event.action)
    expect(actions).toEqual([])
  })
})

describe('images', () => {
  test('are there or not, and cannot be fetched from where nobody is', async () => {
    expect(await engine.imageDigests('tiny:1')).toEqual([])
    expect(await engine.imageDigests('tiny:2')).toBeNull()
    expect(await engine.distribution('127.0.0.1:1/tiny:1')).toBeNull()
    const pulling = engine.pull('127.0.0.1:1/tiny:1', AbortSignal.timeout(30_000)).next()
    expect(await failure(pulling)).toMatchObject({
      code: 'engine-refused',
      facts: { request: 'pull 127.0.0.1:1/tiny:1' },
    })
  })
})

describe('channels', () => {
  test('are opened ahead, so that parallel requests take one round trip', async () => {
    const slow = slowChannels(server.dockerSocket, 100)
    const far = openEngine({ channel: slow.channel, server: 'far', user: 'member' })
    try {
      await far.warm(3)
      expect(slow.opened()).toBe(3)
      const began = performance.now()
      await Promise.all([far.services(), far.tasks(), far.nodes()])
      const took = performance.now() - began
      expect(slow.opened()).toBe(3)
      expect(took).toBeGreaterThan(195)
      expect(took).toBeLessThan(390)
    } finally {
      far.close()
    }
  })

  test('are shared by many requests, and streams do not stand in their way', async () => {
    const slow = slowChannels(server.dockerSocket, 0)
    const near = openEngine({ channel: slow.channel, server: 'near', user: 'member', maxChannels: 6 })
    const stop = new AbortController()
    try {
      const streams = Array.from({ length: 5 }, () => near.events(stop.signal))
      const listening = streams.map((stream) => stream.next())
      await Promise.all(listening.slice(0, 3))
      await Promise.all(Array.from({ length: 60 }, () => near.nodes()))
      expect(slow.opened()).toBeLessThanOrEqual(6)
      stop.abort()
      await Promise.allSettled(listening)
    } finally {
      near.close()
    }
    await until('every channel is closed', 10, async () => (slow.open() === 0 ? true : undefined))
  })

  test('cost little work, however many are open', async () => {
    await engine.warm(8)
    const before = process.cpuUsage()
    await Promise.all(Array.from({ length: 100 }, () => engine.version()))
    const used = process.cpuUsage(before)
    expect((used.user + used.system) / 1000 / 100).toBeLessThan(8)
  })

  test('that are cut are a lost connection, and new ones are opened', async () => {
    const slow = slowChannels(server.dockerSocket, 50)
    const far = openEngine({ channel: slow.channel, server: 'far', user: 'member' })
    try {
      await far.warm(2)
      const asking = failure(far.services())
      setImmediate(slow.cut)
      expect(await asking).toEqual({ code: 'connection-lost', facts: { server: 'far' } })
      expect(await far.nodes()).toHaveLength(1)
    } finally {
      far.close()
    }
  })

  test('that cannot be opened say why in their own words', async () => {
    const forbidden = new Trouble({ code: 'forwarding-forbidden', facts: { detail: 'no' } })
    const far = openEngine({ channel: () => Promise.reject(forbidden), server: 'far', user: 'member' })
    expect(await failure(far.nodes())).toEqual(forbidden.failure)
    far.close()
    const nothing = openEngine({ socketPath: '/not/there.sock', server: 'here', user: 'me' })
    expect(await failure(nothing.nodes())).toMatchObject({ code: 'docker-missing' })
    nothing.close()
  })

  test('are given back by a request that is cancelled', async () => {
    const cancelled = AbortSignal.abort()
    expect(await failure(engine.nodes(cancelled))).toEqual({ code: 'cancelled', facts: {} })
    expect(await engine.nodes()).toHaveLength(1)
  })
})

async function failure(work: Promise<unknown>) {
  try {
    await work
  } catch (error) {
    if (error instanceof Trouble) return error.failure
    throw error
  }
  throw new Error('It did not fail')
}
