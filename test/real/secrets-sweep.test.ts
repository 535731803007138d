/** What a member types or is shown once, looked for wherever it could have been left by a whole way from first start to app. */
import type { ChildProcess } from 'node:child_process'
import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { createTRPCClient, createWSClient, type TRPCClient, wsLink } from '@trpc/client'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { WebSocket as WsSocket } from 'ws'
import { openKeychain } from '../../main/outside/keychain/open-keychain.ts'
import type { Router } from '../../preload/contract/router.ts'
import type { Login } from '../../preload/contract/server.ts'
import { socketPath } from '../../preload/contract/window.ts'
import { browserSocket } from '../../renderer/api/browser-socket.ts'
import { type PracticeServer, type PracticeServers, startPracticeServers } from '../practice-server/practice-server.ts'
import { endCanteen, startCanteen, tell } from '../support/start-canteen.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { watchProcesses } from '../support/watch-processes.ts'

type Client = TRPCClient<Router>

let practice: PracticeServers
beforeAll(async () => {
  practice = await startPracticeServers({})
})
afterAll(() => practice.stop())

test('secrets are in the keychain and in the one answer that shows them, and nowhere else', async () => {
  const [server] = practice.servers
  if (server === undefined) throw new Error('no practice server')
  const home = await temporaryFolder()
  const canteen = await start(home)
  const processes = watchProcesses(canteen.child)
  const { client } = canteen

  const key = await readFile(server.protectedKeyFile, 'utf8')
  const wrong = 'a-password-that-is-wrong-7Qx'
  expect(await failureOf(client, server, 'wrong.example.org', { kind: 'password', password: wrong })).toBe(
    'login-refused',
  )
  const wrongPassphrase = 'a-passphrase-that-is-wrong-4Zk'
  expect(await failureOf(client, server, 'wrong.example.org', { kind: 'key', key, passphrase: wrongPassphrase })).toBe(
    'key-passphrase-wrong',
  )
  await add(client, server, 'by-key.example.org', { kind: 'key', key, passphrase: server.passphrase })
  await add(client, server, 'by-password.example.org', { kind: 'password', password: server.password })

  const typed = 'typed-by-the-member-9Wv"\\ é'
  const { made, state } = await installGuestbook(client, 'by-password.example.org', typed)
  expect(state).toBe('done')
  expect(made.length).toBeGreaterThan(1)
  await lookEverywhere(client, 'by-password.example.org')
  const seen = processes.stop()
  await endCanteen(canteen.child)

  const shown = new Map(made.map(({ name, value }) => [`the password ${name}`, value]))
  const [, middle = ''] = /([A-Za-z0-9+/]{60})\n.*\n-----END/.exec(key) ?? []
  expect(middle).toHaveLength(60)
  const never = new Map([
    ['the password', server.password],
    ['the passphrase', server.passphrase],
    ['the private key', middle],
    ['what was typed', typed],
    ['a wrong password', wrong],
    ['a wrong passphrase', wrongPassphrase],
  ])
  const places = new Map([
    ...(await filesBelow(home)),
    ['the processes', seen.join('\n')],
    ['what it printed', canteen.printed()],
  ])
  // The looking itself must be able to find: what is no secret is there.
  expect(
    [...places.keys()].filter((file) => /journal\.jsonl$|plan\.json$|canteen\.log$|\.env$/.test(file)),
  ).toHaveLength(4)
  expect(found(new Map([['the domain', 'guestbook.example.org']]), places).length).toBeGreaterThan(2)
  expect(seen.some((words) => words.includes('clone'))).toBe(true)
  expect(canteen.frames.some((frame) => frame.includes('guestbook.example.org'))).toBe(true)

  expect(found(new Map([...never, ...shown]), places)).toEqual([])
  expect(found(never, new Map([['what the page was sent', canteen.frames.join('\n')]]))).toEqual([])
  for (const [what, value] of shown) {
    const holding = canteen.frames.filter((frame) => forms(value).some((form) => frame.includes(form)))
    expect(holding.length, what).toBe(1)
  }

  const keychain = openKeychain()
  expect(await keychain.get('server/by-password.example.org')).toContain(server.password)
  expect(await keychain.get('server/by-key.example.org')).toContain(server.passphrase)
  for (const { name, value } of made) {
    expect(
      await keychain.get(`app/by-password.example.org/guestbook.example.org/guestbook_example_org_${name}_v1`),
    ).toBe(value)
  }
}, 300_000)

interface Canteen {
  readonly child: ChildProcess
  readonly client: Client
  /** Everything that the core sent to the page. */
  readonly frames: readonly string[]
  readonly printed: () => string
}

