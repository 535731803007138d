import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { ZodError } from 'zod'
import { createAppFile, listApps, readAppFile, removeAppFile, writeAppFile } from '../../../main/store/abra-files.ts'
import { ensureServerFolder, listServers, removeServerFolder } from '../../../main/store/server-folders.ts'
import { failureOf } from '../../support/failure-of.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { canMount, tinyDisk } from '../../support/tiny-disk.ts'

/** Asked of a shell, because Node can only tell by changing it. */
const umask = Number.parseInt(execFileSync('sh', ['-c', 'umask'], { encoding: 'utf8' }), 8)

const wiki = { server: 'example.org', app: 'wiki.example.org' }

/** An abra folder with these files below `servers`; a name that ends in `/` is a folder. */
async function abraWith(files: Readonly<Record<string, string>>): Promise<string> {
  const abra = await temporaryFolder()
  for (const [name, text] of Object.entries(files)) {
    const place = path.join(abra, 'servers', name)
    await mkdir(name.endsWith('/') ? place : path.dirname(place), { recursive: true })
    if (!name.endsWith('/')) await writeFile(place, text)
  }
  return abra
}

describe('listing', () => {
  test('without abra there are no servers', async () => {
    expect(await listServers(path.join(await temporaryFolder(), 'none'))).toEqual({ servers: [], troubles: [] })
  })

  test('folders and links to folders are servers; dot folders and files are not', async () => {
    const abra = await abraWith({ 'b.org/': '', 'default/': '', '.git/': '', 'README.md': 'ours' })
    await mkdir(path.join(abra, 'team'))
    await symlink('../team', path.join(abra, 'servers', 'a.org'))
    expect(await listServers(abra)).toEqual({ servers: ['a.org', 'b.org', 'default'], troubles: [] })
  })

  test('broken links and impossible names are told and left alone', async () => {
    const abra = await abraWith({ 'good.org/': '', 'two words/': '', '-rf/': '' })
    const broken = path.join(abra, 'servers', 'gone.org')
    await symlink('../nowhere', broken)
    const { servers, troubles } = await listServers(abra)
    expect(servers).toEqual(['good.org'])
    expect(troubles).toEqual(
      expect.arrayContaining([
        { code: 'server-name-invalid', facts: { name: 'two words' } },
        { code: 'server-name-invalid', facts: { name: '-rf' } },
        { code: 'file-unreadable', facts: { file: broken, detail: 'ENOENT' } },
      ]),
    )
    expect(troubles).toHaveLength(3)
  })

  test('the whole servers folder may be a link', async () => {
    const abra = await temporaryFolder()
    await mkdir(path.join(abra, 'clone', 'a.org'), { recursive: true })
    await symlink('clone', path.join(abra, 'servers'))
    expect((await listServers(abra)).servers).toEqual(['a.org'])
  })

  test('apps are the .env files, links included; folders, dot files and everything else are not', async () => {
    const abra = await abraWith({
      'example.org/wiki.example.org.env': '',
      'example.org/backup.env': '',
      'example.org/folder.env/': '',
      'example.org/.env': '',
      'example.org/.hidden.env': '',
      'example.org/README.md': '',
      'example.org/file-providers/x.env': '',
    })
    const folder = path.join(abra, 'servers', 'example.org')
    await symlink('backup.env', path.join(folder, 'linked.env'))
    await symlink('nowhere', path.join(folder, 'broken.env'))
    await writeFile(path.join(folder, 'two words.env'), '')
    const { apps, troubles } = await listApps(abra, 'example.org')
    expect(apps).toEqual(['backup', 'linked', 'wiki.example.org'])
    expect(troubles).toHaveLength(2)
    expect(troubles).toEqual(
      expect.arrayContaining([
        { code: 'file-unreadable', facts: { file: path.join(folder, 'broken.env'), detail: 'ENOENT' } },
        { code: 'file-unreadable', facts: { file: path.join(folder, 'two words.env'), detail: 'name' } },
      ]),
    )
  })

  test('a pipe that calls itself an app is not waited for', async () => {
    const abra = await abraWith({ 'example.org/': '' })
    const pipe = path.join(abra, 'servers', 'example.org', 'pipe.env')
    execFileSync('mkfifo', [pipe])
    expect((await listApps(abra, 'example.org')).apps).toEqual([])
    const failure = await failureOf(readAppFile(abra, { server: 'example.org', app: 'pipe' }))
    expect(failure.code).toBe('file-unreadable')
  })

  test('a server that is not known is said', async () => {
    const abra = await abraWith({})
    expect(await failureOf(listApps(abra, 'example.org'))).toEqual({
      code: 'server-unknown',
      facts: { server: 'example.org' },
    })
  })

  test.each(['../elsewhere', '..', '.', 'a/b', '', '.git'])('the name %j reaches nothing', async (server) => {
    const abra = await abraWith({ 'example.org/': '' })
    await expect(listApps(abra, server)).rejects.toThrow(ZodError)
    await expect(ensureServerFolder(abra, server)).rejects.toThrow(ZodError)
    await expect(removeServerFolder(abra, server)).rejects.toThrow(ZodError)
    await expect(readAppFile(abra, { server: 'example.org', app: server })).rejects.toThrow(ZodError)
    await expect(createAppFile(abra, { server: 'example.org', app: server }, '')).rejects.toThrow(ZodError)
  })
})

