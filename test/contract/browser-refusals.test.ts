import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { type BrowserWindow, openBrowserWindow } from '../../main/window/browser/open.ts'
import {
  closedByEnd,
  closedByOtherPage,
  socketPath,
  socketProtocol,
  tokenProtocol,
} from '../../preload/contract/window.ts'
import { scriptedCore } from './scripted-core.ts'

let base = ''
let window: BrowserWindow
let own = { host: '', token: '' }
const sockets: WebSocket[] = []
const logBug = vi.fn(() => '')

beforeAll(async () => {
  base = await mkdtemp(path.join(os.tmpdir(), 'canteen-refusals-'))
  await mkdir(path.join(base, 'page', 'assets'), { recursive: true })
  await writeFile(path.join(base, 'secret.js'), 'opensesame')
  await writeFile(path.join(base, 'page', 'index.html'), '<!doctype html><title>Canteen</title>')
  await writeFile(path.join(base, 'page', 'assets', 'index-1.js'), 'export {}')
  await writeFile(path.join(base, 'page', 'notes.unknown'), 'opensesame')
  await symlink(path.join(base, 'secret.js'), path.join(base, 'page', 'assets', 'link.js'))
  window = await openBrowserWindow({ core: scriptedCore(), logBug, folder: path.join(base, 'page'), pingSeconds: 0.2 })
  const { host, hash } = new URL(window.url)
  own = { host, token: hash.replace('#token=', '') }
})
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.terminate()
})
afterAll(async () => {
  await window.close()
  await rm(base, { recursive: true })
  expect(logBug).not.toHaveBeenCalled()
})

