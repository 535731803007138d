/** Looking inside an app on a real server, through real SSH: what is typed, copied and run is what arrives. */
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Core } from '../../main/api/core.ts'
import {
  type OpenTerminalInput,
  pieceBytes,
  type TerminalEvent,
  type UploadInput,
} from '../../preload/contract/inside.ts'
import { type PracticeServer, type PracticeServers, startPracticeServers } from '../practice-server/practice-server.ts'
import { run } from '../practice-server/run.ts'
import { until } from '../practice-server/until.ts'
import { addPracticeServer } from '../support/app.ts'
import { testCore } from '../support/core.ts'
import { failureOf } from '../support/failure-of.ts'
import { deployByHand } from '../support/practice.ts'

const stack = 'inside_example_org'
const app = { server: 'practice-1', app: 'inside.example.org' }
const part = { ...app, part: 'app' }
const size = { columns: 90, rows: 25 }
const soon = () => AbortSignal.timeout(60_000)

let practice: PracticeServers
let server: PracticeServer

beforeAll(async () => {
  practice = await startPracticeServers({ hosts: 2, joined: true })
  server = practice.servers[0] ?? expect.fail('There is no practice server')
  // The app itself is to run on the machine that is connected to.
  await server.docker('node', 'update', '--availability', 'drain', 'practice-2')
  const secrets = { admin_password: 'a', api_token: 'b' }
  await deployByHand(practice, server, { recipe: 'noticeboard', version: '2.0.0+2.0.0', stack, secrets })
  await server.docker('node', 'update', '--availability', 'active', 'practice-2')
  await startBeside('far', 'practice-2')
  await startBeside('bare', 'practice-1')
  await inContainer('rm -f /bin/bash /bin/dash /bin/sh', 'bare')
})
afterAll(() => practice.stop())

/** Another part of the app, which does nothing. */
async function startBeside(name: string, machine: string): Promise<void> {
  const label = `com.docker.stack.namespace=${stack}`
  const place = ['--endpoint-mode', 'dnsrr', '--constraint', `node.hostname==${machine}`]
  const image = 'registry.practice:5000/noticeboard:2.0.0'
  await server.docker(
    'service',
    'create',
    '--name',
    `${stack}_${name}`,
    '--label',
    label,
    ...place,
    image,
    'sleep',
    '9999',
  )
}

async function containerOf(name = 'app'): Promise<string> {
  const find = () => server.docker('ps', '--quiet', '--no-trunc', '--filter', `name=${stack}_${name}.`)
  return until(`${name} runs`, 60, async () => (await find()).trim().split('\n')[0] || undefined)
}

async function inContainer(script: string, name = 'app'): Promise<string> {
  return server.docker('exec', await containerOf(name), 'sh', '-c', script)
}

/** A core that knows the app, with downloads in a folder of its own. */
async function scene(): Promise<{ readonly core: Core; readonly downloads: string }> {
  const { HOME: home } = process.env
  const at = await testCore(practice.catalogue)
  process.env['HOME'] = at.home
  onTestFinished(() => {
    process.env['HOME'] = home
  })
  const { core, abra } = await testCore(practice.catalogue, at.home)
  await addPracticeServer(core, practice)
  await core.catalogue.refresh()
  const folder = path.join(abra, 'servers', app.server)
  await mkdir(folder, { recursive: true })
  const env = `TYPE=noticeboard:2.0.0+2.0.0\nDOMAIN=${app.app}\nSECRET_ADMIN_PASSWORD_VERSION=v1\nSECRET_API_TOKEN_VERSION=v1\n`
  await writeFile(path.join(folder, `${app.app}.env`), env)
  return { core, downloads: path.join(at.home, 'Downloads') }
}

