import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTarReader, tarHead, tarTail } from '../../../main/outside/docker/tar.ts'
import { run } from '../../practice-server/run.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'canteen-tar-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const about = { mode: 0o640, uid: 33, gid: 44, changedAt: 1_700_000_000 }
const names = ['plain', 'ünï', 'line\nend', 'x'.repeat(250)]

describe('an archive of one file', () => {
  test.for(names)('%j is what tar takes it for', async (name) => {
    const bytes = Buffer.from('some bytes')
    await writeFile(
      path.join(folder, 'a.tar'),
      Buffer.concat([tarHead({ ...about, name, size: bytes.length }), bytes, tarTail(bytes.length)]),
    )
    await mkdir(path.join(folder, 'out'))
    await run('tar', ['-xf', 'a.tar', '-C', 'out', '--no-same-owner'], { cwd: folder })
    expect(await readFile(path.join(folder, 'out', name), 'utf8')).toBe('some bytes')
    const listed = await run('tar', ['-tvf', 'a.tar', '--numeric-owner', '--utc'], { cwd: folder })
    expect(listed).toMatch(/^-rw-r----- 33\/44 +10 2023-11-14 22:13/)
  })

  test.for(['ustar', 'gnu', 'pax', 'v7'])('that tar made as %s is read, however it comes in pieces', async (format) => {
    const name = format === 'ustar' || format === 'v7' ? 'plain' : 'x'.repeat(250)
    const bytes = Buffer.from(Array.from({ length: 3000 }, (_, index) => index % 251))
    await writeFile(path.join(folder, name), bytes)
    await run('tar', ['-cf', 'a.tar', `--format=${format}`, name], { cwd: folder })
    const archive = await readFile(path.join(folder, 'a.tar'))
    for (const step of [1, 511, 512, 513, 100_000]) {
      const reader = openTarReader()
      const got: Buffer[] = []
      for (let at = 0; at < archive.length; at += step) {
        for (const one of reader.add(archive.subarray(at, at + step))) if (one.kind === 'bytes') got.push(one.bytes)
      }
      expect(Buffer.concat(got).equals(bytes)).toBe(true)
      expect(reader.isWhole()).toBe(true)
    }
  })

  test('that is cut is not whole', () => {
    const reader = openTarReader()
    reader.add(Buffer.concat([tarHead({ ...about, name: 'a', size: 100 }), Buffer.alloc(99)]))
    expect(reader.isWhole()).toBe(false)
    expect(openTarReader().isWhole()).toBe(false)
  })

  test('says sizes beyond eight gigabytes', () => {
    const size = 9 * 1024 ** 3
    expect(openTarReader().add(tarHead({ ...about, name: 'a', size }))).toEqual([
      { kind: 'entry', entry: { kind: 'file', size } },
    ])
  })
})
