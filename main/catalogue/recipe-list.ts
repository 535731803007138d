import path from 'node:path'
import { z } from 'zod'
import { type Failure, Trouble } from '../../preload/contract/failure.ts'
import { mayBeFetched } from '../../preload/contract/web-address.ts'
import { type CatalogueEntry, readRecipesJson } from '../recipe/recipes-json.ts'
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

/** The list of recipes at the address of the settings, kept below `own` for when there is no network. */
export function openRecipeLists(own: string, address: () => Promise<string>, signal: AbortSignal): RecipeLists {
  const file = openOwnFile<Kept | null>(path.join(own, 'catalogue', 'list.json'), kept.nullable(), null)
  let latest: { readonly address: string; readonly known: Promise<Known> } | null = null
  const running = new Map<string, Promise<RecipeList>>()

  const load = async (wanted: string): Promise<Known> => {
    const { value, failure } = await file.read()
    if (value?.address === wanted) return { list: listOf(value), kept: value, triedAt: 0 }
    const list = { address: wanted, fetchedAt: null, entries: [], refused: 0, failure }
    return { list, kept: null, triedAt: 0 }
  }
  /** The file is read once for an address, so that whoever comes late does not put an older list over a fetched one. */
  const knownAt = (wanted: string): Promise<Known> => {
    if (latest?.address !== wanted) latest = { address: wanted, known: load(wanted) }
    return latest.known
  }
  const fetchList = async (wanted: string): Promise<RecipeList> => {
    const known = await knownAt(wanted)
    try {
      const fetched = await fetchKept(wanted, known.kept, signal)
      known.list = listOf(fetched)
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

/** Throws Trouble `catalogue-address-invalid`, `catalogue-unreachable`, `catalogue-invalid`. */
async function fetchKept(address: string, before: Kept | null, signal: AbortSignal): Promise<Kept> {
  if (!mayBeFetched(address)) throw new Trouble({ code: 'catalogue-address-invalid', facts: { address } })
  try {
    const got = await download(address, { bytes: most, milliseconds: 30_000, signal, etag: before?.etag ?? null })
    if (got.kind === 'new') {
      const text = new TextDecoder().decode(got.bytes)
      readRecipesJson(text, address)
      return { address, fetchedAt: Date.now(), etag: got.etag, text }
    }
    if (before !== null) return { ...before, fetchedAt: Date.now() }
    throw new DownloadFailed('HTTP 304')
  } catch (error) {
    if (!(error instanceof DownloadFailed)) throw error
    throw new Trouble({ code: 'catalogue-unreachable', facts: { address, detail: error.detail } }, { cause: error })
  }
}

function listOf({ address, fetchedAt, text }: Kept): RecipeList {
  const { recipes, refused } = readRecipesJson(text, address)
  const entries = address.startsWith('https:') ? recipes.map(withoutThisComputer) : recipes
  return { address, fetchedAt, entries, refused, failure: null }
}

/** A catalogue from the internet has no business with what listens on this computer. */
function withoutThisComputer(entry: CatalogueEntry): CatalogueEntry {
  const away = (address: string | null): string | null => (address?.startsWith('https:') ? address : null)
  return { ...entry, repository: away(entry.repository), icon: away(entry.icon) }
}
