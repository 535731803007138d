/**
 * Files that are either as before or entirely new, whatever happens in between: full disk, power cut, kill.
 *
 * Not done with write-file-atomic, because it takes a short write, which is how a nearly full disk answers first, for a
 * whole one and puts the cut file in place.
 */
import { randomBytes } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { link, lstat, open, readlink, realpath, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { systemCode, writeTrouble } from './file-trouble.ts'

export interface WriteOptions {
  /** Permissions of a file that is new, lessened by the umask; a file that was there keeps its own. 0o666 unless said. */
  readonly mode?: number
}

/**
 * Replaces a file, or makes it. A symbolic link stays and its target is replaced. Its folder must exist.
 * Throws Trouble `disk-full` or `file-not-writable`; the file is then as it was.
 */
export async function writeAtomic(file: string, data: string | Uint8Array, options: WriteOptions = {}): Promise<void> {
  try {
    const target = await behindLinks(file)
    const before = await stat(target).catch(() => null)
    await withTemporary(target, data, options, async (temporary, handle) => {
      if (before !== null) await keepOwnership(handle, before)
      await handle.sync()
      await handle.close()
      await renameOver(temporary, target)
    })
    await syncFolder(path.dirname(target))
  } catch (error) {
    throw writeTrouble(error, file)
  }
}

/**
 * Makes a file that must not be there yet; of two that try at once one gets `created`. Whatever has the name already, a
 * broken link included, is left as it is. Throws as `writeAtomic`.
 */
export async function createFile(
  file: string,
  data: string | Uint8Array,
  options: WriteOptions = {},
): Promise<'created' | 'exists'> {
  try {
    await withTemporary(file, data, options, async (temporary, handle) => {
      await handle.sync()
      await handle.close()
      await linkOrCopy(temporary, file, data, options)
      await rm(temporary)
    })
    await syncFolder(path.dirname(file))
    return 'created'
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return 'exists'
    throw writeTrouble(error, file)
  }
}

/** The name starts with a dot and does not end in `.env`, so that nobody takes it for an app's settings. */
async function withTemporary(
  target: string,
  data: string | Uint8Array,
  options: WriteOptions,
  put: (temporary: string, handle: FileHandle) => Promise<void>,
): Promise<void> {
  const temporary = path.join(path.dirname(target), `.canteen-${randomBytes(8).toString('hex')}.tmp`)
  const handle = await open(temporary, 'wx', options.mode ?? 0o666)
  try {
    await handle.writeFile(data)
    await put(temporary, handle)
  } catch (error) {
    await handle.close().catch(() => undefined)
    await rm(temporary, { force: true }).catch(() => undefined)
    throw error
  }
}

async function keepOwnership(handle: FileHandle, before: { mode: number; uid: number; gid: number }): Promise<void> {
  const now = await handle.stat()
  if (now.uid !== before.uid || now.gid !== before.gid) {
    // Only root may give files away; for others the file is theirs from now on, as with any editor.
    await handle.chown(before.uid, before.gid).catch(() => undefined)
  }
  if ((now.mode & 0o777) !== (before.mode & 0o777)) await handle.chmod(before.mode & 0o777)
}

/** Where a write to `file` ends: the file itself, or what its links lead to, even when nothing is there yet. */
async function behindLinks(file: string): Promise<string> {
  let place = file
  for (let links = 0; links < 40; links++) {
    const there = await lstat(place).catch(() => null)
    if (there === null) return place
    if (!there.isSymbolicLink()) return realpath(place)
    place = path.resolve(path.dirname(place), await readlink(place))
  }
  return realpath(place)
}

/** On Windows a virus scanner or an editor may hold the file for a moment. */
async function renameOver(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(from, to)
      return
    } catch (error) {
      const held = process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(systemCode(error) ?? '')
      if (!held || attempt === 10) throw error
      await wait(attempt * 20)
    }
  }
}

/** A hard link is the one way to put a whole file in place without replacing another; exFAT and some shares have none. */
async function linkOrCopy(from: string, to: string, data: string | Uint8Array, options: WriteOptions): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(systemCode(error) ?? '')) throw error
    const handle = await open(to, 'wx', options.mode ?? 0o666)
    try {
      await handle.writeFile(data)
      await handle.sync()
      await handle.close()
    } catch (failed) {
      await handle.close().catch(() => undefined)
      await rm(to, { force: true })
      throw failed
    }
  }
}

/** Makes the new name itself last through a power cut; Windows and some shares cannot, and do not need to. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  if (handle === null) return
  await handle.sync().catch(() => undefined)
  await handle.close()
}
