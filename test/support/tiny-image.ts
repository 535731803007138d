import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Docker } from '../practice-server/docker-daemon.ts'
import { run } from '../practice-server/run.ts'

const programs = [
  '/bin/sh',
  '/bin/sleep',
  '/bin/cat',
  '/bin/echo',
  '/usr/bin/tail',
  '/usr/bin/test',
  '/bin/date',
  '/bin/false',
]

/** Gives a server the image `tiny:1`: this machine's shell and a few of its commands, some 3 MB, made in a second. */
export async function importTinyImage(docker: Docker): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'canteen-tiny-'))
  try {
    const libraries = await run('ldd', programs)
    const files = new Set([...programs, ...(libraries.match(/\/\S+\.so\S*/g) ?? [])])
    const archive = join(folder, 'image.tar')
    await run('tar', ['--create', '--dereference', '--absolute-names', '--file', archive, ...files])
    await docker('import', archive, 'tiny:1')
    return 'tiny:1'
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
