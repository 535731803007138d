/** Errors that reach nobody, in a process of their own: they would end it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { endCanteen, firstLine, startCanteen } from '../support/start-canteen.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const script = `
import { EventEmitter } from 'node:events'
import { begin } from ${JSON.stringify(path.join(import.meta.dirname, '../../main/begin.ts'))}
const { begun } = await begin(process.env)
setImmediate(() => new EventEmitter().emit('error', new Error('nobody listens')))
Promise.reject(new Error('nobody waits'))
const { promise, resolve } = Promise.withResolvers()
setImmediate(() => setImmediate(resolve))
await promise
await begun.core.settings.view()
await begun.end()
console.log('went on')
process.exit(0)
`

test('errors that reach nobody are in the log, and the core goes on', async () => {
  const home = await temporaryFolder()
  const own = path.join(home, 'own')
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], HOME: home, CANTEEN_HOME: own, ABRA_DIR: path.join(home, 'abra') },
  })
  let printed = ''
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(printed).toBe('went on\n')
  const log = await readFile(path.join(own, 'log', 'canteen.log'), 'utf8')
  expect(log).toContain('nobody listens')
  expect(log).toContain('nobody waits')
})

test('the window opens where its address cannot be left in a file for the browser', async () => {
  const home = await temporaryFolder()
  await mkdir(path.join(home, 'own', 'open.html'), { recursive: true })
  const child = startCanteen(home, { DISPLAY: ':nowhere' })
  onTestFinished(async () => void (await endCanteen(child)))
  const [, url = ''] = /^Canteen is open at (\S+)$/.exec(await firstLine(child)) ?? []
  expect((await fetch(url)).status).toBe(200)
  expect(await endCanteen(child)).toBe(0)
  expect(await readFile(path.join(home, 'own', 'log', 'canteen.log'), 'utf8')).toContain('open.html')
})
