import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { makeOwnFolder } from '../store/own-file.ts'
import { writeAtomic } from '../store/write-atomic.ts'
import { download, DownloadFailed } from './download.ts'
import { pictureAddress } from './picture.ts'

export interface Icons {
  /**
   * Reads the kept pictures of these addresses and fetches the missing ones behind; they are there at a later call of `of`.
   * Each address is tried once while the core runs: a picture is no reason to bother a server again and again.
   */
  want(addresses: readonly string[]): Promise<void>
  /** The picture as a `data:` address; null while it is not there, or when it is none. */
  of(address: string): string | null
  /** Some are on their way. */
  fetching(): boolean
}

const most = 200 * 1024
/** All pictures together, as they cross to the window with the list: a catalogue is foreign too. */
const mostTogether = 16 * 1024 * 1024
const freshFor = 30 * 24 * 60 * 60 * 1000

/** Small pictures of recipes, kept in `folder` for when there is no network. */
export function openIcons(folder: string, signal: AbortSignal): Icons {
  const pictures = new Map<string, string>()
  const tried = new Set<string>()
  const queue: string[] = []
  let together = 0
  let working = 0

  const keep = (address: string, bytes: Uint8Array): boolean => {
    const picture = pictureAddress(bytes)
    if (picture === null) return false
    together += picture.length - (pictures.get(address)?.length ?? 0)
    pictures.set(address, picture)
    return true
  }
  const fileOf = (address: string): string =>
    path.join(folder, createHash('sha256').update(address).digest('hex').slice(0, 40))
  const readKept = async (address: string): Promise<'fresh' | 'old' | 'missing'> => {
    try {
      const found = await stat(fileOf(address))
      if (found.size > most || !keep(address, await readFile(fileOf(address)))) return 'missing'
      return Date.now() - found.mtimeMs < freshFor ? 'fresh' : 'old'
    } catch {
      return 'missing'
    }
  }
  const fetchNext = async (): Promise<void> => {
    working += 1
    for (let address = queue.shift(); address !== undefined && !signal.aborted; address = queue.shift()) {
      if (together > mostTogether) break
      try {
        const got = await download(address, { bytes: most, milliseconds: 10_000, signal })
        if (got.kind === 'same' || !keep(address, got.bytes)) continue
        await makeOwnFolder(folder)
        await writeAtomic(fileOf(address), got.bytes, { mode: 0o600 })
      } catch (error) {
        // Without a network, or with a full disk, there are no pictures; that is all.
        if (!(error instanceof DownloadFailed)) queue.length = 0
      }
    }
    working -= 1
  }
  return {
    async want(addresses) {
      const fresh = [...new Set(addresses)].filter((address) => !tried.has(address))
      for (const address of fresh) tried.add(address)
      for (const address of fresh) {
        if (together > mostTogether) break
        if ((await readKept(address)) !== 'fresh') queue.push(address)
      }
      while (working < 4 && working < queue.length) void fetchNext()
    },
    of: (address) => pictures.get(address) ?? null,
    fetching: () => working > 0,
  }
}
