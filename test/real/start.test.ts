import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { temporaryFolder } from '../support/temporary-folder.ts'

let home = ''
const started: ChildProcess[] = []
beforeEach(async () => {
  home = await temporaryFolder()
})
afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
})

/** Starts Canteen on folders of its own. */
function start(more: Readonly<Record<string, string>> = { CANTEEN_JSON: '1' }): ChildProcess {
  const child = spawn(process.execPath, ['main/browser.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      CANTEEN_HOME: path.join(home, 'own'),
      ABRA_DIR: path.join(home, 'abra'),
      DOCKER_CONFIG: path.join(home, 'docker'),
      ...more,
    },
  })
  started.push(child)
  return child
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('It has no output')
  for await (const line of createInterface(child.stdout)) return line
  throw new Error('It said nothing')
}

const told = z.object({ url: z.string(), alreadyOpen: z.boolean().optional() })

async function tell(child: ChildProcess): Promise<z.infer<typeof told>> {
  return told.parse(JSON.parse(await firstLine(child)))
}

test('tells its address in one line, serves the page there, and ends when told to', async () => {
  const child = start()
  const { url } = await tell(child)
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/)
  const page = await fetch(url)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('<div id="')

  const exit = once(child, 'exit')
  const from = performance.now()
  child.kill('SIGTERM')
  expect(await exit).toEqual([0, null])
  expect(performance.now() - from).toBeLessThan(8000)
  await expect(fetch(url)).rejects.toThrow('fetch failed')
  await expect(access(path.join(home, 'own', 'core.lock'))).rejects.toThrow('ENOENT')
})

test('a second start shows the first one and ends', async () => {
  const first = await tell(start())
  const second = start()
  const exit = once(second, 'exit')
  expect(await tell(second)).toEqual({ url: first.url, alreadyOpen: true })
  expect(await exit).toEqual([0, null])
  expect((await fetch(first.url)).status).toBe(200)
})

test('starts at once after it was killed', async () => {
  const killed = start()
  const { url } = await tell(killed)
  const exit = once(killed, 'exit')
  killed.kill('SIGKILL')
  await exit
  const from = performance.now()
  const again = await tell(start())
  expect(again).not.toHaveProperty('alreadyOpen')
  expect(again.url).not.toBe(url)
  expect(performance.now() - from).toBeLessThan(8000)
})

test('tells people a sentence, and leaves no token in its log or in a process', async () => {
  const child = start({ CANTEEN_NO_OPEN: '1' })
  const line = await firstLine(child)
  const token = /^Canteen is open at http:\/\/127\.0\.0\.1:\d+\/#token=(\S+)$/.exec(line)?.[1] ?? ''
  expect(token).toHaveLength(43)
  expect(await readFile(path.join(home, 'own', 'log', 'canteen.log'), 'utf8')).not.toContain(token)
  expect(await readdir(path.join(home, 'own'))).not.toContain('open.html')
  expect(child.spawnargs.join(' ')).not.toContain(token)
})

test('says why it cannot start', async () => {
  const child = start({ CANTEEN_HOME: '/dev/null/own' })
  expect(await once(child, 'exit')).toEqual([1, null])
})
