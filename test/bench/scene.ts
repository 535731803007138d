import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Core } from '../../main/api/core.ts'
import { openLog } from '../../main/outside/log/log.ts'
import { startCore } from '../../main/start.ts'
import type { Folders } from '../../main/store/folders.ts'
import type { ServerState } from '../../preload/contract/server.ts'
import {
  type PracticeOptions,
  type PracticeServer,
  type PracticeServers,
  startPracticeServers,
} from '../practice-server/practice-server.ts'

/** Folders of a member of their own. */
export interface Home extends AsyncDisposable {
  readonly folder: string
  /** Where Canteen looks when it is started by `startCanteen` on the folder. */
  readonly folders: Folders
}

export async function openHome(): Promise<Home> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'canteen-bench-')))
  const folders = {
    abra: path.join(folder, 'abra'),
    docker: path.join(folder, 'docker'),
    own: path.join(folder, 'own'),
  }
  for (const each of Object.values(folders)) await mkdir(each, { mode: 0o700 })
  return { folder, folders, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, maxRetries: 3 }) }
}

export interface OpenCore extends AsyncDisposable {
  readonly core: Core
}

/** A core in this process. */
export async function openCore({ folders }: Home, catalogue: string): Promise<OpenCore> {
  const environment = { PATH: process.env['PATH'], CANTEEN_CATALOGUE: catalogue }
  const log = openLog(folders.own)
  const core = await startCore({ folders, environment, log })
  return {
    core,
    async [Symbol.asyncDispose]() {
      await core.close()
      log.close()
    },
  }
}

export interface Practice extends AsyncDisposable {
  readonly practice: PracticeServers
  readonly server: PracticeServer
}

export async function openPractice(options: PracticeOptions): Promise<Practice> {
  const practice = await startPracticeServers(options)
  const [server] = practice.servers
  if (server === undefined) throw new Error('There is no practice server')
  return { practice, server, [Symbol.asyncDispose]: () => practice.stop() }
}

/** Adds a practice server, under its own name unless another is given. */
export async function addServer(core: Core, server: PracticeServer, name = server.name): Promise<string> {
  const { address: host, port, user, keyFile, hostKeySha256 } = server
  const login = { kind: 'key-file', file: keyFile } as const
  await core.servers.add({ kind: 'remote', name, host, port, user, login, acceptedKeys: [hostKeySha256] })
  return name
}

/** Waits for what is said about a server. */
export async function serverBecomes(
  core: Core,
  name: string,
  wanted: (state: ServerState) => boolean,
): Promise<ServerState> {
  let last: ServerState | undefined
  for await (const event of core.overview.watch(AbortSignal.timeout(180_000))) {
    const servers = event.kind === 'all' ? event.servers : event.kind === 'server' ? [event.server] : []
    last = servers.find((one) => one.name === name) ?? last
    if (last !== undefined && wanted(last)) return last
  }
  throw new Error(`${name} did not become as it should: ${JSON.stringify(last)}`)
}
