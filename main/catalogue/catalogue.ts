import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { CatalogueView, RecipePage } from '../../preload/contract/catalogue.ts'
import { type Failure, Trouble } from '../../preload/contract/failure.ts'
import type { Core } from '../api/core.ts'
import type { Git, RecipeClone, Tag } from '../outside/git/git-types.ts'
import type { Reader } from '../reading/reader.ts'
import type { RecipeFiles } from '../reading/recipe-files.ts'
import { readings } from '../reading/readings.ts'
import { tooSlow } from '../reading/too-slow.ts'
import { type CatalogueEntry, titleFromName } from '../recipe/recipes-json.ts'
import { sortVersions } from '../recipe/version.ts'
import type { Folders } from '../store/folders.ts'
import { openIcons } from './icons.ts'
import { openRecipeClones } from './recipe-clones.ts'
import { openRecipeLists, type RecipeList } from './recipe-list.ts'

export type Catalogue = Core['catalogue'] & {
  /**
   * A recipe's files at a version: a tag, or the first digits of a commit; without one, the newest version, and of a recipe
   * without versions the newest commit. Throws Trouble `recipe-unknown`, `recipe-version-unknown`, `recipe-unreachable`,
   * `recipe-invalid`, `recipe-too-slow`, `recipe-file-refused`, `disk-full`, `file-not-writable`.
   */
  recipeAt(recipe: string, version?: string): Promise<RecipeFiles>
  /** The versions of the clone on this computer, oldest first; none where there is no clone. No network is used. */
  versions(recipe: string): Promise<readonly string[]>
  /** What members call a recipe, as the list on this computer has it. */
  title(recipe: string): Promise<string>
  close(): void
}

export interface CatalogueNeeds {
  readonly folders: Folders
  readonly git: Git
  readonly read: Reader
  /** The address of recipes.json, as the settings have it. */
  readonly address: () => Promise<string>
}

/** Fetching into a clone that was looked at lately brings nothing new. */
const fetchedLately = 5 * 60_000
/** How long an answer that is ready waits for a newer one. */
const grace = 800

