import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Core } from '../../main/api/core.ts'
import type { Keychain } from '../../main/outside/keychain/keychain-types.ts'
import { openKeychain } from '../../main/outside/keychain/open-keychain.ts'
import { startCatalogue } from '../practice-server/catalogue.ts'
import { type PracticeServer, startPracticeServers } from '../practice-server/practice-server.ts'
import { run } from '../practice-server/run.ts'
import { addPracticeServer } from '../support/app.ts'
import { type Between, standBetween } from './between.ts'
import { type EngineClient, engineClient } from './engine-client.ts'
import { openCore } from './open-core.ts'
import { recipe, sharedImage } from './recipe.ts'
import { restoredPassword, restoreServer } from './restore-server.ts'
import { readBirths, readServer, type Identities, type ServerState } from './server-state.ts'

export const app = 'tiny.example.org'
export const stack = 'tiny_example_org'
/** The recipe's passwords; each is at its first version. */
const passwords = ['token', 'seal']

/** All that a job may change, on the server and on this computer. */
export interface State extends ServerState {
  readonly file: string | null
}

/** A practice server with somebody in between, and two computers that know it: one whose core lives on, one whose core is killed. */
export interface Host {
  readonly server: PracticeServer
  readonly between: Between
  readonly engine: EngineClient
  readonly catalogue: string
  readonly core: Core
  readonly home: string
  readonly mortalHome: string
  /** Makes it what it was, for the computer with this home. */
  restore(state: State, home: string): Promise<void>
  read(home: string): Promise<State>
  /** Of what must not be lost. */
  identities(): Promise<Identities>
  /** What the keychain keeps of the app's passwords, by name; null for none. */
  kept(): Promise<Readonly<Record<string, string | null>>>
  /** What the app was given as a password. */
  inside(name: string): Promise<string>
  readonly keychain: Keychain
}

export interface Scene {
  readonly hosts: readonly Host[]
  stop(): Promise<void>
}

export const nothing: State = {
  swarm: true,
  services: {},
  previous: {},
  networks: { proxy: { Driver: 'overlay', Labels: {} } },
  secrets: {},
  configs: {},
  volumes: {},
  file: null,
}
export const bare: State = { ...nothing, swarm: false, networks: {} }

/** Whoever sets it needs a keychain, and stops it. */
export async function setScene(count: number): Promise<Scene> {
  const ends: (() => unknown)[] = []
  const stop = async () => {
    for (const end of ends.toReversed()) await end()
  }
  try {
    const practice = await startPracticeServers({ hosts: count })
    ends.push(practice.stop)
    const folder = await mkdtemp(path.join(tmpdir(), 'canteen-faults-'))
    ends.push(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }))
    const catalogue = await startCatalogue(path.join(practice.folder, 'faults'), [recipe])
    ends.push(catalogue.stop)
    // One after the other: they share a keychain, as two computers never do.
    const hosts: Host[] = []
    for (const server of practice.servers) hosts.push(await prepareHost(server, folder, catalogue.url, ends))
    return { hosts, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function prepareHost(
  server: PracticeServer,
  folder: string,
  catalogue: string,
  ends: (() => unknown)[],
): Promise<Host> {
  await server.docker('pull', '--quiet', sharedImage)
  const between = await standBetween(server.dockerSocket)
  ends.push(between.stop)
  const [home = '', mortalHome = ''] = ['immortal', 'mortal'].map((name) => path.join(folder, server.name, name))
  const opened = async (below: string) => {
    const core = await openCore(below, catalogue)
    await addPracticeServer(core, { servers: [server] })
    await core.catalogue.refresh()
    return core
  }
  await (await opened(mortalHome)).close()
  const core = await opened(home)
  ends.push(() => core.close())
  return openHost({ server, between, catalogue, core, home, mortalHome })
}

function openHost(parts: Pick<Host, 'server' | 'between' | 'catalogue' | 'core' | 'home' | 'mortalHome'>): Host {
  const { server, between } = parts
  const engine = engineClient(between.engine)
  const keychain = openKeychain()
  const fileBelow = (home: string) => path.join(home, 'abra', 'servers', server.name, `${app}.env`)
  const account = (name: string) => `app/${server.name}/${app}/${secretOf(name)}`
  const dockerRoot = path.join(path.dirname(server.dockerSocket), '..', 'docker')
  return {
    ...parts,
    engine,
    keychain,
    async restore(state, home) {
      await restoreServer(engine, state, server.address)
      if (state.file === null) await rm(fileBelow(home), { force: true })
      else await writeFile(fileBelow(home), state.file)
      for (const name of passwords) {
        const kept = await keychain.get(account(name))
        if (secretOf(name) in state.secrets) {
          if (kept === null) await keychain.set(account(name), restoredPassword)
        } else if (kept !== null) await keychain.remove(account(name))
      }
    },
    async read(home) {
      const { identities: _, ...state } = await readServer(engine)
      return { ...state, file: await readFile(fileBelow(home), 'utf8').catch(() => null) }
    },
    async identities() {
      const { identities, ...state } = await readServer(engine)
      return { ...identities, ...(await readBirths(state, dockerRoot)) }
    },
    async kept() {
      const found = passwords.map(async (name) => [name, await keychain.get(account(name))] as const)
      return Object.fromEntries(await Promise.all(found))
    },
    async inside(name) {
      const docker = (...args: readonly string[]) => run('docker', ['-H', `unix://${between.engine}`, ...args])
      const id = await docker('ps', '--quiet', '--filter', `label=com.docker.swarm.service.name=${stack}_app`)
      return await docker('exec', id.trim(), 'cat', `/run/secrets/${name}`)
    },
  }
}

/** What the server calls a password. */
export function secretOf(name: string): string {
  return `${stack}_${name}_v1`
}
