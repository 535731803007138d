/** The keychain of Linux, gnome-keyring, on a D-Bus of its own in each state that a member may meet. */
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

type Step = readonly ['get' | 'set' | 'remove' | 'check', ...string[]]
interface Answer {
  readonly value?: string | null
  readonly code?: string
  readonly detail?: string
  readonly milliseconds: number
  readonly blocked: number
}

const script = `
import { openKeychain } from ${JSON.stringify(join(import.meta.dirname, '../../main/outside/keychain/open-keychain.ts'))}
const { steps, options } = JSON.parse(process.argv[1])
const keychain = openKeychain(options)
let blocked = 0
let last = performance.now()
const watch = setInterval(() => { const now = performance.now(); blocked = Math.max(blocked, now - last - 5); last = now }, 5)
const answers = []
for (const [kind, ...args] of steps) {
  const start = performance.now()
  const answer = await keychain[kind](...args).then((value) => ({ value: value ?? null }), (error) => ({ ...error.failure, ...error.failure?.facts, other: error.failure ? undefined : String(error) }))
  answers.push({ ...answer, milliseconds: performance.now() - start, blocked })
}
clearInterval(watch)
console.log('ANSWERS' + JSON.stringify(answers))
`

let folder = ''
let home = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'canteen-keychain-'))
  home = join(folder, 'home')
  await mkdir(home)
})
afterAll(async () => await rm(folder, { recursive: true }))

const unlocked = `printf 'the keyring password' | gnome-keyring-daemon --unlock --components=secrets >/dev/null`
const locked = 'gnome-keyring-daemon --start --components=secrets >/dev/null'

async function inSession(before: string, steps: readonly Step[], options: object = {}, busConfig?: string) {
  const node = [process.execPath, '--input-type=module', '--eval', script, JSON.stringify({ steps, options })]
  const config = busConfig === undefined ? [] : [`--config-file=${busConfig}`]
  return await answersOf('dbus-run-session', [...config, '--', 'bash', '-c', `${before}; "$@"`, 'bash', ...node])
}

