import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Trouble } from '../../../preload/contract/failure.ts'

/**
 * Lets `work` fill a new folder beside `folder` and puts it in its place at once, so that nobody sees half a clone. When
 * somebody else made `folder` in the meantime, theirs stays. Throws Trouble `disk-full`, `file-not-writable` and what `work` throws.
 */
export async function fillBeside(folder: string, work: (temporary: string) => Promise<void>): Promise<void> {
  const parent = path.dirname(folder)
  const temporary = path.join(parent, `${prefix}${process.pid}-${randomBytes(6).toString('hex')}`)
  try {
    await mkdir(parent, { recursive: true })
    await removeLeftovers(parent)
    await mkdir(temporary)
    await work(temporary)
    await rename(temporary, folder).catch(async (error: unknown) => {
      if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(codeOf(error)) || !(await exists(folder))) throw error
    })
  } catch (error) {
    throw onDisk(error, folder)
  } finally {
    await rm(temporary, { recursive: true, force: true, maxRetries: 3 })
  }
}

const prefix = '.canteen-clone-'

/** Of cores that were killed while they cloned. */
async function removeLeftovers(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : NaN
    if (pid > 0 && pid !== process.pid && !isRunning(pid)) {
      await rm(path.join(parent, name), { recursive: true, force: true })
    }
  }
}

/**
 * Runs `work` with a signal that is aborted when `folder` grows by more than `bytes`; git itself has no such limit.
 * Throws what `tooLarge` makes when it was.
 */
export async function whileSmall<Answer>(
  folder: string,
  bytes: number,
  tooLarge: () => Error,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const before = await sizeOf(folder)
  const grown = new AbortController()
  let looking = false
  const look = async (): Promise<void> => {
    if (looking) return
    looking = true
    try {
      if ((await sizeOf(folder)) - before > bytes) grown.abort()
    } finally {
      looking = false
    }
  }
  const watch = setInterval(() => void look(), 250)
  try {
    return await work(AbortSignal.any([signal, grown.signal]))
  } catch (error) {
    if (grown.signal.aborted) throw tooLarge()
    throw error
  } finally {
    clearInterval(watch)
  }
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  let total = 0
  for (const entry of entries) {
    const inside = path.join(folder, entry.name)
    if (entry.isDirectory()) total += await sizeOf(inside)
    else if (entry.isFile())
      total += await stat(inside)
        .then((found) => found.size)
        .catch(() => 0)
  }
  return total
}

export async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  )
}

/** git's own words for a full disk count too: it says them rather than failing with the system's error. */
export function onDisk(error: unknown, folder: string): unknown {
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Trouble({ code: 'disk-full', facts: { file: folder } })
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENAMETOOLONG'].includes(code)) {
    return new Trouble({ code: 'file-not-writable', facts: { file: folder, detail: code } })
  }
  return error
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}
