/** The folders below `~/.abra/servers`: a server is known when it has one (abra.md §1.2). */
import { lstat, mkdir, readdir, rm, rmdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Failure } from '../../preload/contract/failure.ts'
import { serverName } from '../../preload/contract/server.ts'
import { readTrouble, systemCode, writeTrouble } from './file-trouble.ts'

export interface ServerFolders {
  /** Sorted; the computer itself is `default`, when it was added. */
  readonly servers: readonly string[]
  /** Broken links, and folders whose name no server can have. They are left alone. */
  readonly troubles: readonly Failure[]
}

/** Throws Trouble `file-unreadable`. */
export async function listServers(abra: string): Promise<ServerFolders> {
  const folder = path.join(abra, 'servers')
  const servers: string[] = []
  const troubles: Failure[] = []
  for (const name of await namesIn(folder)) {
    // `.git` of a team's clone, for one.
    if (name.startsWith('.')) continue
    const found = await stat(path.join(folder, name)).catch((error: unknown) => systemCode(error) ?? 'unknown')
    if (typeof found === 'string') {
      troubles.push({ code: 'file-unreadable', facts: { file: path.join(folder, name), detail: found } })
    } else if (found.isDirectory()) {
      if (serverName.safeParse(name).data === name) servers.push(name)
      else troubles.push({ code: 'server-name-invalid', facts: { name } })
    }
  }
  return { servers: servers.sort(), troubles }
}

/** The path of a server's folder. A name that could lead elsewhere is a bug of the caller: it throws a ZodError. */
export function serverFolder(abra: string, server: string): string {
  return path.join(abra, 'servers', serverName.parse(server))
}

/** Makes the folder, or finds it, be it a link to one. Throws Trouble `disk-full`, `file-not-writable`. */
export async function ensureServerFolder(abra: string, server: string): Promise<void> {
  const folder = serverFolder(abra, server)
  try {
    await mkdir(path.dirname(folder), { recursive: true, mode: 0o755 })
    await mkdir(folder, { mode: 0o764 })
  } catch (error) {
    const there = await stat(folder).catch(() => null)
    if (systemCode(error) !== 'EEXIST' || !there?.isDirectory()) throw writeTrouble(error, folder)
  }
}

/**
 * Takes a server's folder away where it is empty; of a symbolic link only the link. Whatever lies in it, settings of apps
 * as well as other people's files, keeps it: the answer is then `kept`. Throws Trouble `file-not-writable`.
 */
export async function removeServerFolder(abra: string, server: string): Promise<'removed' | 'kept'> {
  const folder = serverFolder(abra, server)
  try {
    const found = await lstat(folder)
    if ((await readdir(folder)).length > 0) return 'kept'
    // rmdir refuses by itself when something appeared meanwhile.
    await (found.isSymbolicLink() ? rm(folder) : rmdir(folder))
    return 'removed'
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 'removed'
    if (systemCode(error) === 'ENOTEMPTY') return 'kept'
    throw writeTrouble(error, folder)
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return []
    throw readTrouble(error, folder)
  }
}
