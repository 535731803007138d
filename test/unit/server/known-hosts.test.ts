import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HostKey } from '../../../main/outside/ssh/ssh-types.ts'
import { identify } from '../../../main/server/identify.ts'
import { hostKeyPrint } from '../../../main/server/host-key.ts'
import { openKnownHosts } from '../../../main/server/known-hosts.ts'
import { Trouble } from '../../../preload/contract/failure.ts'

let folder = ''
let own = ''
let system = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'canteen-known-'))
  own = join(folder, 'own', 'known_hosts')
  system = join(folder, 'system')
})
afterEach(async () => await rm(folder, { recursive: true }))

const key = (name: string, type = 'ssh-ed25519'): HostKey => ({ type, bytes: Buffer.from(`${type} ${name}`) })
const line = (hosts: string, { type, bytes }: HostKey) => `${hosts} ${type} ${bytes.toString('base64')}\n`
const mine = key('mine')
const other = key('other')

async function verdict(text: string, host: string, port: number, shown: HostKey) {
  await writeFile(system, text)
  return (await openKnownHosts(own, [system]).look(host, port)).judge(shown).kind
}

describe("the system's known hosts", () => {
  it.each([
    ['a name', line('server.example.org', mine)],
    ['a name of several', line('other.example.org,server.example.org,192.0.2.7', mine)],
    ['a pattern', line('*.example.org', mine)],
    ['a pattern with one letter left open', line('serve?.example.org', mine)],
    ['a name in capitals', line('Server.Example.ORG', mine)],
    [
      'a line after broken ones',
      `\n# comment\nserver.example.org\n@unknown server.example.org x y\n${line('server.example.org', mine)}`,
    ],
    ['a line with Windows line ends', line('server.example.org', mine).replace('\n', '\r\n')],
    ['one of two keys', line('server.example.org', key('rsa', 'ssh-rsa')) + line('server.example.org', mine)],
  ])('know a host by %s', async (_by, text) => {
    expect(await verdict(text, 'server.example.org', 22, mine)).toBe('known')
    expect(await verdict(text, 'server.example.org', 22, other)).toBe('changed')
  })

  it.each([
    ['nothing', ''],
    ['another host', line('servers.example.org', mine)],
    ['a pattern that leaves the host out', line('*.example.org,!server.example.org', mine)],
    ['an authority, which is not asked', `@cert-authority ${line('*.example.org', mine)}`],
    ['the host on another port', line('[server.example.org]:2222', mine)],
    ['a kind of key that no server shows any more', line('server.example.org', key('old', 'ssh-dss'))],
    ['a name that is no expression', line('server.example.or.', mine)],
  ])('do not know a host by %s', async (_by, text) => {
    expect(await verdict(text, 'server.example.org', 22, mine)).toBe('unknown')
  })

  it('know a host on another port by its port, and take but never refuse by the usual one', async () => {
    expect(await verdict(line('[server.example.org]:2222', mine), 'server.example.org', 2222, mine)).toBe('known')
    expect(await verdict(line('[server.example.org]:2222', mine), 'server.example.org', 2222, other)).toBe('changed')
    expect(await verdict(line('server.example.org', mine), 'server.example.org', 2222, mine)).toBe('known')
    expect(await verdict(line('server.example.org', mine), 'server.example.org', 2222, other)).toBe('unknown')
  })

  it('know hosts by the hashes that ssh-keygen makes', async () => {
    await writeFile(system, line('server.example.org', mine) + line('[server.example.org]:2222', other))
    // ssh-keygen wants keys that it can read.
    const real = join(folder, 'key')
    await promisify(execFile)('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', real])
    const [type = '', base64 = ''] = (await readFile(`${real}.pub`, 'utf8')).split(' ')
    const shown = { type, bytes: Buffer.from(base64, 'base64') }
    await writeFile(system, line('server.example.org', shown) + line('[server.example.org]:2222', shown))
    await promisify(execFile)('ssh-keygen', ['-q', '-H', '-f', system])
    const hashed = await readFile(system, 'utf8')
    expect(hashed).not.toContain('server.example.org')
    expect(await verdict(hashed, 'Server.example.org', 22, shown)).toBe('known')
    expect(await verdict(hashed, 'server.example.org', 2222, shown)).toBe('known')
    expect(await verdict(hashed, 'server.example.org', 2222, mine)).toBe('changed')
    expect(await verdict(hashed, 'another.example.org', 22, shown)).toBe('unknown')
  })

  it('refuse a revoked key even when it is known', async () => {
    const text = line('server.example.org', mine) + `@revoked ${line('*', mine)}`
    expect(await verdict(text, 'server.example.org', 22, mine)).toBe('changed')
  })

  it('say which types of key are known, so that the server shows one of them', async () => {
    await writeFile(system, line('server.example.org', key('a', 'ssh-rsa')) + line('server.example.org', mine))
    const { keyTypes } = await openKnownHosts(own, [system]).look('server.example.org', 22)
    expect(keyTypes).toEqual(['ssh-rsa', 'ssh-ed25519'])
  })
})

