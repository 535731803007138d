/** The command `plan` as scripts call it: every kind on a real server, its exit statuses, and what it keeps to itself. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { parseEnvFile } from '../../main/recipe/env-file.ts'
import { type PracticeServer, type PracticeServers, startPracticeServers } from '../practice-server/practice-server.ts'
import { run } from '../practice-server/run.ts'
import { addPracticeServer, secretInside } from '../support/app.ts'
import { testCore } from '../support/core.ts'
import { plan, startPlan } from '../support/headless.ts'
import { endCanteen, startCanteen, tell } from '../support/start-canteen.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { watchProcesses } from '../support/watch-processes.ts'

let practice: PracticeServers
let server: PracticeServer
beforeAll(async () => {
  practice = await startPracticeServers({})
  server = firstOf(practice)
})
afterAll(() => practice.stop())

const answer = z.object({
  plan: z.object({ kind: z.string(), app: z.string().nullable(), steps: z.array(z.unknown()) }),
  job: z.object({ state: z.string() }).optional(),
  passwords: z.record(z.string(), z.string()).optional(),
})
const refusal = z.object({ failure: z.object({ code: z.string() }) })

test('every kind is planned as text and as JSON, and carried out', { timeout: 600_000 }, async () => {
  const at = await home()
  const domain = 'board.example.org'
  const file = path.join(at, 'abra', 'servers', server.name, `${domain}.env`)
  const typed = 'typed-by-a-technician-8Hw'
  const secretFile = path.join(at, 'admin-password')
  await writeFile(secretFile, typed)
  const known = ['--server', server.name, '--do']
  const printed: string[] = []

  /** Planned twice, which changes nothing, then applied. */
  const all = async (kind: string, words: readonly string[], title: string, command: string) => {
    const before = await state(file)
    const asJson = await planned([...known, ...words, '--json'], at)
    expect(asJson).toMatchObject({ status: 0, err: '' })
    const json = answer.parse(JSON.parse(asJson.out))
    expect(json).toMatchObject({ plan: { kind, app: domain } })
    expect(json.job).toBeUndefined()
    expect(await state(file)).toBe(before)

    const running = startPlan([...known, ...words, '--apply'], { home: at, catalogue: practice.catalogue })
    const processes = watchProcesses(running.child)
    const { status, out, err } = await running.ended
    printed.push(asJson.out, out, err, ...processes.stop())
    expect({ status, err }).toEqual({ status: 0, err: expect.stringMatching(/^✓ .*\.$/m) })
    expect(out.split('\n')[0]).toBe(title)
    expect(out).toContain(`\nThe same with commands\n  ${command}`)
    expect(`${out}${err}`).not.toContain('\u001b')
    const steps = json.plan.steps.length
    for (let step = 1; step <= steps; step += 1) {
      expect(err).toContain(`${step}/${steps} … `)
      expect(err).toContain(`${step}/${steps} ✓ `)
    }
    return out
  }

  await all(
    'install',
    [
      'install',
      '--recipe=noticeboard',
      `--domain=${domain}`,
      '--version=1.0.0+1.4.0',
      '--set=TITLE=Said = here',
      '--set=BANNER_TEXT=Tomorrow',
      `--secret-file=admin_password=${secretFile}`,
    ],
    `Install Noticeboard at ${domain}`,
    `abra app new noticeboard 1.0.0+1.4.0 --server ${server.name} --domain ${domain} --secrets\n  abra app deploy ${domain}\n`,
  )
  const settings = await readFile(file, 'utf8')
  expect(parseEnvFile(settings).variables.get('TITLE')).toBe('Said = here')
  expect(settings).toContain('\nCOMPOSE_FILE="$COMPOSE_FILE:compose.banner.yml"\n')
  expect(await secretInside(practice, 'board_example_org_app', 'admin_password')).toBe(typed)

  const app = ['--app', domain]
  await all(
    'update',
    ['update', ...app, '--to', '1.1.0+1.5.0'],
    'Update Noticeboard',
    `abra app upgrade ${domain} 1.1.0+1.5.0\n`,
  )
  expect(await readFile(file, 'utf8')).toContain('TYPE=noticeboard:1.1.0+1.5.0')
  const mistaken = await planned([...known, 'update', ...app, '--to', '1.0.0+1.4.0', '--apply'], at)
  expect(mistaken).toMatchObject({ status: 2, out: '', err: expect.stringContaining('--do go-back') })
  await all(
    'go-back',
    ['go-back', ...app, '--to', '1.0.0+1.4.0'],
    'Go back to an earlier version of Noticeboard',
    `abra app rollback ${domain} 1.0.0+1.4.0\n`,
  )
  await all('turn-off', ['turn-off', ...app], 'Turn off Noticeboard', `abra app undeploy ${domain}\n`)
  await all('turn-on', ['turn-on', ...app], 'Turn on Noticeboard', `abra app deploy ${domain}\n`)
  const misnamed = await planned([...known, 'delete', ...app, '--data', '--name', 'another', '--apply'], at)
  expect(misnamed).toMatchObject({ status: 1, out: '', err: expect.stringContaining('Nothing was deleted.') })
  await all(
    'delete',
    ['delete', ...app, '--data', '--name', domain],
    'Delete Noticeboard',
    `abra app undeploy ${domain}\n  abra app remove ${domain}\n`,
  )
  expect(await state(file)).toBe('\n')

  const everything = printed.join('\n')
  expect(everything).toContain(secretFile)
  expect(everything).not.toContain(typed)
  expect(everything).not.toContain(server.password)
})

