import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Trouble } from '../../preload/contract/failure.ts'
import type { Surroundings } from './folders.ts'
import { systemCode, writeTrouble } from './file-trouble.ts'
import { createFile } from './write-atomic.ts'

const mostWithOneName = 100

/**
 * Writes a new file that only this user can read into the folder where downloads go, under the first free of `name.txt`,
 * `name-2.txt` and so on, and answers its path. Throws Trouble `disk-full` or `file-not-writable`.
 */
export async function saveDownload(folder: string, name: string, text: string): Promise<string> {
  const { name: stem, ext } = path.parse(name)
  for (let number = 1; number <= mostWithOneName; number += 1) {
    const file = path.join(folder, number === 1 ? name : `${stem}-${number}${ext}`)
    if ((await createFile(file, text, { mode: 0o600 })) === 'created') return file
  }
  throw new Trouble({ code: 'file-not-writable', facts: { file: path.join(folder, name), detail: 'EEXIST' } })
}

/** A file on its way. Every method throws Trouble `disk-full` or `file-not-writable`. */
export interface Download {
  write(bytes: Uint8Array): Promise<void>
  /** Gives it the first free of `name.txt`, `name-2.txt` and so on, whole and on the disk; answers its path. */
  keep(): Promise<string>
  /** Takes away what was not kept. */
  close(): Promise<void>
}

/** Begins a file that only this user can read, in the folder where downloads go. `name` may be anything a server says. */
export async function beginDownload(folder: string, name: string): Promise<Download> {
  const { name: stem, ext } = path.parse(localName(name))
  const unfinished = path.join(folder, `.canteen-${randomBytes(8).toString('hex')}.part`)
  const wanted = path.join(folder, `${stem}${ext}`)
  const honest = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    try {
      return await work()
    } catch (error) {
      throw writeTrouble(error, wanted)
    }
  }
  const handle = await honest(async () => {
    await mkdir(folder, { recursive: true })
    return open(unfinished, 'wx', 0o600)
  })
  return {
    write: (bytes) =>
      honest(async () => {
        for (let rest = bytes; rest.length > 0;) {
          const { bytesWritten } = await handle.write(rest)
          rest = rest.subarray(bytesWritten)
        }
      }),
    keep: () =>
      honest(async () => {
        await handle.sync()
        await handle.close()
        for (let number = 1; number <= mostWithOneName; number += 1) {
          const file = path.join(folder, `${stem}${number === 1 ? '' : `-${number}`}${ext}`)
          if (!(await takeName(file))) continue
          await rename(unfinished, file)
          return file
        }
        throw new Trouble({ code: 'file-not-writable', facts: { file: wanted, detail: 'EEXIST' } })
      }),
    async close() {
      await handle.close().catch(() => undefined)
      await rm(unfinished, { force: true })
    },
  }
}

/** Makes an empty file of that name, unless there is one: what is then put in its place replaces nothing else. */
async function takeName(file: string): Promise<boolean> {
  try {
    await (await open(file, 'wx', 0o600)).close()
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  }
}

/** What no system takes for a name, or reads as something else: separators, controls, and what turns the direction of text. */
const unusable =
  // eslint-disable-next-line no-control-regex
  /[<>:"/\\|?*\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd]/g
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i
/** In bytes, with room for a number behind it. */
const longestName = 200

/** A name from elsewhere as one that every system takes, that is not hidden, and that no program reads as an option. */
export function localName(name: string): string {
  const usable = name.replace(unusable, '_').replace(/[. ]+$/, '')
  const begins = devices.test(usable) || /^[.-]/.test(usable) || usable === '' ? `_${usable}` : usable
  const { name: stem, ext } = path.parse(begins)
  const ending = Buffer.byteLength(ext) > 20 ? '' : ext
  let short = ending === '' ? begins : stem
  while (Buffer.byteLength(short) + ending.length > longestName) short = [...short].slice(0, -1).join('')
  return `${short}${ending}`
}

/**
 * `~/Downloads` on macOS and Windows; on Linux what the desktop has in `user-dirs.dirs` (xdg-user-dirs: `"$HOME/…"` or an
 * absolute path). May not exist.
 */
export async function downloadsFolder({ environment, platform, home }: Surroundings): Promise<string> {
  const usual = path.join(home, 'Downloads')
  if (platform === 'win32' || platform === 'darwin') return usual
  const settings = environment['XDG_CONFIG_HOME'] || path.join(home, '.config')
  const text = await readFile(path.join(settings, 'user-dirs.dirs'), 'utf8').catch(() => '')
  const [, said] = /^\s*XDG_DOWNLOAD_DIR="(.*)"\s*$/m.exec(text) ?? []
  if (said === undefined) return usual
  const folder = said.replace(/^\$HOME(?=\/|$)/, () => home)
  return path.isAbsolute(folder) ? path.normalize(folder) : usual
}