/** The recipe catalogue: a kept list, and clones shared with abra. Everything known is shown without a network too. */
export function openCatalogue({ folders, git, read, address }: CatalogueNeeds): Catalogue {
  const closing = new AbortController()
  const lists = openRecipeLists({ own: folders.own, read, address, signal: closing.signal })
  const icons = openIcons(path.join(folders.own, 'catalogue', 'icons'), closing.signal)
  const entryOf = async (recipe: string): Promise<CatalogueEntry | null> =>
    (await lists.current()).entries.find(({ name }) => name === recipe) ?? null
  const clones = openRecipeClones({
    abra: folders.abra,
    git,
    repositoryOf: async (recipe) => (await entryOf(recipe))?.repository ?? null,
    signal: closing.signal,
  })

  const viewOf = async (list: RecipeList): Promise<CatalogueView> => {
    await icons.want(list.entries.flatMap(({ icon }) => icon ?? []))
    const { address, fetchedAt, refused, failure } = list
    return {
      address,
      fetchedAt,
      refused,
      failure,
      picturesComing: icons.fetching(),
      recipes: list.entries.map((entry) => listedCard(entry, iconOf(entry))),
    }
  }
  const iconOf = (entry: CatalogueEntry | null): string | null => (entry?.icon ? icons.of(entry.icon) : null)
  const freshen = (recipe: string): Promise<Failure | null> =>
    Promise.race([clones.freshen(recipe, fetchedLately), wait(grace, null, { ref: false })])

  return {
    view: async () => viewOf(await lists.current()),
    refresh: async () => viewOf(await lists.refresh()),
    recipe: (name, signal) => unlessAborted(signal, recipePage(name)),
    async recipeAt(recipe, version) {
      const here = await clones.has(recipe)
      const clone = await clones.ensure(recipe)
      if (here && version === undefined) await freshen(recipe)
      let found = await find(clone, version)
      if (found === null && here && version !== undefined) {
        await clones.freshen(recipe, 0)
        found = await find(clone, version)
      }
      if (found === null) {
        throw new Trouble({ code: 'recipe-version-unknown', facts: { recipe, version: version ?? '' } })
      }
      const files = await git.readTree(clone, found.commit)
      const title = (await read.title(tooSlow(recipe), files)) || titleFromName(recipe)
      return { recipe, title, ...found, files }
    },
    title: async (recipe) => (await entryOf(recipe))?.title ?? titleFromName(recipe),
    versions: async (recipe) => ((await clones.has(recipe)) ? published(await clones.tags(recipe)).map(nameOf) : []),
    close: () => closing.abort(),
  }

  async function recipePage(name: string): Promise<RecipePage> {
    const entry = await entryOf(name)
    const here = await clones.has(name)
    if (!here && entry === null) throw new Trouble({ code: 'recipe-unknown', facts: { recipe: name } })
    try {
      const failure = here ? await freshen(name) : null
      return await clonePage(await clones.ensure(name), entry, failure)
    } catch (error) {
      if (!(error instanceof Trouble)) throw error
      return { ...unreadPage(name, entry), repository: entry?.repository ?? '', failure: error.failure }
    }
  }

  async function clonePage(
    clone: RecipeClone,
    entry: CatalogueEntry | null,
    failure: Failure | null,
  ): Promise<RecipePage> {
    const tags = published(await clones.tags(clone.recipe))
    const newest = tags.at(-1)
    const commit = newest?.commit ?? (await git.head(clone))
    const files = commit === null ? [] : await git.readTree(clone, commit)
    const { recipe } = clone
    const page = await read.page(tooSlow(recipe), { recipe, entry, icon: iconOf(entry), tags, files })
    return { ...page, repository: (await git.origin(clone)) ?? entry?.repository ?? '', failure }
  }

  /** What the list says of a recipe whose own words could not be had. */
  function unreadPage(recipe: string, entry: CatalogueEntry | null) {
    const tags = (entry?.versions ?? []).map((version) => ({ name: version, date: null }))
    return readings.page({ recipe, entry, icon: iconOf(entry), tags, files: [] })
  }

  async function find(
    clone: RecipeClone,
    version: string | undefined,
  ): Promise<{ readonly version: string; readonly commit: string } | null> {
    const tags = await clones.tags(clone.recipe)
    if (version === undefined) {
      const newest = published(tags).at(-1)
      if (newest !== undefined) return { version: newest.name, commit: newest.commit }
      const head = await git.head(clone)
      return head === null ? null : { version: head.slice(0, 8), commit: head }
    }
    const tag = tags.find(({ name }) => name === version)
    const commit = tag?.commit ?? (await git.findCommit(clone, version))
    return commit === null ? null : { version, commit }
  }
}

/** Only annotated tags are versions (abra.md §2.4); oldest first. */
function published(tags: readonly Tag[]): readonly Tag[] {
  const byName = new Map(tags.filter(({ annotated }) => annotated).map((tag) => [tag.name, tag]))
  return sortVersions([...byName.keys()]).flatMap(({ tag }) => byName.get(tag) ?? [])
}

function nameOf({ name }: Tag): string {
  return name
}

function listedCard(entry: CatalogueEntry, icon: string | null) {
  const { name, title, description, category, website, facts } = entry
  return { name, title, description, category, website, facts, icon, latest: entry.versions.at(-1) ?? null }
}

/** The work goes on for others who wait for it; who gave up gets Trouble `cancelled`. */
async function unlessAborted<Answer>(signal: AbortSignal, work: Promise<Answer>): Promise<Answer> {
  let giveUp: () => void = () => undefined
  const aborted = new Promise<never>((_, reject) => {
    giveUp = () => reject(new Trouble({ code: 'cancelled', facts: {} }))
    signal.addEventListener('abort', giveUp, { once: true })
    if (signal.aborted) giveUp()
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}