describe('reading and writing', () => {
  const odd = '\ufeff# comment\r\nA="1\n2"\n\nA=3 # x\nno newline at the end'

  test('what is written back unchanged is the same to the byte', async () => {
    const abra = await abraWith({ 'example.org/wiki.example.org.env': odd })
    const file = path.join(abra, 'servers', 'example.org', 'wiki.example.org.env')
    const before = await readFile(file)
    await writeAppFile(abra, wiki, await readAppFile(abra, wiki))
    expect((await readFile(file)).equals(before)).toBe(true)
  })

  test('what cannot be text is refused rather than changed', async () => {
    const abra = await abraWith({ 'example.org/': '' })
    const file = path.join(abra, 'servers', 'example.org', 'wiki.example.org.env')
    await writeFile(file, Buffer.from([0x41, 0x3d, 0xff, 0x0a]))
    expect((await failureOf(readAppFile(abra, wiki))).code).toBe('file-unreadable')
  })

  test('a huge file is not read', async () => {
    const abra = await abraWith({ 'example.org/wiki.example.org.env': 'x'.repeat(1024 * 1024 + 1) })
    expect((await failureOf(readAppFile(abra, wiki))).code).toBe('file-unreadable')
  })

  test('a new app is made once, readable for the group', async () => {
    const abra = await abraWith({ 'example.org/': '' })
    await createAppFile(abra, wiki, 'TYPE=wiki\n')
    expect(await failureOf(createAppFile(abra, wiki, 'TYPE=other\n'))).toEqual({
      code: 'app-exists',
      facts: { server: wiki.server, app: wiki.app },
    })
    expect(await readAppFile(abra, wiki)).toBe('TYPE=wiki\n')
    const { mode } = await stat(path.join(abra, 'servers', 'example.org', 'wiki.example.org.env'))
    expect(mode & 0o777).toBe(0o664 & ~umask)
  })

  test('an app of a server that is not known is not made', async () => {
    const abra = await abraWith({})
    expect((await failureOf(createAppFile(abra, wiki, ''))).code).toBe('server-unknown')
    expect(await readdir(abra)).toEqual([])
  })

  test('an app that is not there is not written', async () => {
    const abra = await abraWith({ 'example.org/': '' })
    expect((await failureOf(writeAppFile(abra, wiki, ''))).code).toBe('app-unknown')
    expect((await failureOf(readAppFile(abra, wiki))).code).toBe('app-unknown')
    expect(await readdir(path.join(abra, 'servers', 'example.org'))).toEqual([])
  })

  test('a file that the team shares through a link stays shared', async () => {
    const abra = await abraWith({ 'example.org/': '' })
    await mkdir(path.join(abra, 'team'))
    await writeFile(path.join(abra, 'team', 'wiki.env'), 'A=1\n')
    const link = path.join(abra, 'servers', 'example.org', 'wiki.example.org.env')
    await symlink('../../team/wiki.env', link)
    await writeAppFile(abra, wiki, 'A=2\n')
    expect(await readlink(link)).toBe('../../team/wiki.env')
    expect(await readFile(path.join(abra, 'team', 'wiki.env'), 'utf8')).toBe('A=2\n')
  })

  test.runIf(canMount)('a full disk leaves the settings as they were', async () => {
    const disk = await tinyDisk(64)
    await ensureServerFolder(disk, 'example.org')
    await createAppFile(disk, wiki, 'A=1\n')
    expect((await failureOf(writeAppFile(disk, wiki, 'A'.repeat(100_000)))).code).toBe('disk-full')
    expect(await readAppFile(disk, wiki)).toBe('A=1\n')
    const other = { server: 'example.org', app: 'other.example.org' }
    expect((await failureOf(createAppFile(disk, other, 'A'.repeat(100_000)))).code).toBe('disk-full')
    expect((await listApps(disk, 'example.org')).apps).toEqual(['wiki.example.org'])
    expect(await readdir(path.join(disk, 'servers', 'example.org'))).toEqual(['wiki.example.org.env'])
  })
})

