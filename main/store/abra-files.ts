/**
 * The app settings files below `~/.abra/servers`, shared with abra (abra.md §1.2): one folder for each server, in it
 * `<app>.env`. Folder and files may be symbolic links into a team's clone. Everything else that lies there is not ours.
 */
import { lstat, readFile, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { type AppReference, appReference } from '../../preload/contract/app.ts'
import { type Failure, Trouble } from '../../preload/contract/failure.ts'
import { readTrouble, systemCode, writeTrouble } from './file-trouble.ts'
import type { Folders } from './folders.ts'
import { makeOwnFolder } from './own-file.ts'
import { serverFolder } from './server-folders.ts'
import { createFile, writeAtomic } from './write-atomic.ts'

const largest = 1024 * 1024

export interface AppFiles {
  /** Names without `.env`, sorted. */
  readonly apps: readonly string[]
  /** Files that look like settings and cannot be: broken links, names that no app can have. They are left alone. */
  readonly troubles: readonly Failure[]
}

/** Throws Trouble `server-unknown`, `file-unreadable`. */
export async function listApps(abra: string, server: string): Promise<AppFiles> {
  const folder = serverFolder(abra, server)
  const apps: string[] = []
  const troubles: Failure[] = []
  for (const name of await namesIn(folder, server)) {
    if (!name.endsWith('.env') || name.startsWith('.')) continue
    const file = path.join(folder, name)
    const found = await stat(file).catch((error: unknown) => systemCode(error) ?? 'unknown')
    if (typeof found !== 'string' && found.isDirectory()) continue
    const app = name.slice(0, -'.env'.length)
    const detail = typeof found === 'string' ? found : !found.isFile() ? 'not a file' : refusedName(server, app)
    if (detail === null) apps.push(app)
    else troubles.push({ code: 'file-unreadable', facts: { file, detail } })
  }
  return { apps: apps.sort(), troubles }
}

/** The path of an app's settings file. Names that could lead elsewhere are a bug of the caller: they throw a ZodError. */
export function appFile(abra: string, reference: AppReference): string {
  const { server, app } = appReference.parse(reference)
  return path.join(serverFolder(abra, server), `${app}.env`)
}

/**
 * The file's text, a leading byte-order mark included, so that writing it back changes nothing. At most 1 MiB of UTF-8.
 * Throws Trouble `app-unknown`, `file-unreadable`.
 */
export async function readAppFile(abra: string, reference: AppReference): Promise<string> {
  const file = appFile(abra, reference)
  try {
    const found = await stat(file)
    if (!found.isFile()) throw unreadable(file, 'not a file')
    if (found.size > largest) throw unreadable(file, `${found.size} bytes`)
    return decode(await readFile(file), file)
  } catch (error) {
    throw systemCode(error) === 'ENOENT' ? appUnknown(reference) : readTrouble(error, file)
  }
}

/** Throws Trouble `app-exists`, `server-unknown`, `disk-full`, `file-not-writable`; a file that was there stays as it is. */
export async function createAppFile(abra: string, reference: AppReference, text: string): Promise<void> {
  const file = appFile(abra, reference)
  await namesIn(path.dirname(file), reference.server)
  const made = await createFile(file, text, { mode: 0o664 })
  if (made === 'exists') throw new Trouble({ code: 'app-exists', facts: { ...reference } })
}

/** Replaces the text of a file that is there. Throws Trouble `app-unknown`, `disk-full`, `file-not-writable`. */
export async function writeAppFile(abra: string, reference: AppReference, text: string): Promise<void> {
  const file = appFile(abra, reference)
  const found = await stat(file).catch(() => null)
  if (!found?.isFile()) throw appUnknown(reference)
  await writeAtomic(file, text)
}

/**
 * Takes an app's settings away and keeps a copy among Canteen's own data; answers the copy's path. Of a symbolic link only
 * the link goes. Throws Trouble `app-unknown`, `file-unreadable`, `disk-full`, `file-not-writable`; nothing is gone then.
 */
export async function removeAppFile({ abra, own }: Folders, reference: AppReference): Promise<string> {
  const file = appFile(abra, reference)
  const found = await lstat(file).catch(() => null)
  if (found === null || found.isDirectory()) throw appUnknown(reference)
  const bytes = await readFile(file).catch((error: unknown) => {
    throw readTrouble(error, file)
  })
  const trash = path.join(own, 'trash', reference.server)
  await makeOwnFolder(trash)
  const copy = path.join(trash, `${reference.app}.env.${new Date().toISOString().replaceAll(':', '-')}`)
  await writeAtomic(copy, bytes, { mode: 0o600 })
  try {
    await rm(file)
  } catch (error) {
    throw writeTrouble(error, file)
  }
  return copy
}

async function namesIn(folder: string, server: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') throw new Trouble({ code: 'server-unknown', facts: { server } })
    throw readTrouble(error, folder)
  }
}

function refusedName(server: string, app: string): string | null {
  return appReference.safeParse({ server, app }).success ? null : 'name'
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw unreadable(file, 'not UTF-8')
  }
}

function unreadable(file: string, detail: string): Trouble {
  return new Trouble({ code: 'file-unreadable', facts: { file, detail } })
}

function appUnknown(reference: AppReference): Trouble {
  return new Trouble({ code: 'app-unknown', facts: { app: reference.app, server: reference.server } })
}
