import { createHash } from 'node:crypto'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { makeDockerContext, removeDockerContext } from '../../../main/server/docker-context.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const name = 'coop.example.org'
const fileIn = (docker: string): string =>
  path.join(docker, 'contexts', 'meta', createHash('sha256').update(name).digest('hex'), 'meta.json')

test('a context that was made is taken away again', async () => {
  const docker = await temporaryFolder()
  expect(await makeDockerContext(docker, name)).toBe(true)
  await removeDockerContext(docker, name)
  expect(await readdir(path.join(docker, 'contexts', 'meta'))).toEqual([])
})

test('a context that somebody changed since stays as it is', async () => {
  const docker = await temporaryFolder()
  await makeDockerContext(docker, name)
  const made: unknown = JSON.parse(await readFile(fileIn(docker), 'utf8'))
  const changed = JSON.stringify({ ...Object(made), Metadata: { Description: 'ours' } })
  await writeFile(fileIn(docker), changed)
  await removeDockerContext(docker, name)
  expect(await readFile(fileIn(docker), 'utf8')).toBe(changed)
})
