import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { openLog } from '../../../main/outside/log/log.ts'

let own = ''
beforeEach(async () => {
  own = await mkdtemp(path.join(os.tmpdir(), 'canteen-log-'))
})
afterEach(() => rm(own, { recursive: true }))

const logFile = () => path.join(own, 'log', 'canteen.log')
const line = z.looseObject({ msg: z.string(), facts: z.record(z.string(), z.unknown()) })

async function lines(): Promise<z.infer<typeof line>[]> {
  const text = await readFile(logFile(), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((one) => line.parse(JSON.parse(one)))
}

test('a bug is found by its reference, with stack and cause', async () => {
  const log = openLog(own)
  const cause = new Error('the wire was cut')
  const reference = log.logBug(new TypeError('no such thing', { cause }))
  log.close()
  expect(reference).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/)
  const [found] = await lines()
  expect(found).toMatchObject({
    reference,
    error: { name: 'TypeError', message: 'no such thing', cause: { message: 'the wire was cut' } },
  })
  expect(JSON.stringify(found)).toContain('log.test.ts')
})

test('what sounds like a secret is left out, wherever it is', async () => {
  const log = openLog(own)
  log.info('signed in', {
    user: 'ada',
    password: 'opensesame1',
    login: { kind: 'key', key: 'opensesame2', passphrase: 'opensesame3', privateKey: 'opensesame4' },
    env: [{ DB_PASSWORD: 'opensesame5', API_TOKEN: 'opensesame6' }],
    address: 'https://ada:opensesame7@example.org/x',
    line: 'password=opensesame8 and secret: opensesame9',
    pasted: '-----BEGIN OPENSSH PRIVATE KEY-----\nopensesame10\n-----END OPENSSH PRIVATE KEY-----',
  })
  log.logBug(Object.assign(new Error('token=opensesame11'), { authorization: 'opensesame12' }))
  log.close()
  const text = await readFile(logFile(), 'utf8')
  expect(text).not.toContain('opensesame')
  expect(text).toContain('"user":"ada"')
  expect(text).toContain('example.org/x')
})

test('foreign text can neither make a line nor steer a terminal', async () => {
  const log = openLog(own)
  log.warn('odd answer', { said: 'x\n{"level":30,"msg":"all good"}\u001b[2J\u202Egnp\u0007\u009b31m' })
  log.close()
  const text = await readFile(logFile(), 'utf8')
  expect(text.split('\n')).toHaveLength(2)
  // eslint-disable-next-line no-control-regex -- it looks for exactly these
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/)
})

test('endless, circular and odd values are cut', async () => {
  const log = openLog(own)
  const circle: Record<string, unknown> = { text: 'y'.repeat(100_000), list: Array.from({ length: 10_000 }, () => 1) }
  circle['again'] = circle
  log.info('odd', { circle, bytes: Buffer.alloc(9), call: () => 1, big: 1n, nothing: null })
  log.close()
  expect((await stat(logFile())).size).toBeLessThan(100_000)
  expect((await lines())[0]?.facts).toMatchObject({
    bytes: '[9 bytes]',
    call: 'function',
    big: 'bigint',
    nothing: null,
  })
})

test('two files are kept, each within its size, and the newest line is last', async () => {
  const log = openLog(own, { largest: 2000 })
  for (let count = 0; count < 100; count += 1) log.info('tick', { count })
  log.close()
  const names = await readdir(path.join(own, 'log'))
  expect(names.toSorted()).toEqual(['canteen.1.log', 'canteen.log'])
  for (const name of names) expect((await stat(path.join(own, 'log', name))).size).toBeLessThanOrEqual(2000)
  expect((await lines()).at(-1)?.facts).toEqual({ count: 99 })
  expect((await stat(logFile())).mode & 0o777).toBe(0o600)
})

test('goes on with the file of the start before', async () => {
  const first = openLog(own)
  first.info('one')
  first.close()
  const second = openLog(own)
  second.info('two')
  second.close()
  expect((await lines()).map((found) => found.msg)).toEqual(['one', 'two'])
})

test('nothing goes to the terminal, and a place that cannot be written to stops nobody', () => {
  const out = vi.spyOn(process.stdout, 'write')
  const log = openLog('/dev/null/nowhere')
  expect(log.logBug(new Error('lost'))).toHaveLength(9)
  expect(out).not.toHaveBeenCalled()
  out.mockRestore()
  log.close()
})

test('long foreign text takes no time', () => {
  const log = openLog(own)
  const from = performance.now()
  for (const text of ['a-', '.a', 'a-a.', 'token ', '-----BEGIN PRIVATE KEY-----'])
    log.warn('odd', { said: text.repeat(20_000) })
  expect(performance.now() - from).toBeLessThan(500)
  log.close()
})