/** The settings file, and the services that run. */
async function state(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return `${text}\n${await server.docker('service', 'ls', '--quiet')}`
}

test('a fresh server is set up, and one that is ready has nothing to do', { timeout: 300_000 }, async () => {
  const ready = await planned(['--server', server.name, '--do', 'set-up', '--apply'], await home())
  expect(ready).toMatchObject({ status: 0, err: '', out: expect.stringContaining('There is nothing to do') })

  const bare = await startPracticeServers({ swarm: 'bare', catalogue: false })
  try {
    const { status, out } = await planned(
      [...addressOf(firstOf(bare)), '--do', 'set-up', '--json', '--apply'],
      await temporaryFolder(),
    )
    expect(status).toBe(0)
    expect(answer.parse(JSON.parse(out))).toMatchObject({ plan: { kind: 'set-up-server' }, job: { state: 'done' } })
    expect(await firstOf(bare).docker('network', 'ls', '--filter', 'name=proxy', '--format', '{{.Scope}}')).toBe(
      'swarm\n',
    )
  } finally {
    await bare.stop()
  }
})

test(
  'a server is reached by its address, and nothing is kept of it but what an app needs',
  { timeout: 300_000 },
  async () => {
    const at = await temporaryFolder()
    const install = ['--do', 'install', '--recipe', 'noticeboard', '--domain', 'addressed.example.org']
    const [, address = '', , key = ''] = addressOf(server)

    const unknown = await planned(['--server', address, '--key', key, ...install, '--json'], at)
    expect(unknown.status).toBe(1)
    expect(refusal.parse(JSON.parse(unknown.out)).failure.code).toBe('host-key-unknown')
    expect(unknown.err.replaceAll(/\s+/g, ' ')).toContain(`add --host-key ${server.hostKeySha256}.`)

    const another = `SHA256:${'A'.repeat(43)}`
    const impostor = await planned(['--server', address, '--key', key, '--host-key', another, ...install], at)
    expect(impostor).toMatchObject({ status: 1, out: '' })

    const stranger = path.join(at, 'stranger')
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', stranger])
    const refused = await planned(
      ['--server', address, '--key', stranger, '--host-key', server.hostKeySha256, ...install],
      at,
    )
    expect(refused).toMatchObject({ status: 1, out: '', err: expect.stringContaining('does not let “member” in') })

    const { status, out } = await planned([...addressOf(server), ...install], at)
    expect(status).toBe(0)
    expect(out).toContain(path.join(at, 'abra', 'servers', server.address, 'addressed.example.org.env'))
    expect(await readdir(path.join(at, 'abra'))).toEqual(['recipes'])
    expect((await readdir(path.join(at, 'own'))).filter((name) => /known_hosts|servers|jobs/.test(name))).toEqual([])

    await mkdir(path.join(at, '.ssh'))
    const scanned = await run('ssh-keyscan', ['-t', 'ed25519', '-p', String(server.port), server.address])
    await writeFile(path.join(at, '.ssh', 'known_hosts'), scanned)
    expect((await planned(['--server', address, '--key', key, ...install], at)).status).toBe(0)
  },
)

