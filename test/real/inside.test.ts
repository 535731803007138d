/** Looking inside an app on a real server, through real SSH: what is typed, copied and run is what arrives. */
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Core } from '../../main/api/core.ts'
import { stackName } from '../../main/recipe/stack-name.ts'
import { pieceBytes, type TerminalEvent, type UploadInput } from '../../preload/contract/inside.ts'
import { type PracticeServer, type PracticeServers, startPracticeServers } from '../practice-server/practice-server.ts'
import { until } from '../practice-server/until.ts'
import { addPracticeServer } from '../support/app.ts'
import { installApp, type TestCore, testCore } from '../support/core.ts'
import { failureOf } from '../support/failure-of.ts'

let practice: PracticeServers
let server: PracticeServer
beforeAll(async () => {
  practice = await startPracticeServers({})
  server = practice.servers[0] ?? expect.fail('There is no practice server')
})
afterAll(() => practice.stop())

const size = { columns: 80, rows: 24 }
const soon = () => AbortSignal.timeout(30_000)

test('a technician looks inside Noticeboard', { timeout: 300_000 }, async () => {
  const at = await testCore(practice.catalogue)
  const { core } = at
  await addPracticeServer(core, practice)
  const domain = 'inside.example.org'
  const installed = await installApp(core, { server: server.name, recipe: 'noticeboard', version: '2.0.0+2.0.0', domain })
  expect(installed.failure).toBeNull()
  const app = { server: server.name, app: domain }
  const view = await core.inside.view(app, soon())
  console.log(JSON.stringify(view))
  const t = openTerminal(core, { ...app, part: 'app', size, run: { kind: 'shell' } })
  await t.until('# ')
  await t.type('stty size; echo $((6*7)); tty\n')
  await t.until('42')
  console.log(JSON.stringify(t.text()))
  await t.leave()
  console.log(JSON.stringify(await core.inside.labels(app, soon())).slice(0, 1500))
  console.log(JSON.stringify(await core.inside.commands(app)))
  console.log(JSON.stringify(await core.inside.folder({ ...app, part: 'app', path: '/' }, soon())))
})

interface Terminal {
  readonly text: () => string
  readonly until: (text: string | RegExp) => Promise<void>
  readonly type: (text: string) => Promise<void>
  readonly ended: Promise<Extract<TerminalEvent, { kind: 'ended' }> | null>
  readonly leave: () => Promise<void>
  readonly name: () => string
}

function openTerminal(core: Core, input: Parameters<Core['inside']['terminal']>[0]): Terminal {
  const leaving = new AbortController()
  let text = ''
  let name = ''
  let wake = () => {}
  const run = async () => {
    for await (const event of core.inside.terminal(input, leaving.signal)) {
      if (event.kind === 'began') name = event.terminal
      else if (event.kind === 'output') {
        text += event.text
        core.inside.terminalTaken({ terminal: name, batch: event.batch })
      } else return event
      wake()
    }
    return null
  }
  const ended = run()
  ended.catch(() => undefined).finally(() => wake())
  let isOver = false
  ended.then(
    () => (isOver = true),
    () => (isOver = true),
  )
  return {
    text: () => text,
    name: () => name,
    async until(wanted) {
      const has = () => (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text))
      while (!has()) {
        if (isOver) throw new Error(`It ended: ${text}`)
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
    type: (typed) => core.inside.terminalInput({ terminal: name, text: typed }),
    ended,
    async leave() {
      leaving.abort()
      await ended
    },
  }
}