interface Ask {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A request whose path goes out exactly as written, dots and all. */
function ask(
  pathname: string,
  { method = 'GET', headers = {} }: Ask = {},
): Promise<{ answer: IncomingMessage; body: string }> {
  const [hostname, port] = own.host.split(':')
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path: pathname, method, headers }, (answer) => {
      let body = ''
      answer.setEncoding('utf8')
      answer.on('data', (part: string) => (body += part))
      answer.on('end', () => resolve({ answer, body }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

interface Knock {
  readonly host?: string
  readonly origin?: string | null
  readonly pathname?: string
  readonly protocols?: readonly string[]
}

function knock({
  host = own.host,
  origin = `http://${own.host}`,
  pathname = socketPath,
  protocols,
}: Knock = {}): WebSocket {
  const offered = protocols ?? [socketProtocol, tokenProtocol(own.token)]
  const socket = new WebSocket(`ws://${own.host}${pathname}`, [...offered], {
    headers: { Host: host, ...(origin === null ? {} : { Origin: origin }) },
  })
  socket.on('error', () => undefined)
  sockets.push(socket)
  return socket
}

/** `'open'` or the HTTP status of the refusal. */
function outcome(socket: WebSocket): Promise<'open' | number> {
  return new Promise((resolve) => {
    socket.on('open', () => resolve('open'))
    socket.on('unexpected-response', (_request, answer) => resolve(answer.statusCode ?? 0))
  })
}

function closing(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => socket.on('close', (code) => resolve(code)))
}

describe('the page', () => {
  test('is served to its own address, under its policy', async () => {
    const { answer, body } = await ask('/')
    expect(answer.statusCode).toBe(200)
    expect(body).toContain('Canteen')
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    expect(answer.headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self' 'sha256-/,
    )
    expect(answer.headers['content-security-policy']).not.toContain('unsafe')
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
  })

  test('has scripts that are kept', async () => {
    const { answer } = await ask('/assets/index-1.js?x=1')
    expect(answer.headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect(answer.headers['cache-control']).toContain('immutable')
  })

  test.each([
    '/../secret.js',
    '/assets/../../secret.js',
    '/..%2fsecret.js',
    '/%2e%2e/secret.js',
    '/..\\secret.js',
    '//secret.js',
    '/assets/link.js',
    '/assets/missing',
    '/notes.unknown',
    '/servers',
    '/.git/config',
  ])('is all there is: %s is not found', async (place) => {
    const { answer, body } = await ask(place)
    expect(answer.statusCode).toBe(404)
    expect(body).not.toContain('opensesame')
  })

  test.each(['localhost', 'evil.example', '127.0.0.1', '127.0.0.1:1', '[::1]'])(
    'is refused to the name %s',
    async (host) => {
      const { answer, body } = await ask('/', { headers: { Host: host } })
      expect([400, 421]).toContain(answer.statusCode)
      expect(body).not.toContain('Canteen')
    },
  )

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('takes no %s', async (method) => {
    expect((await ask('/', { method })).answer.statusCode).toBe(405)
  })
})

describe('the core', () => {
  test('answers the page with the token, and gives the token back to nobody', async () => {
    const socket = knock()
    expect(await outcome(socket)).toBe('open')
    expect(socket.protocol).toBe(socketProtocol)
    expect(own.token).toMatch(/^[\w-]{43}$/)
  })

  test.each([null, 'null', 'http://evil.example', 'https://127.0.0.1', 'http://localhost'])(
    'refuses the origin %s',
    async (origin) => {
      expect(await outcome(knock({ origin }))).toBe(403)
    },
  )

  test('refuses its own origin on another port', async () => {
    expect(await outcome(knock({ origin: `http://127.0.0.1:1` }))).toBe(403)
  })

  test('refuses another name, even with the right token and origin', async () => {
    expect(await outcome(knock({ host: 'evil.example' }))).toBe(421)
    expect(await outcome(knock({ host: 'evil.example', origin: 'http://evil.example' }))).toBe(421)
  })

  test('refuses a missing, wrong, cut or repeated token', async () => {
    const right = tokenProtocol(own.token)
    const wrong = right.slice(0, -1) + (right.endsWith('A') ? 'B' : 'A')
    expect(await outcome(knock({ protocols: [socketProtocol] }))).toBe(403)
    expect(await outcome(knock({ protocols: [socketProtocol, wrong] }))).toBe(403)
    expect(await outcome(knock({ protocols: [socketProtocol, right.slice(0, -1)] }))).toBe(403)
    expect(await outcome(knock({ protocols: [socketProtocol, tokenProtocol('')] }))).toBe(403)
    expect(await outcome(knock({ protocols: [right] }))).toBe(400)
    expect(await outcome(knock({ protocols: [] }))).toBe(400)
  })

  test('refuses a token in the address', async () => {
    const pathname = `${socketPath}?token=${own.token}`
    expect(await outcome(knock({ pathname, protocols: [socketProtocol] }))).toBe(404)
  })

  test('talks to one page: the newer takes over and the older is told why', async () => {
    const older = knock()
    expect(await outcome(older)).toBe('open')
    const end = closing(older)
    expect(await outcome(knock())).toBe('open')
    expect(await end).toBe(closedByOtherPage)
  })

  test('is not taken over by a page that is refused', async () => {
    const page = knock()
    expect(await outcome(page)).toBe('open')
    expect(await outcome(knock({ origin: 'http://evil.example' }))).toBe(403)
    expect(page.readyState).toBe(WebSocket.OPEN)
  })

  test('hangs up on a message that is too large', async () => {
    const page = knock()
    expect(await outcome(page)).toBe('open')
    const end = closing(page)
    page.send('x'.repeat(2 * 1024 * 1024))
    expect(await end).toBe(1009)
  })

  test('survives messages that are no calls', async () => {
    const page = knock()
    expect(await outcome(page)).toBe('open')
    const answers: string[] = []
    page.on('message', (data: Buffer) => answers.push(data.toString()))
    for (const nonsense of [
      '',
      '{',
      '[]',
      'null',
      '[null]',
      '{"id":1}',
      '{"id":1,"method":"query","params":{"path":"__proto__"}}',
    ]) {
      page.send(nonsense)
    }
    page.send(Buffer.from([0, 255]))
    page.send('PING')
    await vi.waitFor(() => expect(answers).toContain('PONG'))
    expect(page.readyState).toBe(WebSocket.OPEN)
    logBug.mockClear()
  })

  test('hangs up on a page that stays silent', async () => {
    const page = knock()
    expect(await outcome(page)).toBe('open')
    expect(await closing(page)).toBe(1006)
  })
})

test('closing tells the page and frees the port', async () => {
  const other = await openBrowserWindow({ core: scriptedCore(), logBug, folder: path.join(base, 'page') })
  const { host, hash } = new URL(other.url)
  const page = new WebSocket(
    `ws://${host}${socketPath}`,
    [socketProtocol, tokenProtocol(hash.replace('#token=', ''))],
    {
      origin: `http://${host}`,
    },
  )
  expect(await outcome(page)).toBe('open')
  const end = closing(page)
  await other.close()
  expect(await end).toBe(closedByEnd)
  const next = new WebSocket(`ws://${host}${socketPath}`)
  await expect(new Promise((resolve, reject) => next.on('open', resolve).on('error', reject))).rejects.toThrow(
    'ECONNREFUSED',
  )
})

test('closing does not wait for a page that does not answer', async () => {
  const other = await openBrowserWindow({ core: scriptedCore(), logBug, folder: path.join(base, 'page') })
  const { host, hash } = new URL(other.url)
  const page = new WebSocket(
    `ws://${host}${socketPath}`,
    [socketProtocol, tokenProtocol(hash.replace('#token=', ''))],
    {
      origin: `http://${host}`,
    },
  )
  sockets.push(page)
  expect(await outcome(page)).toBe('open')
  page.pause()
  const start = performance.now()
  await other.close()
  expect(performance.now() - start).toBeLessThan(3000)
})
