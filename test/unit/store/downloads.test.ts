import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { downloadsFolder, saveDownload } from '../../../main/store/downloads.ts'
import { failureOf } from '../../support/failure-of.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe('a file where downloads go', () => {
  test('is new each time, and only this user can read it', async () => {
    const folder = await temporaryFolder()
    const files = [
      await saveDownload(folder, 'wiki.example.org-log.txt', 'one'),
      await saveDownload(folder, 'wiki.example.org-log.txt', 'two'),
    ]
    expect(files.map((file) => path.basename(file))).toEqual(['wiki.example.org-log.txt', 'wiki.example.org-log-2.txt'])
    expect(await Promise.all(files.map((file) => readFile(file, 'utf8')))).toEqual(['one', 'two'])
    for (const file of files) expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  test('that cannot be written is said', async () => {
    const folder = path.join(await temporaryFolder(), 'not-there')
    expect(await failureOf(saveDownload(folder, 'x.txt', ''))).toMatchObject({ code: 'file-not-writable' })
  })

  test.each([
    ['XDG_DOWNLOAD_DIR="$HOME/Ladattu"', 'Ladattu'],
    ['# a comment\nXDG_DESKTOP_DIR="$HOME/x"\n  XDG_DOWNLOAD_DIR="$HOME/Aus dem Netz"\n', 'Aus dem Netz'],
    ['XDG_DOWNLOAD_DIR="$HOME/"', '.'],
    ['XDG_DOWNLOAD_DIR="relative"', 'Downloads'],
    ['nothing of it', 'Downloads'],
  ])('goes where the desktop says: %j', async (text, folder) => {
    const home = await temporaryFolder()
    await mkdir(path.join(home, '.config'))
    await writeFile(path.join(home, '.config', 'user-dirs.dirs'), text)
    const found = await downloadsFolder({ environment: {}, platform: 'linux', home })
    expect(path.relative(home, found)).toBe(folder === '.' ? '' : folder)
  })
})
