import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { withApp } from './scene.ts'

const answer = z.object({
  id: z.string(),
  accepted: z.boolean(),
  requests: z.array(z.unknown()).optional(),
  error: z.string().optional(),
})

const headless = join(import.meta.dirname, '../../../main/headless.ts')

test('render answers each line as it comes, and goes on after a refusal', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'canteen-render-'))
  writeFileSync(join(directory, 'compose.yml'), withApp('hostname: ${NAME}'))
  const child = spawn(process.execPath, [headless, 'render'], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => {
    child.kill()
    rmSync(directory, { recursive: true })
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ask = async (id: string, composeFiles: readonly string[]) => {
    const question = { id, directory, stack: 'shop', composeFiles, environment: { NAME: id } }
    child.stdin.write(`${JSON.stringify(question)}\n`)
    return answer.parse(JSON.parse(String((await lines.next()).value)))
  }
  const first = await ask('one', ['compose.yml'])
  expect(first).toMatchObject({ id: 'one', accepted: true })
  expect(first.requests).toMatchObject([
    { path: '/networks/create', body: { Name: 'shop_default' } },
    { path: '/services/create', body: { TaskTemplate: { ContainerSpec: { Hostname: 'one' } } } },
  ])
  expect(await ask('two', ['/etc/hostname'])).toEqual({
    id: 'two',
    accepted: false,
    error:
      '/etc/hostname:1:1: the compose file "/etc/hostname" is not read: its path is absolute; name a file inside the recipe',
  })
  expect(await ask('three', ['compose.yml'])).toMatchObject({ id: 'three', accepted: true })
  child.stdin.end()
  const [code] = await once(child, 'close')
  expect(code).toBe(0)
})

test('an unknown command says what there is', async () => {
  const child = spawn(process.execPath, [headless, 'toString'], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stderr.on('data', (text: Buffer) => (said += text.toString()))
  const [code] = await once(child, 'close')
  expect(code).toBe(2)
  expect(said).toContain('render')
})
