import type { Readable } from 'node:stream'
import { z } from 'zod'
import type { Trouble } from '../../../preload/contract/failure.ts'
import { part } from './call-parts.ts'
import type { Requests } from './requests.ts'
import { openTarReader } from './tar.ts'
import { understand, whole } from './tolerant.ts'

export interface ContainerFile {
  readonly kind: 'file' | 'folder' | 'link' | 'other'
  readonly size: number
  /** Where a link leads within the container, links on the way resolved; null for what is none. */
  readonly leadsTo: string | null
}

/** Bytes on their way from a container; leaving the block ends the transfer. */
export interface FileBytes extends AsyncDisposable {
  readonly chunks: AsyncIterable<Buffer>
}

/** The bits of Go's `fs.FileMode`, in which the Engine tells what a file is. */
const folderBit = 2 ** 31
const linkBit = 2 ** 27
const specialBits = [2 ** 26, 2 ** 25, 2 ** 24, 2 ** 21, 2 ** 19]

const status = z.object({ size: whole, mode: whole, linkTarget: z.string().catch('') })

/** What is at a path of a container; null when nothing is. */
export async function findFile(
  requests: Requests,
  container: string,
  path: string,
  signal?: AbortSignal,
): Promise<ContainerFile | null> {
  const at = `/containers/${part(container)}/archive`
  const headers = await requests.headers({ method: 'HEAD', path: at, query: { path }, signal })
  if (headers === null) return null
  const told = headers['x-docker-container-path-stat']
  const { mode, size, linkTarget } = understand(status, fromBase64(told), `HEAD ${at}`)
  const has = (bit: number) => Math.floor(mode / bit) % 2 === 1
  const kind = has(folderBit) ? 'folder' : has(linkBit) ? 'link' : specialBits.some(has) ? 'other' : 'file'
  return { kind, size, leadsTo: kind === 'link' && linkTarget !== '' ? linkTarget : null }
}

/** A folder with all that is in it, as a tar archive. */
export async function readArchive(
  requests: Requests,
  container: string,
  path: string,
  signal: AbortSignal,
): Promise<FileBytes> {
  const at = `/containers/${part(container)}/archive`
  return requests.stream({ method: 'GET', path: at, query: { path }, signal })
}

/** The bytes of a file. Throws `connection-lost` when fewer come than were told. */
export async function readFileBytes(
  requests: Requests,
  container: string,
  path: string,
  lost: () => Trouble,
  signal: AbortSignal,
): Promise<FileBytes> {
  const archive = await readArchive(requests, container, path, signal)
  return { chunks: unpacked(archive.chunks, lost), [Symbol.asyncDispose]: () => archive[Symbol.asyncDispose]() }
}

/** Unpacks an archive in a folder of a container. The Engine follows no link out of the container. */
export async function writeArchive(
  requests: Requests,
  container: string,
  folder: string,
  archive: Readable,
  signal: AbortSignal,
): Promise<void> {
  const at = `/containers/${part(container)}/archive`
  const query = { path: folder, noOverwriteDirNonDir: '1' }
  await requests.upload({ method: 'PUT', path: at, query, archive, signal })
}

async function* unpacked(chunks: AsyncIterable<Buffer>, lost: () => Trouble): AsyncGenerator<Buffer> {
  const reader = openTarReader()
  for await (const chunk of chunks) {
    for (const step of reader.add(chunk)) if (step.kind === 'bytes') yield step.bytes
  }
  if (!reader.isWhole()) throw lost()
}

function fromBase64(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(Buffer.from(text, 'base64').toString()) : null
  } catch {
    return null
  }
}
