import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { temporaryFolder } from '../support/temporary-folder.ts'

const root = path.join(import.meta.dirname, '..', '..')
const scripts = z.object({ scripts: z.object({ practice: z.string() }) })

/** In place of the practice servers, which take their time: says its number, and ends as they do. */
const standIn = `
  process.on('SIGINT', () => process.exit(0))
  process.on('SIGTERM', () => process.exit(0))
  setInterval(() => undefined, 1000)
  console.log(process.pid)
`

test.each(['SIGINT', 'SIGTERM'] as const)('npm run practice ends when npm alone gets %s', async (signal) => {
  const folder = await temporaryFolder()
  const { practice } = scripts.parse(JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'))).scripts
  const program = path.join(folder, 'stand-in.mjs')
  await writeFile(program, standIn)
  const script = practice
    .replace('test/support/ready.mjs --build --debian', path.join(root, 'test', 'support', 'ready.mjs'))
    .replace('test/practice-server/practice.ts', program)
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ scripts: { practice: script } }))
  const npm = spawn('npm', ['run', '--silent', 'practice', '--', '--json'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void npm.kill('SIGKILL'))
  const exit = once(npm, 'exit')
  const [line] = await once(createInterface({ input: npm.stdout }), 'line')
  const pid = Number(line)
  npm.kill(signal)
  await exit
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
})
