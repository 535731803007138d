import path from 'node:path'
import { Trouble } from '../../../preload/contract/failure.ts'
import type { DownloadEvent, DownloadInput } from '../../../preload/contract/inside.ts'
import type { Engine } from '../../outside/docker/engine.ts'
import type { InsideNeeds } from './inside.ts'
import { findPart } from './part.ts'

/** Milliseconds between two words about how far it is. */
const tellEvery = 200

/** A file of a part as it is, a folder as a tar archive, into a new file where downloads go. Leaving it takes back what came. */
export async function* downloadFrom(
  needs: InsideNeeds,
  input: DownloadInput,
  signal: AbortSignal,
): AsyncGenerator<DownloadEvent> {
  const docker = await needs.engine(input.server, signal)
  const { id } = await findPart(docker, await needs.stackOf(input), input, signal)
  const wanted = path.posix.normalize(input.path)
  const found = await findBehindLink(docker, id, wanted, signal)
  const isFolder = found.kind === 'folder'
  const total = isFolder ? null : found.size
  const name = path.posix.basename(wanted) || input.part
  const download = await needs.beginDownload(isFolder ? `${name}.tar` : name)
  try {
    await using source = isFolder
      ? await docker.readFolder(id, found.path, signal)
      : await docker.readFile(id, found.path, signal)
    let bytes = 0
    let told = 0
    yield { kind: 'progress', bytes, total }
    for await (const chunk of source.chunks) {
      await download.write(chunk)
      bytes += chunk.length
      if (needs.now() - told < tellEvery) continue
      told = needs.now()
      yield { kind: 'progress', bytes, total }
    }
    if (signal.aborted) throw new Trouble({ code: 'cancelled', facts: {} })
    yield { kind: 'done', file: await download.keep(), bytes }
  } finally {
    await download.close()
  }
}

/** The file or folder itself. Throws Trouble `file-not-found` or `file-special`. */
async function findBehindLink(docker: Engine, container: string, wanted: string, signal: AbortSignal) {
  let at = wanted
  // The Engine resolves all links at once; one that is made anew meanwhile is followed once more.
  for (let links = 0; links < 3; links += 1) {
    const found = await docker.findFile(container, at, signal)
    if (found === null) throw new Trouble({ code: 'file-not-found', facts: { path: wanted } })
    if (found.kind === 'file' || found.kind === 'folder') return { ...found, path: at }
    if (found.leadsTo === null) break
    at = found.leadsTo
  }
  throw new Trouble({ code: 'file-special', facts: { path: wanted } })
}
