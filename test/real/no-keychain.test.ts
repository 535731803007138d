/** Adding servers on a computer whose keychain cannot be had: in a file of its own, for a process finds its D-Bus once. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openLookUp } from '../../main/outside/dns/look-up.ts'
import { openKeychain } from '../../main/outside/keychain/open-keychain.ts'
import { openServers, type Servers } from '../../main/server/servers.ts'
import { Trouble } from '../../preload/contract/failure.ts'
import { type PracticeServers, startPracticeServers } from '../practice-server/practice-server.ts'

let practice: PracticeServers
let folder = ''
let servers: Servers
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'canteen-no-keychain-'))
  process.env['DBUS_SESSION_BUS_ADDRESS'] = `unix:path=${join(folder, 'nobody')}`
  practice = await startPracticeServers({ catalogue: false })
  servers = openServers({
    folders: { abra: join(folder, 'abra'), docker: join(folder, 'docker'), own: join(folder, 'own') },
    environment: {},
    platform: process.platform,
    home: folder,
    user: 'ada',
    keychain: openKeychain(),
    lookUp: openLookUp(),
    now: Date.now,
  })
})
afterAll(async () => {
  servers.close()
  await practice.stop()
  await rm(folder, { recursive: true })
})

function input() {
  const [server] = practice.servers
  if (server === undefined) throw new Error('No practice server')
  const { address: host, port, user, password, keyFile, hostKeySha256 } = server
  return {
    withPassword: { kind: 'password', password } as const,
    withKeyFile: { kind: 'key-file', file: keyFile } as const,
    way: { kind: 'remote', name: 'coop.example.org', host, port, user, acceptedKeys: [hostKeySha256] } as const,
  }
}

it('saves nothing of a login that has a secret', async () => {
  const { way, withPassword } = input()
  expect((await servers.offers()).keychain).toMatchObject({ kind: 'failed', failure: { code: 'keychain-missing' } })
  const refused: unknown = await servers
    .add({ ...way, login: withPassword, acceptedKeys: [...way.acceptedKeys] })
    .catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(Trouble)
  expect(refused).toMatchObject({ failure: { code: 'keychain-missing' } })
  expect(await readdir(folder)).toEqual([])
})

it('adds, uses and forgets a server whose login has none', async () => {
  const { way, withKeyFile } = input()
  await servers.add({ ...way, login: withKeyFile, acceptedKeys: [...way.acceptedKeys] })
  expect((await (await servers.connections.engine(way.name)).info()).swarm.kind).toBe('manager')
  await servers.forget(way.name)
  expect(await readdir(join(folder, 'abra', 'servers'))).toEqual([])
})
