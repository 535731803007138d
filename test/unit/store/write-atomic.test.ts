import { execFileSync } from 'node:child_process'
import { chmod, lstat, mkdir, readdir, readFile, readlink, stat, statfs, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { createFile, writeAtomic } from '../../../main/store/write-atomic.ts'
import { failureOf } from '../../support/failure-of.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { canMount, tinyDisk } from '../../support/tiny-disk.ts'

describe('replacing a file', () => {
  test('makes it when it was not there', async () => {
    const folder = await temporaryFolder()
    await writeAtomic(path.join(folder, 'new'), 'text', { mode: 0o600 })
    expect(await readFile(path.join(folder, 'new'), 'utf8')).toBe('text')
    expect((await stat(path.join(folder, 'new'))).mode & 0o777).toBe(0o600)
    expect(await readdir(folder)).toEqual(['new'])
  })

  test('keeps the permissions it had, whatever is said for new ones', async () => {
    const file = path.join(await temporaryFolder(), 'file')
    await writeFile(file, 'old')
    await chmod(file, 0o660)
    await writeAtomic(file, 'new', { mode: 0o600 })
    expect((await stat(file)).mode & 0o777).toBe(0o660)
    expect(await readFile(file, 'utf8')).toBe('new')
  })

  test.runIf(canMount)('keeps the owner it had', async () => {
    const file = path.join(await temporaryFolder(), 'file')
    await writeFile(file, 'old')
    execFileSync('chown', ['1234:2345', file])
    await writeAtomic(file, 'new')
    expect(await stat(file)).toMatchObject({ uid: 1234, gid: 2345 })
  })

  test('leaves a symbolic link a link and replaces what it leads to', async () => {
    const folder = await temporaryFolder()
    await mkdir(path.join(folder, 'team'))
    await writeFile(path.join(folder, 'team', 'app.env'), 'old')
    await symlink('team/app.env', path.join(folder, 'app.env'))
    await writeAtomic(path.join(folder, 'app.env'), 'new')
    expect(await readlink(path.join(folder, 'app.env'))).toBe('team/app.env')
    expect(await readFile(path.join(folder, 'team', 'app.env'), 'utf8')).toBe('new')
    expect(await readdir(folder)).toEqual(['app.env', 'team'])
    expect(await readdir(path.join(folder, 'team'))).toEqual(['app.env'])
  })

  test('makes what a broken link leads to', async () => {
    const folder = await temporaryFolder()
    await symlink('there', path.join(folder, 'link'))
    await writeAtomic(path.join(folder, 'link'), 'text')
    expect(await readFile(path.join(folder, 'there'), 'utf8')).toBe('text')
  })

  test('a loop of links is trouble, not a bug', async () => {
    const folder = await temporaryFolder()
    await symlink('two', path.join(folder, 'one'))
    await symlink('one', path.join(folder, 'two'))
    expect((await failureOf(writeAtomic(path.join(folder, 'one'), ''))).code).toBe('file-not-writable')
  })

  test('of many at once, one is there in the end, whole', async () => {
    const folder = await temporaryFolder()
    const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(50_000))
    await Promise.all(texts.map((text) => writeAtomic(path.join(folder, 'file'), text)))
    expect(texts).toContain(await readFile(path.join(folder, 'file'), 'utf8'))
    expect(await readdir(folder)).toEqual(['file'])
  })

  test('a folder that is not there is trouble that names the file', async () => {
    const file = path.join(await temporaryFolder(), 'missing', 'file')
    expect(await failureOf(writeAtomic(file, ''))).toEqual({
      code: 'file-not-writable',
      facts: { file, detail: 'ENOENT' },
    })
  })

  test.runIf(canMount)('a full disk is said, and the file is as it was', async () => {
    const disk = await tinyDisk(64)
    const file = path.join(disk, 'app.env')
    await writeFile(file, 'DOMAIN=wiki.example.org\n')
    expect(await failureOf(writeAtomic(file, Buffer.alloc(100_000, 'x')))).toEqual({
      code: 'disk-full',
      facts: { file },
    })
    expect(await readFile(file, 'utf8')).toBe('DOMAIN=wiki.example.org\n')
    expect(await readdir(disk)).toEqual(['app.env'])
  })

  test.runIf(canMount)('a disk with room for a part takes no part', async () => {
    const disk = await tinyDisk(64)
    const { bavail, bsize } = await statfs(disk)
    const file = path.join(disk, 'new.env')
    expect((await failureOf(writeAtomic(file, Buffer.alloc(bavail * bsize + 1, 'x')))).code).toBe('disk-full')
    expect(await readdir(disk)).toEqual([])
  })

  test.runIf(canMount)('a disk that may only be read is said', async () => {
    const disk = await tinyDisk(64)
    await writeFile(path.join(disk, 'file'), 'old')
    execFileSync('mount', ['-o', 'remount,ro', disk])
    const file = path.join(disk, 'file')
    expect(await failureOf(writeAtomic(file, 'new'))).toEqual({
      code: 'file-not-writable',
      facts: { file, detail: 'EROFS' },
    })
  })
})

describe('making a file that must be new', () => {
  test('whatever has the name is left as it is, a broken link too', async () => {
    const folder = await temporaryFolder()
    await writeFile(path.join(folder, 'file'), 'theirs')
    await symlink('nowhere', path.join(folder, 'link'))
    expect(await createFile(path.join(folder, 'file'), 'ours')).toBe('exists')
    expect(await createFile(path.join(folder, 'link'), 'ours')).toBe('exists')
    expect(await readFile(path.join(folder, 'file'), 'utf8')).toBe('theirs')
    expect((await lstat(path.join(folder, 'link'))).isSymbolicLink()).toBe(true)
    expect(await readdir(folder)).toEqual(['file', 'link'])
  })

  test('of many at once, one makes it', async () => {
    const folder = await temporaryFolder()
    const tries = Array.from({ length: 20 }, (_, index) => createFile(path.join(folder, 'file'), `${index}`))
    const answers = await Promise.all(tries)
    expect(answers.filter((answer) => answer === 'created')).toHaveLength(1)
    expect(await readFile(path.join(folder, 'file'), 'utf8')).toBe(`${answers.indexOf('created')}`)
    expect(await readdir(folder)).toEqual(['file'])
  })

  test.runIf(canMount)('a full disk is said, and nothing is there', async () => {
    const disk = await tinyDisk(64)
    const file = path.join(disk, 'app.env')
    expect((await failureOf(createFile(file, Buffer.alloc(100_000, 'x')))).code).toBe('disk-full')
    expect(await readdir(disk)).toEqual([])
  })
})
