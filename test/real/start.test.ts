import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { access, readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { endCanteen, firstLine, startCanteen, tell } from '../support/start-canteen.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

let home = ''
const started: ChildProcess[] = []
beforeEach(async () => {
  home = await temporaryFolder()
})
afterEach(async () => {
  await Promise.all(started.splice(0).map(endCanteen))
})

function start(more?: Readonly<Record<string, string>>): ChildProcess {
  const child = startCanteen(home, more)
  started.push(child)
  return child
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
  expect(performance.now() - from).toBeLessThan(10_000)
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
  expect(performance.now() - from).toBeLessThan(20_000)
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
