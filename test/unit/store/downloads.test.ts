import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { beginDownload, downloadsFolder, localName, saveDownload } from '../../../main/store/downloads.ts'
import { failureOf } from '../../support/failure-of.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { canMount, tinyDisk } from '../../support/tiny-disk.ts'

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

describe('a file that comes in pieces', () => {
  test('has its name only when it is whole, and replaces nothing', async () => {
    const folder = path.join(await temporaryFolder(), 'made for it')
    for (const wanted of ['cake.tar', 'cake-2.tar']) {
      const download = await beginDownload(folder, 'cake.tar')
      await download.write(Buffer.from('first '))
      expect(await readdir(folder)).not.toContain(wanted)
      await download.write(Buffer.from('second'))
      const file = await download.keep()
      await download.close()
      expect(file).toBe(path.join(folder, wanted))
      expect(await readFile(file, 'utf8')).toBe('first second')
      expect((await stat(file)).mode & 0o777).toBe(0o600)
    }
    expect(await readdir(folder)).toHaveLength(2)
  })

  test('is taken away when it is not kept', async () => {
    const folder = await temporaryFolder()
    const download = await beginDownload(folder, 'cake.tar')
    await download.write(Buffer.from('half'))
    await download.close()
    expect(await readdir(folder)).toEqual([])
  })

  test.runIf(canMount)('says that the disk is full, and leaves nothing', async () => {
    const folder = await tinyDisk(256)
    const download = await beginDownload(folder, 'cake.tar')
    const writing = (async () => {
      for (let piece = 0; piece < 100; piece += 1) await download.write(Buffer.alloc(64 * 1024))
    })()
    expect(await failureOf(writing)).toEqual({ code: 'disk-full', facts: { file: path.join(folder, 'cake.tar') } })
    await download.close()
    expect(await readdir(folder)).toEqual([])
  })

  test.each([
    ['notices.jsonl', 'notices.jsonl'],
    ['.bashrc', '_.bashrc'],
    ['-rf', '_-rf'],
    ['a/b\\c:d', 'a_b_c_d'],
    ['line\nend\u001b[31m', 'line_end_[31m'],
    ['\u202egnp.exe', '_gnp.exe'],
    ['con.txt', '_con.txt'],
    ['ends. . ', 'ends'],
    ['...', '_'],
    ['', '_'],
    ['ünï 🍲.tar', 'ünï 🍲.tar'],
  ])('has a name that every system takes: %j', (name, local) => {
    expect(localName(name)).toBe(local)
  })

  test('has a name that is not too long', () => {
    const name = localName(`${'ü'.repeat(250)}.jsonl`)
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200)
    expect(name).toMatch(/^ü+\.jsonl$/)
  })
})
