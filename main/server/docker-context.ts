import { createHash } from 'node:crypto'
import { mkdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { systemCode, writeTrouble } from '../store/file-trouble.ts'
import { createFile } from '../store/write-atomic.ts'

/**
 * The docker context of a server, by which abra and the docker command reach it (abra.md §1.3): `meta.json` in a folder named
 * after the SHA-256 of its name. Answers false where one of that name is there already, which is left as it is.
 */
export async function makeDockerContext(docker: string, name: string): Promise<boolean> {
  const file = contextFile(docker, name)
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o755 })
  } catch (error) {
    throw writeTrouble(error, file)
  }
  return (await createFile(file, JSON.stringify(content(name)), { mode: 0o644 })) === 'created'
}

/** Takes a context away that `makeDockerContext` made; one that was changed since is somebody else's and stays. */
export async function removeDockerContext(docker: string, name: string): Promise<void> {
  const file = contextFile(docker, name)
  const text = await readFile(file, 'utf8').catch(() => '')
  if (!isOurs(text, name)) return
  try {
    await rm(path.dirname(file), { recursive: true, force: true })
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw writeTrouble(error, file)
  }
}

function contextFile(docker: string, name: string): string {
  return path.join(docker, 'contexts', 'meta', createHash('sha256').update(name).digest('hex'), 'meta.json')
}

function content(name: string) {
  return { Name: name, Metadata: {}, Endpoints: { docker: { Host: `ssh://${name}`, SkipTLSVerify: false } } }
}

function isOurs(text: string, name: string): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(text), content(name))
  } catch {
    return false
  }
}
