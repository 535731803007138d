import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Trouble } from '../../preload/contract/failure.ts'
import type { Surroundings } from './folders.ts'
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
