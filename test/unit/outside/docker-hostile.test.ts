import { mkdtemp, rm } from 'node:fs/promises'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEngine } from '../../../main/outside/docker/open-engine.ts'
import type { Engine } from '../../../main/outside/docker/engine.ts'
import { Trouble } from '../../../preload/contract/failure.ts'

let folder: string
const closers: (() => void)[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'canteen-hostile-'))
})
afterEach(async () => {
  for (const close of closers.splice(0)) close()
  await rm(folder, { recursive: true, force: true })
})

describe('an engine that is not what it seems', () => {
  test('is refused when it is too old', async () => {
    const engine = await answering(() => {}, '1.40')
    expect(await failure(engine.info())).toEqual({ code: 'docker-too-old', facts: { version: '1.40', needed: '1.41' } })
  })

  test('is spoken to in the newest version that both know', async () => {
    const asked: string[] = []
    const engine = await answering((request, answer) => {
      asked.push(request.url ?? '')
      answer.end('[]')
    }, '1.99')
    await engine.nodes()
    expect(asked).toEqual(['/v1.47/nodes'])
  })

  test('cannot send this computer elsewhere', async () => {
    let reached = 0
    const elsewhere = await listening(() => (reached += 1), { port: 0, host: '127.0.0.1' })
    const engine = await answering((_, answer) => {
      answer.writeHead(302, { location: `http://127.0.0.1:${elsewhere.port}/` }).end()
    })
    expect(await failure(engine.info())).toMatchObject({ code: 'engine-refused' })
    expect(reached).toBe(0)
  })

  test('cannot fill the memory with an answer or a refusal', async () => {
    const engine = await answering((request, answer) => {
      answer.writeHead(request.url?.endsWith('/info') === true ? 200 : 500)
      const more = () => {
        while (answer.write('x'.repeat(1024 * 1024)));
      }
      answer.on('drain', more)
      more()
    })
    const before = process.memoryUsage().rss
    expect(await failure(engine.info())).toMatchObject({ code: 'engine-refused', facts: { request: 'GET /info' } })
    const refused = await failure(engine.nodes())
    expect(refused).toMatchObject({ code: 'engine-refused', facts: { request: 'GET /nodes' } })
    expect(JSON.stringify(refused).length).toBeLessThan(2000)
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024)
  })

  test('is cleaned of control characters in what it refuses with', async () => {
    const engine = await answering((_, answer) => {
      answer.writeHead(500).end(JSON.stringify({ message: 'no \u001b[31mred\u001b[0m\r\n\u202egnp.exe\u0007' }))
    })
    expect(await failure(engine.info())).toEqual({
      code: 'engine-refused',
      facts: { request: 'GET /info', detail: 'no red gnp.exe' },
    })
  })

  test('loses only the entries that are not understood', async () => {
    const good = {
      ID: 'a',
      Version: { Index: 3 },
      Spec: {
        Name: 'wiki_app',
        Labels: { 'com.docker.stack.namespace': 'wiki', n: 5 },
        TaskTemplate: { ContainerSpec: { Image: 'x:1', Env: null } },
        Mode: 'strange',
      },
      UpdateStatus: { State: 'dancing' },
    }
    const engine = await answering((_, answer) => {
      answer.end(JSON.stringify([7, null, { ID: 'b' }, good, { ...good, ID: '' }]))
    })
    const services = await engine.services()
    expect(services.map(({ id }) => id)).toEqual(['a'])
    expect(services[0]).toMatchObject({
      stack: 'wiki',
      labels: { 'com.docker.stack.namespace': 'wiki' },
      environment: [],
      mode: { kind: 'replicated', replicas: 1 },
      update: { state: 'unknown' },
    })
  })

  test.each([
    ['{"message":"This node is not a swarm manager. Use \\"docker swarm init\\" or …"}', 'swarm-off'],
    [
      '{"message":"This node is not a swarm manager. Worker nodes can\'t be used to view or modify cluster state."}',
      'swarm-worker',
    ],
  ])('%s is %s', async (body, code) => {
    const engine = await answering((_, answer) => {
      answer.writeHead(503).end(body)
    })
    expect(await failure(engine.nodes())).toEqual({ code, facts: { server: 'practice' } })
  })

  test('that hangs up is a lost connection, and the next request goes through', async () => {
    let first = true
    const engine = await answering((request, answer) => {
      if (first) request.socket.destroy()
      else answer.end('[]')
      first = false
    })
    expect(await failure(engine.nodes())).toEqual({ code: 'connection-lost', facts: { server: 'practice' } })
    expect(await engine.nodes()).toEqual([])
  })

  test('cannot make a name into another path', async () => {
    const asked: string[] = []
    const engine = await answering((request, answer) => {
      asked.push(request.url ?? '')
      answer.writeHead(404).end('{}')
    })
    expect(await engine.service('../info')).toBeNull()
    expect(await failure(engine.removeVolume('..'))).toMatchObject({ code: 'engine-refused' })
    expect(await failure(engine.imageDigests('a/../../info'))).toMatchObject({ code: 'image-missing' })
    expect(asked).toEqual(['/v1.41/services/..%2Finfo'])
  })

  test('in DOCKER_HOST is not asked', async () => {
    process.env['DOCKER_HOST'] = 'nonsense that dockerode would refuse'
    try {
      const engine = await answering((_, answer) => {
        answer.end('[]')
      })
      expect(await engine.nodes()).toEqual([])
      expect(process.env['DOCKER_HOST']).toBe('nonsense that dockerode would refuse')
    } finally {
      delete process.env['DOCKER_HOST']
    }
  })
})

