import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openKeptLooks } from '../../../main/server/kept-looks.ts'
import { openOverview } from '../../../main/server/overview.ts'
import type { StackLook } from '../../../main/server/server-look.ts'

let home: string
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'canteen-many-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

const servers = Array.from({ length: 20 }, (_, index) => `server${index}.example.org`)
const apps = Array.from({ length: 25 }, (_, index) => `app${index}`)
const comments = '# What this setting is for, in a line of words as recipes have them.\nSETTING=value\n'.repeat(40)

test('five hundred apps on twenty servers are there at once, as they were last seen', async () => {
  const folders = { abra: path.join(home, 'abra'), own: path.join(home, 'own'), docker: path.join(home, 'docker') }
  await keepLooks(folders.own)
  for (const server of servers) {
    const folder = path.join(folders.abra, 'servers', server)
    await mkdir(folder, { recursive: true })
    for (const app of apps) {
      const text = `TYPE=wiki:1.0.0+2.0\nDOMAIN=${app}.${server}\n${comments}`
      await writeFile(path.join(folder, `${app}.${server}.env`), text)
    }
  }

  const before = process.cpuUsage()
  const overview = await openOverview({
    folders,
    connections: {
      engine: (_, signal) =>
        new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('closed')))),
      state: () => ({ kind: 'connecting' }),
      onChange: () => () => undefined,
      retry: () => undefined,
    },
    place: async () => null,
    versions: async () => [],
    jobFor: () => null,
    now: () => 2000,
    logBug: () => undefined,
  })
  const { user, system } = process.cpuUsage(before)
  const all = overview.current().flatMap((server) => server.apps)
  await overview.close()
  expect(all).toHaveLength(500)
  expect(all.every(({ word, version }) => word === 'working' && version === '1.0.0+2.0')).toBe(true)
  // In milliseconds of work, some 300 measured: how long it takes is up to what else the machine does.
  expect((user + system) / 1000).toBeLessThan(1000)
})

async function keepLooks(own: string): Promise<void> {
  const kept = openKeptLooks(own, (error) => {
    throw error
  })
  const facts = {
    dockerVersion: '28.0.0',
    system: 'Debian',
    machines: [],
    memoryBytes: 1e9,
    processors: 2,
    swarm: true,
    proxyNetwork: true,
  }
  const look: StackLook = {
    word: 'working',
    reason: { code: 'reason-all-running', values: { services: 2 } },
    version: '1.0.0+2.0',
    chaos: false,
    web: 'https',
  }
  for (const server of servers) {
    const stackOf = (app: string) => `${app}.${server}`.replaceAll('.', '_')
    kept.keep(server, { at: 1000, facts, stacks: new Map(apps.map((app) => [stackOf(app), look])) })
  }
  await kept.close()
}