test('who asks for something that is not there is told so', { timeout: 600_000 }, async () => {
  const at = await home()
  const known = ['--server', server.name, '--do']
  const install = [...known, 'install', '--recipe', 'guestbook', '--domain', 'told.example.org']
  const cases = [
    [1, 'There is no server called nowhere', '--server', 'nowhere', '--do', 'turn-on', '--app', 'a.example.org'],
    [1, `There is no app a.example.org on ${server.name}`, ...known, 'turn-on', '--app', 'a.example.org'],
    [1, 'recipe called nothing', ...known, 'install', '--recipe', 'nothing', '--domain', 'a.example.org'],
    [1, 'Here that is --set MAIL_HOST=…', ...install, '--set', 'MAIL_TO=ada@example.org'],
    [
      1,
      '--secret-file NAME=FILE',
      ...install,
      '--with',
      'compose.mail.yml',
      '--set',
      'MAIL_TO=a@example.org',
      '--set',
      'MAIL_HOST=mail',
    ],
    [2, 'WELCOME', ...install, '--set', 'NOTHING=1'],
    [2, 'compose.mail.yml', ...install, '--with', 'compose.nothing.yml'],
    [2, 'db_password', ...install, '--secret-file', 'nothing=-'],
    [2, 'cannot be read (ENOENT)', ...install, '--secret-file', 'db_password=nowhere'],
    [2, '--name', ...known, 'delete', '--app', 'a.example.org', '--data'],
    [2, '--do takes one of', ...known, 'dance'],
    [2, '--to VERSION is missing', ...known, 'update', '--app', 'a.example.org'],
  ] as const
  for (const [status, said, ...words] of cases) {
    const end = await plan(words, { home: at, catalogue: practice.catalogue, input: 'typed' })
    expect({ ...end, err: end.err.replaceAll(/\s+/g, ' ') }).toEqual({
      status,
      out: '',
      err: expect.stringContaining(said),
    })
  }
})

test('while Canteen is open it plans, and leaves carrying out to the window', { timeout: 300_000 }, async () => {
  const at = await temporaryFolder()
  const canteen = startCanteen(at)
  onTestFinished(async () => void (await endCanteen(canteen)))
  const { origin, hash } = new URL((await tell(canteen)).url)
  const words = [...addressOf(server), '--do', 'install', '--recipe', 'noticeboard', '--domain', 'held.example.org']

  expect((await planned(words, at)).status).toBe(0)
  const held = await planned([...words, '--apply'], at)
  expect(held).toMatchObject({ status: 1, out: '', err: expect.stringContaining(`open at ${origin}`) })
  expect(held.err).not.toContain(hash.slice('#token='.length))
})