describe('logs', () => {
  test('come apart into lines, whatever the pieces, without control characters', async () => {
    const line = (text: string) => Buffer.from(`2026-05-03T10:00:00.5Z com.docker.swarm.task.id=abc,x=y ${text}`)
    const bytes = Buffer.concat([
      frame(1, line('hello \u001b]0;title\u0007world\n')),
      frame(2, line('bad')),
      frame(1, line('<b>bold</b>\n')),
      frame(2, Buffer.from(' thing\n')),
      frame(1, line(`${'long '.repeat(10_000)}\n`)),
      frame(1, line('no end')),
    ])
    const engine = await answering((_, answer) => {
      void inPieces(bytes, answer)
    })
    const lines = await all(engine.serviceLog('s', {}, AbortSignal.timeout(20_000)))
    expect(lines.map(({ stream, text }) => [stream, text.slice(0, 20), text.length > 4001])).toEqual([
      ['output', 'hello world', false],
      ['output', '<b>bold</b>', false],
      ['error', 'bad thing', false],
      ['output', 'long long long long ', false],
      ['output', 'no end', false],
    ])
    expect(lines[0]).toEqual({
      at: Date.parse('2026-05-03T10:00:00.5Z'),
      stream: 'output',
      task: 'abc',
      text: 'hello world',
      paint: [],
    })
  })

  test('of a terminal are read as they are', async () => {
    const engine = await answering((_, answer) => {
      answer.end('2026-05-03T10:00:00Z com.docker.swarm.task.id=abc hi\r\n')
    })
    expect(await all(engine.taskLog('t', {}, AbortSignal.timeout(20_000)))).toMatchObject([{ task: 'abc', text: 'hi' }])
  })
})

describe('fetching an image', () => {
  test.each([
    ['toomanyrequests: You have reached your pull rate limit.', 'too-many-downloads'],
    ["pull access denied for x, repository does not exist or may require 'docker login'", 'image-refused'],
    ['manifest for x:1 not found: manifest unknown: manifest unknown', 'image-missing'],
    ['dial tcp 10.0.0.1:443: connect: connection refused', 'engine-refused'],
  ])('%s is %s, at once or on the way', async (message, code) => {
    const refusing = await answering((_, answer) => {
      answer.writeHead(404).end(JSON.stringify({ message }))
    })
    expect(await failure(all(refusing.pull('x:1', AbortSignal.timeout(20_000))))).toMatchObject({ code })
    const stopping = await answering((_, answer) => {
      answer.end(`${JSON.stringify({ status: 'Pulling fs layer', id: 'a' })}\n${JSON.stringify({ error: message })}\n`)
    })
    expect(await failure(all(stopping.pull('x:1', AbortSignal.timeout(20_000))))).toMatchObject({ code })
  })

  test('counts layers and bytes, and asks for one tag', async () => {
    const asked: string[] = []
    const said = [
      { status: 'Pulling from x', id: 'latest' },
      { status: 'Pulling fs layer', id: 'a' },
      { status: 'Already exists', id: 'b' },
      { status: 'Downloading', id: 'a', progressDetail: { current: 50, total: 100 } },
      { status: 'Extracting', id: 'a', progressDetail: { current: 1, total: 100 } },
      { status: 'Pull complete', id: 'a' },
      { status: 'Status: Downloaded newer image for x:latest' },
    ]
    const engine = await answering((request, answer) => {
      asked.push(request.url ?? '')
      answer.end(said.map((line) => `${JSON.stringify(line)}\r\n`).join(''))
    })
    const steps = await all(engine.pull('registry.example:5000/x', AbortSignal.timeout(20_000)))
    expect(steps.at(-1)).toEqual({ layersDone: 2, layersTotal: 2, bytes: 100, totalBytes: 100 })
    expect(asked).toEqual(['/v1.41/images/create?fromImage=registry.example%3A5000%2Fx&tag=latest'])
  })
})

/** An Engine whose other end is `listener`, but for the question about versions. */
async function answering(listener: RequestListener, version = '1.41'): Promise<Engine> {
  const socketPath = join(folder, `${closers.length}.sock`)
  await listening(
    (request, answer) => {
      if (request.url === '/_ping') answer.setHeader('api-version', version).end('OK')
      else listener(request, answer)
    },
    { path: socketPath },
  )
  const engine = openEngine({ socketPath, server: 'practice', user: 'member' })
  closers.push(() => engine.close())
  return engine
}

async function listening(
  listener: (request: IncomingMessage, answer: ServerResponse) => unknown,
  where: { path: string } | { port: number; host: string },
): Promise<{ port: number }> {
  const server = createServer((request, answer) => void listener(request, answer))
  await new Promise<void>((resolve) => server.listen(where, resolve))
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return { port: typeof address === 'object' && address !== null ? address.port : 0 }
}

function frame(stream: number, bytes: Buffer): Buffer {
  const header = Buffer.alloc(8)
  header[0] = stream
  header.writeUInt32BE(bytes.length, 4)
  return Buffer.concat([header, bytes])
}

async function inPieces(bytes: Buffer, answer: ServerResponse): Promise<void> {
  for (let from = 0, size = 1; from < bytes.length; from += size, size = (size % 977) + 3)
    await new Promise((resolve) => answer.write(bytes.subarray(from, from + size), resolve))
  answer.end()
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = []
  for await (const item of items) list.push(item)
  return list
}

async function failure(work: Promise<unknown>) {
  try {
    await work
  } catch (error) {
    if (error instanceof Trouble) return error.failure
    throw error
  }
  throw new Error('It did not fail')
}