describe('a terminal', () => {
  test('types, is resized, and tells how it ended', async () => {
    const { core } = await scene()
    const terminal = openTerminal(core, { ...part, size, run: { kind: 'shell' } })
    await terminal.until('# ')
    await terminal.type('stty size; echo "$((6 * 7)) loaves"\n')
    await terminal.until('\n42 loaves')
    expect(terminal.text()).toContain('25 90')
    await core.inside.resize({ terminal: terminal.name(), size: { columns: 120, rows: 40 } })
    await terminal.type('stty size\n')
    await terminal.until('40 120')
    await terminal.type('exit 3\n')
    expect(await terminal.ended).toEqual({ kind: 'ended', exitCode: 3, isStopped: false, failure: null })
    await terminal.leave()
    expect((await failureOf(terminal.type('too late'))).code).toBe('terminal-closed')
  })

  test('runs as somebody else when asked to', async () => {
    const { core } = await scene()
    const terminal = openTerminal(core, { ...part, size, user: 'nobody', run: { kind: 'shell' } })
    await terminal.until('$ ')
    await terminal.type('echo; whoami\n')
    await terminal.until('\nnobody')
    await terminal.leave()
  })

  test('waits for a page that is slow, loses nothing, and has little on its way', async () => {
    const { core } = await scene()
    const terminal = openTerminal(core, { ...part, size, run: { kind: 'shell' } })
    await terminal.until('# ')
    terminal.hold()
    await terminal.type('stty -echo; yes 0123456789 | head -c 11000000; echo; echo the e""nd\n')
    await becomes('three batches are on their way', async () => terminal.batchesHeld() === 3)
    // The program is still at it: nobody has taken what it wrote.
    expect(await server.docker('top', await containerOf())).toContain('yes 0123456789')
    expect(terminal.batchesHeld()).toBe(3)
    terminal.goOn()
    await terminal.until('the end\r\n')
    expect(terminal.text().match(/0123456789\r\n/g)).toHaveLength(1_000_000)
    await terminal.leave()
  })

  test('ends with all that runs in it when the page leaves', async () => {
    const { core } = await scene()
    const terminal = openTerminal(core, { ...part, size, run: { kind: 'shell' } })
    await terminal.until('# ')
    await terminal.type("(trap '' HUP; exec sleep 7001) & setsid sleep 7002 & sleep 7003\n")
    await processes((all) => ['7001', '7002', '7003'].every((one) => all.includes(`sleep ${one}`)))
    await terminal.leave()
    await processes((all) => !all.includes('sleep 700') && !/\d (?:\/bin\/)?bash/.test(all))
  })

  test('ends there too when the way to the server is cut', async () => {
    const { core } = await scene()
    const terminal = openTerminal(core, { ...part, size, run: { kind: 'shell' } })
    await terminal.until('# ')
    await terminal.type('sleep 7004\n')
    await processes((all) => all.includes('sleep 7004'))
    await server.dropConnections()
    expect(await terminal.ended).toMatchObject({ failure: { code: 'connection-lost' } })
    await processes((all) => !all.includes('sleep 7004'))
  })

  test('says that its container was stopped', async () => {
    const { core } = await scene()
    const terminal = openTerminal(core, { ...part, size, run: { kind: 'shell' } })
    await terminal.until('# ')
    const before = await containerOf()
    await server.docker('kill', before)
    expect(await terminal.ended).toMatchObject({ exitCode: 137, isStopped: true, failure: null })
    await becomes('another container runs', async () => (await containerOf()) !== before)
  })

  test('cannot be opened where there is no shell, on another machine, or where nothing runs', async () => {
    const { core } = await scene()
    const open = (name: string) => openTerminal(core, { ...app, part: name, size, run: { kind: 'shell' } }).ended
    expect((await failureOf(open('bare'))).code).toBe('part-without-shell')
    expect(await failureOf(open('far'))).toEqual({
      code: 'part-elsewhere',
      facts: { app: app.app, part: 'far', machines: ['practice-2'] },
    })
    // By its exact name, although others begin alike.
    expect((await failureOf(open('ap'))).code).toBe('part-not-running')
    const { parts } = await core.inside.view(app, soon())
    expect(parts.map(({ name, containers, elsewhere }) => [name, containers.length, elsewhere])).toEqual([
      ['app', 1, []],
      ['bare', 1, []],
      ['far', 0, ['practice-2']],
    ])
  })
})

