import path from 'node:path'
import { Trouble } from '../../../preload/contract/failure.ts'
import type { FolderInput, FolderView } from '../../../preload/contract/inside.ts'
import type { Engine } from '../../outside/docker/engine.ts'
import { plainText } from '../../recipe/plain-text.ts'
import { folderScript, longestListing, readListing } from './folder-lines.ts'
import { findPart } from './part.ts'
import { findShell } from './shell.ts'

/** As the archives are: by the container's root, whoever the part itself runs as. */
export const root = '0'

/** What is in a folder of a part. The Engine itself can only send all of it, with everything below. */
export async function listFolder(
  docker: Engine,
  stack: string,
  input: FolderInput,
  signal: AbortSignal,
): Promise<FolderView> {
  const folder = path.posix.normalize(input.path)
  const { id } = await findPart(docker, stack, input, signal)
  const shell = await findShell(docker, id, input.part, signal)
  const command = [shell, '-c', folderScript, shell, folder]
  const { exitCode, output, errors } = await docker.runProgram(id, { command, user: root }, longestListing, signal)
  if (exitCode === 3) throw new Trouble({ code: 'folder-not-found', facts: { path: folder } })
  const listing = exitCode === 0 ? readListing(output) : null
  if (listing === null) {
    const detail = plainText(errors, 1000) || `exit code ${exitCode ?? '?'}`
    throw new Trouble({ code: 'folder-not-readable', facts: { path: folder, detail } })
  }
  return { path: folder, ...listing }
}
