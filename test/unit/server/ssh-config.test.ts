import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { hopsOfSettings } from '../../../main/server/known-way.ts'
import { readSshConfig } from '../../../main/server/ssh-config.ts'

let home = ''
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'canteen-config-'))
  await mkdir(join(home, '.ssh', 'conf.d'), { recursive: true })
})
afterEach(async () => await rm(home, { recursive: true }))

const write = async (text: string, name = 'config') => await writeFile(join(home, '.ssh', name), text)
const read = async () => await readSshConfig({ home, user: 'ada' })

it('offers hosts that have a block of their own, with what all blocks say of them', async () => {
  await write(`
Host coop shop.example.org *.lab !bad.lab
  HostName coop.example.org
  Port 2222
  IdentityFile ~/.ssh/coop_key
Host bastion
  hostname = 192.0.2.1
  User jumper
Host *
  User deploy
  ProxyJump bastion
`)
  const config = await read()
  expect(config.aliases).toEqual(['coop', 'shop.example.org', 'bastion'])
  expect(config.settings('coop')).toEqual({
    host: 'coop.example.org',
    port: 2222,
    user: 'deploy',
    keyFiles: [join(home, '.ssh', 'coop_key')],
    jumps: ['bastion'],
    agent: 'first',
  })
  expect(config.settings('bastion')).toMatchObject({ host: '192.0.2.1', user: 'jumper' })
  expect(config.settings('elsewhere')).toMatchObject({ host: 'elsewhere', port: 22, user: 'deploy' })
})

it('follows Include, by pattern and inside a block', async () => {
  await write('Include conf.d/*.conf\nHost outer\n  Include inner\n  Port 2200\n')
  await write('Host first\n  HostName first.example.org\n', 'conf.d/1.conf')
  await write('Host second\n  HostName second.example.org\n', 'conf.d/2.conf')
  await write('User inside\nHost never\n  Port 9\n', 'inner')
  const config = await read()
  expect(config.aliases).toContain('first')
  expect(config.settings('second').host).toBe('second.example.org')
  expect(config.settings('outer')).toMatchObject({ user: 'inside', port: 2200 })
})

it('ends for files that include themselves', async () => {
  await write('Include config\nHost one\n  Port 2201\n')
  expect((await read()).settings('one').port).toBe(2201)
})

it('fills in places and takes the first value of each', async () => {
  await write(
    'Host coop\n  HostName %h.example.org\n  IdentityFile "%d/keys/%r@%h"\n  User one\n  User two\n  IdentitiesOnly yes\n',
  )
  expect((await read()).settings('coop')).toMatchObject({
    host: 'coop.example.org',
    user: 'one',
    keyFiles: [join(home, 'keys', 'one@coop.example.org')],
    agent: 'last',
  })
})

it('runs nothing and looks nothing up', async () => {
  const proof = join(home, 'ran')
  await write(
    `CanonicalizeHostname yes\nCanonicalDomains example.invalid\nMatch exec "touch ${proof}"\n  User hacked\n`,
  )
  const start = performance.now()
  expect((await read()).settings('coop').user).toBe('ada')
  expect(performance.now() - start).toBeLessThan(1000)
  await expect(writeFile(proof, '', { flag: 'wx' })).resolves.toBeUndefined()
})

it.each(['Host "unended\n', '\0\0\0', 'Port eighty\n', 'Match\n'])(
  'takes a file that says nothing useful for empty: %j',
  async (text) => {
    await write(text)
    expect((await read()).settings('coop')).toMatchObject({ host: 'coop', port: 22, user: 'ada' })
  },
)

it('takes a file that is missing for empty', async () => {
  expect((await read()).aliases).toEqual([])
})

it('goes as ssh would: through jump hosts, with the agent and the key files that there are', async () => {
  await write(`
Host coop
  ProxyJump root@first.example.org:2201,second
Host second
  HostName 192.0.2.2
  IdentityAgent none
`)
  await write('a key', 'id_ed25519')
  const config = await read()
  const file = { kind: 'key-file', file: join(home, '.ssh', 'id_ed25519') }
  expect(await hopsOfSettings(config.settings('coop'), config, home)).toEqual([
    { host: 'first.example.org', port: 2201, user: 'root', logins: [{ kind: 'agent' }, file] },
    { host: '192.0.2.2', port: 22, user: 'ada', logins: [file] },
    { host: 'coop', port: 22, user: 'ada', logins: [{ kind: 'agent' }, file] },
  ])
})