describe('files', () => {
  const odd = [
    'a b',
    '-rf',
    '.hidden',
    'line\nend',
    'tab\there',
    'it\'s "quoted"',
    '*',
    '\u001b[31mred',
    'ünï',
    '‮abc',
    'x'.repeat(255),
    '$(id)',
    '\\',
  ]

  test('with odd names are listed and downloaded as they are', { timeout: 240_000 }, async () => {
    const { core, downloads } = await scene()
    const write =
      'import json,os,sys\nos.makedirs("/data/odd/inner",exist_ok=True)\nfor n in json.load(sys.stdin): open("/data/odd/"+n,"w").write("in "+n)\nopen(b"/data/odd/\\xff\\xfe","w").close()\nos.symlink("inner","/data/odd/to-inner")\nos.symlink("a b","/data/odd/to-file")\nos.mkfifo("/data/odd/pipe")'
    await run(
      'docker',
      ['-H', `unix://${server.dockerSocket}`, 'exec', '-i', await containerOf(), 'python3', '-c', write],
      {
        input: JSON.stringify(odd),
      },
    )
    const { entries, total } = await core.inside.folder({ ...part, path: '/data/odd' }, soon())
    expect(total).toBe(odd.length + 5)
    const named = entries.filter(({ isNamed }) => isNamed)
    expect(
      named
        .filter(({ kind }) => kind === 'file')
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(odd.toSorted())
    expect(entries.filter(({ isNamed }) => !isNamed)).toHaveLength(1)
    expect(entries.find(({ name }) => name === 'to-inner')).toMatchObject({ kind: 'link', leadsTo: 'folder' })
    expect(entries.find(({ name }) => name === 'inner')).toMatchObject({
      kind: 'folder',
      mode: 'rwxr-xr-x',
      owner: '0:0',
    })
    for (const name of odd) {
      const { file } = await download(core, `/data/odd/${name}`)
      expect(await readFile(file, 'utf8')).toBe(`in ${name}`)
      expect(path.dirname(file)).toBe(downloads)
      expect(path.basename(file)).toMatch(/^[^.\-<>:"/\\|?*\p{Cc}\p{Cf}][^<>:"/\\|?*\p{Cc}\p{Cf}]*$/u)
      expect((await stat(file)).mode & 0o777).toBe(0o600)
    }
    expect(await readFile((await download(core, '/data/odd/to-file')).file, 'utf8')).toBe('in a b')
    expect((await failureOf(download(core, '/data/odd/pipe'))).code).toBe('file-special')
    expect((await failureOf(download(core, '/data/nothing'))).code).toBe('file-not-found')
    const nowhere = core.inside.folder({ ...part, path: '/data/nowhere' }, soon())
    expect((await failureOf(nowhere)).code).toBe('folder-not-found')
    expect((await failureOf(core.inside.folder({ ...part, part: 'bare', path: '/' }, soon()))).code).toBe(
      'part-without-shell',
    )
  })

  test('in a folder of thousands are the first of them, and their number', async () => {
    const { core } = await scene()
    await inContainer('mkdir -p /data/many && cd /data/many && seq 6000 | xargs touch')
    const { entries, total } = await core.inside.folder({ ...part, path: '/data/many' }, soon())
    expect([entries.length, total]).toEqual([5000, 6000])
  })

  test('go up and come down byte for byte', { timeout: 240_000 }, async () => {
    const { core } = await scene()
    const bytes = randomBytes(5_000_003)
    const name = 'a cake\n-of “many” bytes'
    expect(await upload(core, { folder: '/data', name, replace: false }, bytes)).toBe(`/data/${name}`)
    const { file } = await download(core, `/data/${name}`)
    expect(sha(await readFile(file))).toBe(sha(bytes))
    for (const length of [0, 1, pieceBytes, pieceBytes + 1]) {
      const some = randomBytes(length)
      await upload(core, { folder: '/data', name: `of ${length}`, replace: false }, some)
      expect(sha(await readFile((await download(core, `/data/of ${length}`)).file))).toBe(sha(some))
    }
  })

  test('are never replaced without asking, and then keep their owner and rights', async () => {
    const { core } = await scene()
    await inContainer(
      'mkdir -p /data/kept/sub && cd /data/kept && echo old > mine && chown 33:44 mine && chmod 640 mine',
    )
    const to = { folder: '/data/kept', name: 'mine', replace: false }
    expect((await failureOf(upload(core, to, Buffer.from('new')))).code).toBe('file-there')
    expect(await inContainer('cat /data/kept/mine')).toBe('old\n')
    await upload(core, { ...to, replace: true }, Buffer.from('new'))
    expect(await inContainer("cd /data/kept; cat mine; stat -c ' %u:%g %a' mine; ls -A")).toBe(
      'new 33:44 640\nmine\nsub\n',
    )
    expect((await failureOf(upload(core, { ...to, name: 'sub', replace: true }, Buffer.from('x')))).code).toBe(
      'folder-there',
    )
    expect((await failureOf(upload(core, { ...to, folder: '/data/none' }, Buffer.from('x')))).code).toBe(
      'folder-not-found',
    )
    expect((await failureOf(upload(core, { ...to, folder: '/proc' }, Buffer.from('x')))).code).toBe(
      'folder-not-writable',
    )
  })

  test('that are left half-way leave nothing behind, here or there', async () => {
    const { core, downloads } = await scene()
    await inContainer('mkdir -p /data/half && head -c 60000000 /dev/zero > /data/half/big')
    const leaving = new AbortController()
    const sending = core.inside.upload(
      { ...part, folder: '/data/half', name: 'cut', size: 10_000_000, replace: false },
      leaving.signal,
    )
    const begun = await sending.next()
    if (begun.done === true || begun.value.kind !== 'began') expect.fail('the upload did not begin')
    const ending = sending.next()
    await core.inside.uploadPiece({ upload: begun.value.upload, data: randomBytes(pieceBytes).toString('base64') })
    leaving.abort()
    expect((await failureOf(ending)).code).toBe('cancelled')
    expect(await inContainer('ls -A /data/half')).toBe('big\n')

    const stop = new AbortController()
    const coming = core.inside.download({ ...part, path: '/data/half/big' }, stop.signal)
    await coming.next()
    stop.abort()
    expect((await failureOf(drain(coming))).code).toBe('cancelled')
    expect(await readdir(downloads)).toEqual([])

    const cut = core.inside.download({ ...part, path: '/data/half/big' }, soon())
    await cut.next()
    await server.dropConnections()
    expect((await failureOf(drain(cut))).code).toBe('connection-lost')
    expect(await readdir(downloads)).toEqual([])
  })

  test('of a folder come as a tar archive', async () => {
    const { core } = await scene()
    await inContainer('mkdir -p /data/tree/inner && echo leaf > /data/tree/inner/leaf')
    const { file } = await download(core, '/data/tree')
    expect(path.basename(file)).toBe('tree.tar')
    expect(await run('tar', ['-xOf', file, 'tree/inner/leaf'])).toBe('leaf\n')
  })
})

describe('commands of the recipe', () => {
  test('run in the part, with what abra sets', async () => {
    const { core } = await scene()
    await inContainer('echo a notice > /data/notices.jsonl')
    const { commands, hash, code } = await core.inside.commands(app)
    expect(commands.map(({ name }) => name)).toEqual(['notices'])
    expect(code).toContain(commands[0]?.code)
    const what = { kind: 'command' as const, name: 'notices', words: [], hash }
    const terminal = openTerminal(core, { ...part, size, run: what })
    expect(await terminal.ended).toMatchObject({ exitCode: 0, failure: null })
    expect(terminal.text()).toBe('a notice\r\n')
    await terminal.leave()
    const changed = openTerminal(core, { ...part, size, run: { ...what, hash: '0'.repeat(64) } })
    expect((await failureOf(changed.ended)).code).toBe('command-changed')
    const unknown = openTerminal(core, { ...part, size, run: { ...what, name: 'export' } })
    expect((await failureOf(unknown.ended)).code).toBe('command-unknown')
  })

  test('run on this computer, and leave nothing there', async () => {
    const { core } = await scene()
    const { hash, hasBash } = await core.inside.commands(app)
    expect(hasBash).toBe(true)
    const leaving = new AbortController()
    let text = ''
    for await (const event of core.inside.runHere({ ...app, name: 'notices', words: [], hash }, leaving.signal)) {
      if (event.kind === 'output') text += event.text
      if (event.kind !== 'ended') continue
      expect(event).toMatchObject({ exitCode: 1, failure: null })
      leaving.abort()
    }
    // It looks for its file on this computer, where there is none.
    expect(text).toContain('/data/notices.jsonl')
  })
})

test('labels are compared with those that the recipe wants', async () => {
  const { core } = await scene()
  const { version, parts, failure } = await core.inside.labels(app, soon())
  expect([version, failure]).toEqual(['2.0.0+2.0.0', null])
  const rows = new Map(parts.find(({ name }) => name === 'app')?.labels.map((row) => [row.key, row]))
  expect(rows.get('traefik.enable')).toEqual({ key: 'traefik.enable', deployed: 'true', wanted: 'true' })
  // Put there by hand, without abra's own labels and under another address.
  const key = `coop-cloud.${stack}.recipe`
  expect(rows.get(key)).toEqual({ key, deployed: null, wanted: 'noticeboard' })
  expect(rows.get(`traefik.http.routers.${stack}.rule`)).toMatchObject({ wanted: `Host(\`${app.app}\`)` })
})

async function becomes(what: string, isSo: () => Promise<boolean>): Promise<void> {
  await until(what, 60, async () => (await isSo()) || undefined)
}

/** Waits until what runs in the app's container is so. */
async function processes(isSo: (all: string) => boolean): Promise<void> {
  await becomes('the processes are as they should', async () => isSo(await server.docker('top', await containerOf())))
}

function sha(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function drain(events: AsyncIterable<unknown>): Promise<void> {
  for await (const event of events) void event
}

async function download(core: Core, from: string): Promise<{ readonly file: string; readonly bytes: number }> {
  for await (const event of core.inside.download({ ...part, path: from }, soon()))
    if (event.kind === 'done') return event
  throw new Error('the download did not end')
}

/** As the page does it; answers the file's path. */
async function upload(
  core: Core,
  to: Pick<UploadInput, 'folder' | 'name' | 'replace'>,
  bytes: Buffer,
): Promise<string> {
  for await (const event of core.inside.upload({ ...part, ...to, size: bytes.length }, soon())) {
    if (event.kind === 'done') return event.path
    void (async () => {
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        const data = bytes.subarray(at, at + pieceBytes).toString('base64')
        await core.inside.uploadPiece({ upload: event.upload, data })
      }
    })().catch(() => undefined)
  }
  throw new Error('the upload did not end')
}

interface Terminal {
  readonly name: () => string
  readonly text: () => string
  readonly until: (text: string) => Promise<void>
  readonly type: (text: string) => Promise<void>
  /** From now on nothing is taken, until `goOn`. */
  readonly hold: () => void
  readonly goOn: () => void
  readonly batchesHeld: () => number
  readonly ended: Promise<TerminalEvent | null>
  readonly leave: () => Promise<void>
}

/** As the page does it. */
function openTerminal(core: Core, input: OpenTerminalInput): Terminal {
  const leaving = new AbortController()
  onTestFinished(() => leaving.abort())
  const ended = Promise.withResolvers<TerminalEvent | null>()
  const held: number[] = []
  let isHeld = false
  let isOver = false
  let name = ''
  let text = ''
  let wake = () => {}
  const take = (batch: number) => core.inside.terminalTaken({ terminal: name, batch })
  const follow = async () => {
    for await (const event of core.inside.terminal(input, leaving.signal)) {
      if (event.kind === 'began') name = event.terminal
      if (event.kind === 'ended') ended.resolve(event)
      if (event.kind !== 'output') continue
      text += event.text
      if (isHeld) held.push(event.batch)
      else take(event.batch)
      wake()
    }
  }
  const following = follow().catch((error: unknown) => ended.reject(error))
  const over = following
    .then(() => ended.resolve(null))
    .finally(() => {
      isOver = true
      wake()
    })
  // Whoever looks at it gets it.
  ended.promise.catch(() => undefined)
  return {
    name: () => name,
    text: () => text,
    async until(wanted) {
      const late = setTimeout(() => {
        isOver = true
        wake()
      }, 60_000)
      while (!text.includes(wanted)) {
        if (isOver) throw new Error(`It has ended, or does not say “${wanted}”: ${JSON.stringify(text.slice(-2000))}`)
        await new Promise<void>((resolve) => (wake = resolve))
      }
      clearTimeout(late)
    },
    type: (typed) => core.inside.terminalInput({ terminal: name, text: typed }),
    hold: () => (isHeld = true),
    goOn() {
      isHeld = false
      for (const batch of held.splice(0)) take(batch)
    },
    batchesHeld: () => held.length,
    ended: ended.promise,
    async leave() {
      leaving.abort()
      await over
    },
  }
}