test('passwords are shown when asked for, and never made where they would be lost', { timeout: 300_000 }, async () => {
  const at = await temporaryFolder()
  const domain = 'shown.example.org'
  const words = [
    ...addressOf(server),
    '--do',
    'install',
    '--recipe',
    'noticeboard',
    '--domain',
    domain,
    '--apply',
    '--json',
  ]
  const environment = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${path.join(at, 'nobody')}` }
  const run = { home: at, catalogue: practice.catalogue, environment }

  const refused = await plan(words, run)
  expect(refused).toMatchObject({ status: 2, out: '', err: expect.stringContaining('--show-passwords') })

  const { status, out, err } = await plan([...words, '--show-passwords'], run)
  expect(status).toBe(0)
  const { passwords = {} } = answer.parse(JSON.parse(out))
  expect(Object.keys(passwords).toSorted()).toEqual(['admin_password', 'api_token'])
  for (const [name, value] of Object.entries(passwords)) {
    expect(await secretInside(practice, 'shown_example_org_app', name)).toBe(value)
    expect(err).not.toContain(value)
    expect(out.split(value)).toHaveLength(2)
  }
  const end = await planned(
    [...addressOf(server), '--do', 'delete', '--app', domain, '--data', '--name', domain, '--apply'],
    at,
  )
  expect(end.status).toBe(0)
})

test('scripts learn from the exit status how a job ended', { timeout: 300_000 }, async () => {
  const at = await home()
  const install = ['--server', server.name, '--apply', '--do', 'install', '--recipe']

  const failed = await planned(
    [...install, 'rickety', '--domain', 'failed.example.org', '--with', 'compose.nowhere.yml'],
    at,
  )
  expect(failed).toMatchObject({ status: 1, err: expect.stringContaining('✗ Rickety could not be installed.') })

  const late = await planned(
    [...install, 'guestbook', '--domain', 'late.example.org', '--set', 'TIMEOUT=1', '--json'],
    at,
  )
  expect(late).toMatchObject({ status: 3, err: expect.stringContaining('waits for you') })
  expect(answer.parse(JSON.parse(late.out)).job?.state).toBe('waiting')

  const stopped = startPlan([...install, 'guestbook', '--domain', 'stopped.example.org'], {
    home: at,
    catalogue: practice.catalogue,
  })
  await stopped.says(/Wait until/)
  stopped.child.kill('SIGINT')
  // npm passes on what the terminal has sent already.
  stopped.child.kill('SIGINT')
  const end = await stopped.ended
  expect(end).toMatchObject({
    status: 130,
    err: expect.stringContaining('✗ The installation of Guestbook was cancelled.'),
  })
  expect(end.err).toContain('Stopping where nothing is left half done.')
})

test('a job that was cut short is left alone, and nothing is begun over it', { timeout: 300_000 }, async () => {
  const at = await home()
  const words = ['--server', server.name, '--apply', '--do', 'install', '--recipe', 'guestbook', '--domain']
  const cut = startPlan([...words, 'cut.example.org'], { home: at, catalogue: practice.catalogue })
  await cut.says(/Wait until/)
  cut.child.kill('SIGKILL')
  await cut.ended

  const journal = () => readJournal(at)
  const before = await journal()
  const over = await planned(['--server', server.name, '--apply', '--do', 'turn-off', '--app', 'cut.example.org'], at)
  expect(over).toMatchObject({ status: 1, err: expect.stringContaining('cut short') })
  expect(await journal()).toBe(before)
})

test('npm adds nothing to what it prints', async () => {
  const { npm_lifecycle_event: _, ...env } = process.env
  const out = await run('npm', ['run', '--silent', 'plan', '--', '--help'], { env })
  expect(out).toMatch(/^Plans a change of a server/)
})

/** A home in which Canteen knows the practice server, with its password in the keychain. */
async function home(): Promise<string> {
  const { core, home: folder } = await testCore(practice.catalogue)
  await addPracticeServer(core, practice)
  await core.close()
  return folder
}

function planned(words: readonly string[], at: string) {
  return plan(words, { home: at, catalogue: practice.catalogue })
}

function addressOf({ user, address, port, keyFile, hostKeySha256 }: PracticeServer): readonly string[] {
  return ['--server', `${user}@${address}:${port}`, '--key', keyFile, '--host-key', hostKeySha256]
}

function firstOf({ servers: [first] }: PracticeServers): PracticeServer {
  if (first === undefined) throw new Error('There is no practice server')
  return first
}

async function readJournal(at: string): Promise<string> {
  const folder = path.join(at, 'own', 'jobs')
  const ids = (await readdir(folder)).toSorted()
  const texts = ids.map((id) => readFile(path.join(folder, id, 'journal.jsonl'), 'utf8'))
  return (await Promise.all(texts)).join('\n')
}
