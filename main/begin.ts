import os from 'node:os'
import { Trouble } from '../preload/contract/failure.ts'
import type { Core } from './api/core.ts'
import { type Log, openLog } from './outside/log/log.ts'
import { type OneServer, startCore } from './start.ts'
import { type Folders, folders } from './store/folders.ts'
import { type Lock, type LockAnswer, lockOwn } from './store/lock.ts'
import { makeOwnFolder } from './store/own-file.ts'
import { catchStrayBugs } from './stray-bugs.ts'

export type Beginning =
  /** Another Canteen runs on the same folder. `address`: where its window is, if it told. */
  | { readonly kind: 'held'; readonly pid: number; readonly address: string | null }
  | { readonly kind: 'ours'; readonly begun: Begun }

export interface Begun {
  readonly core: Core
  readonly folders: Folders
  readonly lock: Lock
  readonly log: Log
  /** Ends the core and gives the lock back; ends within seconds, whatever the core waits for. */
  readonly end: () => Promise<void>
}

/** What a command in a terminal needs less than a window. */
export interface CommandNeeds extends OneServer {
  /** Without the lock it may only plan: another Canteen may be at work in the same folder. */
  readonly locks: boolean
}

const patience = 5000

/** What windows and commands begin with: the folders, the lock, the log, the core. Throws Trouble where a folder cannot be used. */
export async function begin(
  environment: Readonly<Record<string, string | undefined>>,
  command?: CommandNeeds,
): Promise<Beginning> {
  const found = folders({ environment, platform: process.platform, home: os.homedir() })
  const answer = command?.locks === false ? await withoutLock(found.own) : await lockOwn(found.own)
  if (answer.kind === 'held') return answer
  const { lock } = answer
  const log = openLog(found.own)
  const letGo = catchStrayBugs(log.logBug)
  try {
    const core = await startCore({ folders: found, environment, log, only: command })
    log.info('started', { platform: process.platform, node: process.version })
    return { kind: 'ours', begun: { core, folders: found, lock, log, end: () => end(core, lock, log).finally(letGo) } }
  } catch (error) {
    letGo()
    log.logBug(error)
    log.close()
    await lock.release()
    throw error
  }
}

async function withoutLock(own: string): Promise<LockAnswer> {
  await makeOwnFolder(own)
  return { kind: 'ours', lock: { tell: async () => undefined, release: async () => undefined } }
}

async function end(core: Core, lock: Lock, log: Log): Promise<void> {
  const closed = core.close().catch((error: unknown) => void log.logBug(error))
  const { promise: tooLate, resolve } = Promise.withResolvers<'late'>()
  const timer = setTimeout(() => resolve('late'), patience)
  if ((await Promise.race([closed, tooLate])) === 'late') log.warn('the core did not end in time', { patience })
  clearTimeout(timer)
  log.info('ended')
  log.close()
  await lock.release()
}

/** Why `begin` threw, for the terminal or a bare dialog: a failure's code and facts, or a bug's stack. */
export function whyNotBegun(error: unknown): string {
  if (error instanceof Trouble) return `${error.failure.code} ${JSON.stringify(error.failure.facts)}`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