async function answersOf(command: string, args: readonly string[]): Promise<readonly Answer[]> {
  const runtime = await mkdtemp(join(folder, 'run-'))
  const child = spawn(command, args, {
    env: { PATH: process.env['PATH'], HOME: home, XDG_RUNTIME_DIR: runtime },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  let trouble = ''
  child.stderr.on('data', (chunk: Buffer) => (trouble += chunk.toString()))
  await new Promise((resolve) => child.once('close', resolve))
  const line = output.split('\n').find((each) => each.startsWith('ANSWERS'))
  if (line === undefined) throw new Error(`No answers: ${output}${trouble}`)
  const answers: readonly Answer[] = JSON.parse(line.slice('ANSWERS'.length))
  return answers
}

describe('a keychain that is open', () => {
  it('keeps a value until it is removed', async () => {
    const answers = await inSession(unlocked, [
      ['check'],
      ['get', 'server/one'],
      ['set', 'server/one', 'pass wörd'],
      ['get', 'server/one'],
      ['remove', 'server/one'],
      ['remove', 'server/one'],
      ['get', 'server/one'],
    ])
    expect(answers.map(({ value }) => value)).toEqual([null, null, null, 'pass wörd', null, null, null])
  })

  it('keeps values for the next start', async () => {
    await inSession(unlocked, [['set', 'server/kept', 'still here']])
    const answers = await inSession(unlocked, [['get', 'server/kept']])
    expect(answers[0]?.value).toBe('still here')
  })

  it('keeps a long value in parts where an entry is short, and leaves no part behind', async () => {
    const key = Array.from({ length: 700 }, (_, index) => `line ${index}`).join('\n')
    const answers = await inSession(
      unlocked,
      [
        ['set', 'server/long', key],
        ['get', 'server/long'],
        ['set', 'server/long', 'short'],
        ['get', 'server/long'],
        ['get', 'server/long/part-0'],
        ['set', 'server/long', 'canteen-parts:3'],
        ['get', 'server/long'],
        ['remove', 'server/long'],
        ['get', 'server/long/part-0'],
      ],
      { longest: 1000 },
    )
    expect(answers.map(({ value }) => value)).toEqual([
      null,
      key,
      null,
      'short',
      null,
      null,
      'canteen-parts:3',
      null,
      null,
    ])
  })

  it('does not hold up the rest of the core while its daemon hangs', async () => {
    const asked = 'dbus-send --session --print-reply --dest=org.freedesktop.DBus / '
    const there = `${asked}org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q true`
    const owner = 'org.freedesktop.DBus.GetConnectionUnixProcessID string:org.freedesktop.secrets'
    const hangs = `until ${there}; do sleep 0.05; done; daemon=$(${asked}${owner} | awk '/uint32/ { print $2 }'); kill -STOP "$daemon"; trap 'kill -KILL "$daemon"' EXIT`
    const answers = await inSession(`${unlocked}; ${hangs}`, [['get', 'server/kept']])
    expect(answers[0]?.code).toBe('keychain-missing')
    // The library itself waits for two seconds.
    expect(answers[0]?.milliseconds).toBeGreaterThan(1500)
    expect(answers[0]?.blocked).toBeLessThan(1000)
  })
})

describe('a keychain that is locked', () => {
  beforeAll(async () => {
    await inSession(unlocked, [['set', 'server/kept', 'still here']])
  })

  it('is a failure when the question for its password is not shown', async () => {
    const answers = await inSession(locked, [['check'], ['set', 'server/two', 'never written'], ['get', 'server/kept']])
    expect(answers.map(({ code }) => code)).toEqual(['keychain-locked', 'keychain-locked', 'keychain-locked'])
  })

  it('is a failure in bounded time when nobody answers the question', async () => {
    const services = join(folder, 'services')
    await mkdir(services)
    const silent = '[D-BUS Service]\nName=org.gnome.keyring.SystemPrompter\nExec=/bin/sleep 20\n'
    await writeFile(join(services, 'org.gnome.keyring.SystemPrompter.service'), silent)
    const config = join(folder, 'bus.conf')
    await writeFile(
      config,
      `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
      <busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><servicedir>${services}</servicedir>
      <limit name="service_start_timeout">8000</limit>
      <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`,
    )
    const steps: readonly Step[] = [['set', 'server/two', 'never written'], ['get', 'server/two'], ['check']]
    const answers = await inSession(locked, steps, { patience: 2000, shortPatience: 500 }, config)
    expect(answers.map(({ code }) => code)).toEqual(['keychain-locked', 'keychain-locked', 'keychain-locked'])
    const [first, ...behind] = answers.map(({ milliseconds }) => milliseconds)
    expect(first).toBeGreaterThan(1900)
    expect(first).toBeLessThan(6000)
    expect(Math.max(...behind)).toBeLessThan(1900)
    expect(Math.max(...answers.map(({ blocked }) => blocked))).toBeLessThan(1000)
  })
})

describe('no keychain', () => {
  it('is a failure without D-Bus', async () => {
    const input = JSON.stringify({
      steps: [['check'], ['set', 'server/three', 'never written'], ['get', 'server/three']],
      options: {},
    })
    const answers = await answersOf(process.execPath, ['--input-type=module', '--eval', script, input])
    expect(answers.map(({ code }) => code)).toEqual(['keychain-missing', 'keychain-missing', 'keychain-missing'])
    expect(answers[0]?.detail).not.toContain('never written')
  })
})

it('writes no value in clear anywhere', async () => {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const texts = await Promise.all(
    files
      .filter((file) => file.isFile())
      .map(async (file) => await readFile(join(file.parentPath, file.name), 'latin1')),
  )
  expect(texts.length).toBeGreaterThan(0)
  for (const text of texts) expect(text).not.toMatch(/never written|still here|pass wörd/)
})
