import path from 'node:path'
import { z } from 'zod'
import { type Failure, Trouble } from '../../preload/contract/failure.ts'
import { mayBeFetched } from '../../preload/contract/web-address.ts'
import type { CatalogueEntry } from '../recipe/recipes-json.ts'
import type { Reader } from '../reading/reader.ts'
import { openOwnFile } from '../store/own-file.ts'
import { download, DownloadFailed } from './download.ts'

export interface RecipeList {
  readonly address: string
  /** When it was last known to be the newest, in milliseconds since 1970; null when it never was here. */
  readonly fetchedAt: number | null
  readonly entries: readonly CatalogueEntry[]
  readonly refused: number
  /** Why there is nothing newer. */
  readonly failure: Failure | null
}

export interface RecipeLists {
  /** What is known, at once; only the very first time it waits for the network. An old list is fetched again behind. */
  current(): Promise<RecipeList>
  /** Fetches the list; when that fails, the last good one stays, with the failure. Several at once are one. */
  refresh(): Promise<RecipeList>
}

const kept = z.object({ address: z.string(), fetchedAt: z.number(), etag: z.string().nullable(), text: z.string() })
type Kept = z.infer<typeof kept>

interface Known {
  list: RecipeList
  kept: Kept | null
  triedAt: number
}

const most = 16 * 1024 * 1024
const freshFor = 60 * 60 * 1000
const retryAfter = 60 * 1000

export interface ListNeeds {
  /** The folder of Canteen's own data. */
  readonly own: string
  readonly read: Reader
  /** Where recipes.json is, as the settings have it. */
  readonly address: () => Promise<string>
  readonly signal: AbortSignal
}

/** The list of recipes at the address of the settings, kept for when there is no network. */
export function openRecipeLists({ own, read, address, signal }: ListNeeds): RecipeLists {
  const file = openOwnFile<Kept | null>(path.join(own, 'catalogue', 'list.json'), kept.nullable(), null)
  let latest: { readonly address: string; readonly known: Promise<Known> } | null = null
  const running = new Map<string, Promise<RecipeList>>()

  const load = async (wanted: string): Promise<Known> => {
    const { value, failure } = await file.read()
    const nothing = { address: wanted, fetchedAt: null, entries: [], refused: 0, failure }
    if (value?.address !== wanted) return { list: nothing, kept: null, triedAt: 0 }
    try {
      return { list: await listOf(value), kept: value, triedAt: 0 }
    } catch (error) {
      if (!(error instanceof Trouble)) throw error
      return { list: { ...nothing, failure: error.failure }, kept: null, triedAt: 0 }
    }
  }
  const listOf = async ({ address, fetchedAt, text }: Kept): Promise<RecipeList> => {
    const tooMuch = { code: 'catalogue-invalid', facts: { address, detail: 'reading it takes too long' } } as const
    const { recipes, refused } = await read.catalogue(tooMuch, text, address)
    const entries = address.startsWith('https:') ? recipes.map(withoutThisComputer) : recipes
    return { address, fetchedAt, entries, refused, failure: null }
  }
  /** The file is read once for an address, so that whoever comes late does not put an older list over a fetched one. */
  const knownAt = (wanted: string): Promise<Known> => {
    if (latest?.address === wanted) return latest.known
    const known = load(wanted)
    latest = { address: wanted, known }
    known.catch(() => {
      if (latest?.known === known) latest = null
    })
    return known
  }
  const fetchList = async (wanted: string): Promise<RecipeList> => {
    const known = await knownAt(wanted)
    try {
      const fetched = await fetchKept(wanted, known.kept, signal)
      known.list = await listOf(fetched)
      known.kept = fetched
      // By now the settings may name another catalogue, whose list has taken the file.
      if (latest?.address === wanted) await file.write(fetched)
    } catch (error) {
      if (!(error instanceof Trouble)) throw error
      known.list = { ...known.list, failure: error.failure }
    }
    known.triedAt = Date.now()
    return known.list
  }
  const refresh = async (): Promise<RecipeList> => {
    const wanted = await address()
    const now = running.get(wanted) ?? fetchList(wanted).finally(() => running.delete(wanted))
    running.set(wanted, now)
    return now
  }
  return {
    refresh,
    async current() {
      const { list, triedAt } = await knownAt(await address())
      if (list.fetchedAt === null && triedAt === 0) return refresh()
      const old = list.fetchedAt === null || Date.now() - list.fetchedAt > freshFor
      // A bug in there is told when the member asks for the list again.
      if (old && Date.now() - triedAt > retryAfter) refresh().catch(() => undefined)
      return list
    },
  }
}

/** Throws Trouble `catalogue-address-invalid`, `catalogue-unreachable`. */
async function fetchKept(address: string, before: Kept | null, signal: AbortSignal): Promise<Kept> {
  if (!mayBeFetched(address)) throw new Trouble({ code: 'catalogue-address-invalid', facts: { address } })
  try {
    const got = await download(address, { bytes: most, milliseconds: 30_000, signal, etag: before?.etag ?? null })
    if (got.kind === 'new') {
      return { address, fetchedAt: Date.now(), etag: got.etag, text: new TextDecoder().decode(got.bytes) }
    }
    if (before !== null) return { ...before, fetchedAt: Date.now() }
    throw new DownloadFailed('HTTP 304')
  } catch (error) {
    if (!(error instanceof DownloadFailed)) throw error
    throw new Trouble({ code: 'catalogue-unreachable', facts: { address, detail: error.detail } }, { cause: error })
  }
}

/** A catalogue from the internet has no business with what listens on this computer. */
function withoutThisComputer(entry: CatalogueEntry): CatalogueEntry {
  const away = (address: string | null): string | null => (address?.startsWith('https:') ? address : null)
  return { ...entry, repository: away(entry.repository), icon: away(entry.icon) }
}
