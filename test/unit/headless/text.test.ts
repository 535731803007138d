import { beforeAll, expect, test } from 'vitest'
import { endText, heldText } from '../../../main/headless/end-text.ts'
import { failureText } from '../../../main/headless/failure-text.ts'
import { switchesFor } from '../../../main/headless/install.ts'
import { harmlessJson, wrapped } from '../../../main/headless/lines.ts'
import type { Paint } from '../../../main/headless/paint.ts'
import { planText } from '../../../main/headless/plan-text.ts'
import { settingsForm } from '../../../main/recipe/settings-form.ts'
import type { JobView } from '../../../preload/contract/job.ts'
import type { PlanView } from '../../../preload/contract/plan.ts'
import { startSentences } from '../../../renderer/language/languages.ts'

beforeAll(() => startSentences('en'))

const plain = (text: string) => text
const paint: Paint = { bold: plain, soft: plain, good: plain, warn: plain, bad: plain }
const page = { paint, width: 60 }

const view: PlanView = {
  id: 'one',
  kind: 'update',
  server: 'garden',
  app: 'wiki.example.org',
  title: 'Wiki',
  returns: false,
  changes: [{ code: 'change-image', values: { service: 'app', from: 'wiki:1', to: 'wiki:2' } }],
  steps: [
    { message: { code: 'step-fetch-images', values: { images: ['wiki:2', 'db:1'] } }, seconds: null },
    { message: { code: 'step-start-services', values: { app: 'Wiki', services: ['app', 'db'] } }, seconds: 40 },
  ],
  warnings: [{ code: 'warn-no-backup', values: { app: 'Wiki' } }],
  promises: [{ code: 'promise-undo-point', values: { app: 'Wiki', version: '1.0.0+1' } }],
  destructive: false,
  room: { memoryNeeded: 2e9, memoryFree: 1e9, diskNeeded: null, diskFree: null },
  details: [
    { kind: 'command', command: 'abra app upgrade wiki.example.org 2.0.0+2' },
    { kind: 'file', path: 'wiki.env', content: 'TYPE=wiki' },
  ],
}

test('a plan reads from its title to its commands', () => {
  expect(planText(view, page)).toBe(`Update Wiki
wiki.example.org · garden · Nothing has changed yet.

What will be different
  • The part “app” gets another program.
    wiki:1 → wiki:2

What will be done
  1  Fetch 2 programs on the server
     downloaded there, nothing goes through your connection
  2  Start Wiki                                 about 40 sec
     its parts: app and db

Will it fit?
  Memory: needs about 2 GB, 1 GB free

! No copy of the data of Wiki is made before.
  Canteen cannot make copies yet. If you have another way to
  make one, do it first.

✓ You can take this back.
  Version 1.0.0+1 and the settings as they are now are
  remembered.

The same with commands
  abra app upgrade wiki.example.org 2.0.0+2
`)
})

test('what recipes and servers say cannot steer the terminal', () => {
  const evil = 'Wi\u001b]0;owned\u0007ki\u001b[2J\u009b31m\n\u202efoo'
  const hostile: PlanView = {
    ...view,
    title: evil,
    app: evil,
    changes: [{ code: 'change-new-part', values: { service: evil } }],
    details: [{ kind: 'command', command: `abra ${evil}` }],
  }
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/
  expect(planText(hostile, page)).not.toMatch(controls)
  expect(failureText({ code: 'docker-missing', facts: { detail: evil } }, 'known', page)).not.toMatch(controls)
  const json = harmlessJson(hostile)
  expect(json).not.toMatch(controls)
  expect(JSON.parse(json)).toEqual(hostile)
})

test('text is broken between words, and a word that is too long stays whole', () => {
  expect(wrapped('one two three', 9, '  ')).toEqual(['  one two', '  three'])
  expect(wrapped('a-word-that-is-too-long no', 9, '')).toEqual(['a-word-that-is-too-long', 'no'])
  expect(wrapped(' ', 9, '  ')).toEqual([])
})

test('a failure says what happened, what it means, what to do, and the option for it', () => {
  const failure = {
    code: 'host-key-unknown',
    facts: { address: 'garden', keyType: 'ssh-ed25519', sha256: 'SHA256:abc', sentence: 'The cat sat.' },
  } as const
  expect(failureText(failure, 'address', { paint, width: 200 })).toBe(`✗ This computer has not met garden before.
  Nothing was sent to it: no password and no key.
  Compare its sentence with the one your provider or colleague sees, and say whether it is your server.
  It shows: The cat sat. As ssh-ed25519 it is SHA256:abc. If this is your server, add --host-key SHA256:abc.
`)
  expect(failureText(failure, 'known', page)).not.toContain('--host-key')
})

test('a job that ended says how, and where to go from there', () => {
  const job: JobView = {
    id: 'one',
    kind: 'install',
    server: 'garden',
    app: 'wiki.example.org',
    title: 'Wiki',
    state: 'done',
    startedAt: 1,
    endedAt: 2,
    steps: [],
    failure: null,
    by: 'ada',
    url: 'https://wiki.example.org',
  }
  expect(endText(job, 'known', page)).toBe(`✓ Wiki was installed.
  It is at wiki.example.org, and its settings are on this
  computer.
  https://wiki.example.org
`)
  expect(endText({ ...job, state: 'cancelled', failure: { code: 'cancelled', facts: {} } }, 'known', page)).toBe(
    `✗ The installation of Wiki was cancelled.
  What was done before stays as it is. The rest was not
  done.
`,
  )
  const refused = { code: 'network-missing', facts: { network: 'proxy' } } as const
  const failed = endText({ ...job, state: 'failed', failure: refused }, 'known', page)
  expect(failed).toContain('✗ Wiki could not be installed.')
  expect(failed).toContain('Activity')
  expect(failed.match(/✗/g)).toHaveLength(2)
})

test('an open Canteen is told by its address without the token', () => {
  expect(heldText({ pid: 7, address: 'http://127.0.0.1:4000/#token=abc' })).toMatch(/at http:\/\/127\.0\.0\.1:4000, /)
  expect(heldText({ pid: 7, address: null })).toContain('as process 7')
})

test('a setting turns on the part of the recipe that it belongs to', () => {
  const form = settingsForm(`TYPE=wiki
TITLE=Wiki

## E-mail
#COMPOSE_FILE="$COMPOSE_FILE:compose.mail.yml"
#MAIL_HOST=mail.example.com

## Search
#COMPOSE_FILE="$COMPOSE_FILE:compose.search.yml"
#SEARCH_ENABLED=1
`)
  expect(switchesFor(form, ['TITLE'], [])).toEqual([])
  expect(switchesFor(form, ['TITLE', 'MAIL_HOST'], [])).toEqual(['compose.mail.yml'])
  expect(switchesFor(form, [], ['compose.search.yml'])).toEqual(['compose.search.yml'])
  expect(() => switchesFor(form, ['NOTHING'], [])).toThrow('TITLE, MAIL_HOST')
  expect(() => switchesFor(form, [], ['nothing'])).toThrow('compose.mail.yml, compose.search.yml')
})
