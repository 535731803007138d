import { mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openLookUp } from '../../../main/outside/dns/look-up.ts'
import { openKeychain } from '../../../main/outside/keychain/open-keychain.ts'
import { openServers } from '../../../main/server/servers.ts'
import { serverName } from '../../../preload/contract/server.ts'
import { failureOf } from '../../support/failure-of.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

test.each(['con', 'NUL', 'lpt1', 'coop.', 'coop.example.org..', '.coop', '-coop', '../coop', 'a/b', 'a\\b', 'a b', ''])(
  'no server can be called %j',
  (name) => {
    expect(serverName.safeParse(name).success).toBe(false)
  },
)

test.each(['c', 'coop', 'con.example.org', 'coop.example.org', 'Coop_2', 'a-', 'a'.repeat(253)])(
  'a server can be called %j',
  (name) => {
    expect(serverName.safeParse(name).success).toBe(true)
  },
)

test('a server is not added under a name that is another one on disks that do not tell large from small letters', async () => {
  const folder = await temporaryFolder()
  await mkdir(path.join(folder, 'abra', 'servers', 'Coop'), { recursive: true })
  const servers = openServers({
    folders: { abra: path.join(folder, 'abra'), docker: path.join(folder, 'docker'), own: path.join(folder, 'own') },
    environment: {},
    platform: process.platform,
    home: folder,
    user: 'ada',
    keychain: openKeychain(),
    lookUp: openLookUp(),
    now: Date.now,
  })
  const way = { host: '127.0.0.1', port: 1, user: 'ada', login: { kind: 'agent' }, acceptedKeys: [] } as const
  const add = (name: string) => servers.add({ kind: 'remote', name, ...way, acceptedKeys: [] })
  expect(await failureOf(add('coop'))).toEqual({ code: 'server-exists', facts: { server: 'Coop' } })
  expect((await failureOf(add('Coop'))).code).toBe('port-closed')
  expect(await readdir(path.join(folder, 'abra', 'servers'))).toEqual(['Coop'])
  servers.close()
})