/** The program as members start it, with a page that keeps what it hears. */
async function start(home: string): Promise<Canteen> {
  const bus = process.env['DBUS_SESSION_BUS_ADDRESS'] ?? ''
  const child = startCanteen(home, {
    CANTEEN_JSON: '1',
    CANTEEN_CATALOGUE: practice.catalogue,
    DBUS_SESSION_BUS_ADDRESS: bus,
  })
  onTestFinished(async () => void (await endCanteen(child)))
  const { url } = await tell(child)
  let printed = ''
  child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  const { origin, host, hash } = new URL(url)
  const frames: string[] = []
  class PageSocket extends WsSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols ?? [], { origin })
      this.on('message', (data: Buffer) => frames.push(data.toString()))
    }
  }
  const socketClass = browserSocket(hash.replace('#token=', ''), PageSocket as unknown as typeof WebSocket)
  const connection = createWSClient({ url: `ws://${host}${socketPath}`, WebSocket: socketClass })
  onTestFinished(() => connection.close())
  const client = createTRPCClient<Router>({ links: [wsLink({ client: connection })] })
  client.overview.watch.subscribe(undefined, {})
  client.jobs.watch.subscribe(undefined, {})
  return { child, client, frames, printed: () => printed }
}

function inputFor({ address, port, user, hostKeySha256 }: PracticeServer, name: string, login: Login) {
  return { kind: 'remote' as const, name, host: address, port, user, login, acceptedKeys: [hostKeySha256] }
}

async function add(client: Client, server: PracticeServer, name: string, login: Login): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    client.servers.try.subscribe(inputFor(server, name, login), { onComplete: resolve, onError: reject })
  })
  await client.servers.add.mutate(inputFor(server, name, login))
}

async function failureOf(client: Client, server: PracticeServer, name: string, login: Login): Promise<string> {
  const refused = client.servers.add.mutate(inputFor(server, name, login))
  return refused.then(
    () => 'added',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
}

async function installGuestbook(client: Client, server: string, typed: string) {
  await client.catalogue.refresh.mutate()
  const { versions } = await client.catalogue.recipe.query('guestbook')
  const version = versions[0]?.version ?? ''
  const domain = 'guestbook.example.org'
  const form = await client.install.form.query({ server, recipe: 'guestbook', version, domain })
  const mail = form.settings.groups
    .flatMap(({ switches }) => switches)
    .find(({ secrets }) => secrets.includes('SECRET_MAIL_PASSWORD_VERSION'))
  const values = Object.fromEntries(
    (mail?.fields ?? []).map((field) => [field.key, field.example || field.value || 'x']),
  )
  const answers = { server, recipe: 'guestbook', version, domain, values, switches: [mail?.id ?? ''] }
  const { draft, made, asked } = await client.install.makePasswords.mutate(answers)
  expect(asked.map(({ name }) => name)).toEqual(['mail_password'])
  const inserted = { mail_password: typed }
  // Refused input must not come back either.
  await client.install.plan
    .mutate({ ...answers, draft, inserted, keepInKeychain: true, domain: '..' })
    .catch(() => undefined)
  const plan = await client.install.plan.mutate({ ...answers, draft, inserted, keepInKeychain: true })
  await client.jobs.start.mutate({ plan: plan.id })
  const state = await new Promise<string>((resolve, reject) => {
    client.jobs.watch.subscribe(undefined, {
      onError: reject,
      onData(event) {
        const job = (event.kind === 'all' ? event.jobs : [event.job]).find(({ id }) => id === plan.id)
        if (job !== undefined && job.state !== 'running') resolve(job.failure === null ? job.state : job.failure.code)
      },
    })
  })
  return { made, state }
}

async function lookEverywhere(client: Client, server: string): Promise<void> {
  const app = { server, app: 'guestbook.example.org' }
  await client.apps.details.query(app)
  await client.apps.planTurnOff.mutate(app)
  await client.apps.planDelete.mutate({ ...app, data: true, typedName: app.app })
  await client.servers.offers.query()
  await client.settings.view.query()
}

async function filesBelow(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file, 'latin1')] as const)))
}

function found(secrets: ReadonlyMap<string, string>, places: ReadonlyMap<string, string>): readonly string[] {
  return [...secrets].flatMap(([what, value]) =>
    [...places]
      .filter(([, text]) => forms(value).some((form) => text.includes(form)))
      .map(([place]) => `${what} in ${place}`),
  )
}

/** As it is, in JSON, in an address, in Base64, and read as single bytes. */
function forms(value: string): readonly string[] {
  const bytes = Buffer.from(value)
  return [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    bytes.toString('latin1'),
  ]
}