describe('our own known hosts', () => {
  it('remember and forget hosts in a file that only the member can read and ssh understands', async () => {
    const known = openKnownHosts(own, [])
    await Promise.all([known.remember('one.example.org', 22, mine), known.remember('two.example.org', 2222, other)])
    await known.remember('one.example.org', 22, mine)
    expect(await readFile(own, 'utf8')).toBe(line('one.example.org', mine) + line('[two.example.org]:2222', other))
    expect((await stat(own)).mode & 0o777).toBe(0o600)
    await known.forget('one.example.org', 22)
    expect(await readFile(own, 'utf8')).toBe(line('[two.example.org]:2222', other))
    expect((await known.look('one.example.org', 22)).judge(mine).kind).toBe('unknown')
    expect((await known.look('two.example.org', 2222)).judge(other).kind).toBe('known')
  })

  it("outrank the system's: a key that a member said yes to stays pinned", async () => {
    await writeFile(system, line('one.example.org', other))
    const known = openKnownHosts(own, [system])
    await known.remember('one.example.org', 22, mine)
    expect((await known.look('one.example.org', 22)).judge(mine).kind).toBe('known')
    expect((await known.look('one.example.org', 22)).judge(other).kind).toBe('changed')
  })
})

describe('identifying a host', () => {
  const place = { host: 'one.example.org', port: 22 }
  const refusal = (check: () => void) => {
    try {
      check()
    } catch (error) {
      if (error instanceof Trouble) return error.failure
      throw error
    }
    return null
  }

  it('asks about a key that nobody knows, and takes it once the member said yes', async () => {
    const known = openKnownHosts(own, [system])
    const print = hostKeyPrint(mine.bytes)
    const first = await identify(known, place, [])
    expect(refusal(() => first.checkHostKey(mine))).toEqual({
      code: 'host-key-unknown',
      facts: { address: 'one.example.org', keyType: 'ssh-ed25519', ...print },
    })
    expect(first.newKey()).toBeNull()
    const second = await identify(known, place, [print.sha256])
    expect(refusal(() => second.checkHostKey(mine))).toBeNull()
    expect(second.newKey()).toEqual(mine)
    expect(refusal(() => second.checkHostKey(other))?.code).toBe('host-key-unknown')
  })

  it('refuses a changed key whatever the member said yes to, and names the file', async () => {
    await writeFile(system, line('one.example.org', mine))
    const print = hostKeyPrint(other.bytes)
    const identity = await identify(openKnownHosts(own, [system]), place, [print.sha256])
    expect(refusal(() => identity.checkHostKey(other))).toEqual({
      code: 'host-key-changed',
      facts: {
        address: 'one.example.org',
        keyType: 'ssh-ed25519',
        ...print,
        knownSha256: hostKeyPrint(mine.bytes).sha256,
        source: system,
      },
    })
  })
})