describe('removing', () => {
  test('a copy of the settings is kept', async () => {
    const abra = await abraWith({ 'example.org/wiki.example.org.env': 'A=1\n' })
    const own = path.join(await temporaryFolder(), 'own')
    const copy = await removeAppFile({ abra, own, docker: '' }, wiki)
    expect((await listApps(abra, 'example.org')).apps).toEqual([])
    expect(path.dirname(copy)).toBe(path.join(own, 'trash', 'example.org'))
    expect(await readFile(copy, 'utf8')).toBe('A=1\n')
    expect((await stat(copy)).mode & 0o777).toBe(0o600)
  })

  test('of a link only the link goes', async () => {
    const abra = await abraWith({ 'example.org/': '', 'shared.env': 'A=1\n' })
    await symlink('../shared.env', path.join(abra, 'servers', 'example.org', 'wiki.example.org.env'))
    const copy = await removeAppFile({ abra, own: await temporaryFolder(), docker: '' }, wiki)
    expect(await readFile(copy, 'utf8')).toBe('A=1\n')
    expect(await readFile(path.join(abra, 'servers', 'shared.env'), 'utf8')).toBe('A=1\n')
    expect((await listApps(abra, 'example.org')).apps).toEqual([])
  })

  test.runIf(canMount)('without room for the copy nothing is removed', async () => {
    const abra = await abraWith({ 'example.org/wiki.example.org.env': 'x'.repeat(100_000) })
    const own = path.join(await tinyDisk(64), 'own')
    expect((await failureOf(removeAppFile({ abra, own, docker: '' }, wiki))).code).toBe('disk-full')
    expect((await listApps(abra, 'example.org')).apps).toEqual(['wiki.example.org'])
  })

  test('a server folder goes only when nothing is in it', async () => {
    const abra = await abraWith({ 'example.org/README.md': 'ours' })
    await ensureServerFolder(abra, 'example.org')
    expect(await removeServerFolder(abra, 'example.org')).toBe('kept')
    await ensureServerFolder(abra, 'empty.org')
    expect(await removeServerFolder(abra, 'empty.org')).toBe('removed')
    expect(await removeServerFolder(abra, 'empty.org')).toBe('removed')
    expect((await listServers(abra)).servers).toEqual(['example.org'])
  })

  test('a linked server folder is found, not made again, and only its link goes', async () => {
    const abra = await abraWith({})
    await mkdir(path.join(abra, 'team'))
    await mkdir(path.join(abra, 'servers'), { recursive: true })
    await symlink('../team', path.join(abra, 'servers', 'example.org'))
    await ensureServerFolder(abra, 'example.org')
    expect(await removeServerFolder(abra, 'example.org')).toBe('removed')
    expect(await readdir(abra)).toEqual(['servers', 'team'])
  })

  test('a file where the server folder should be is trouble', async () => {
    const abra = await abraWith({ 'example.org': 'a file' })
    expect((await failureOf(ensureServerFolder(abra, 'example.org'))).code).toBe('file-not-writable')
  })
})
