import { stat } from 'node:fs/promises'
import path from 'node:path'
import { recipeName } from '../../preload/contract/catalogue.ts'
import { type Failure, Trouble } from '../../preload/contract/failure.ts'
import type { Git, RecipeClone, Tag } from '../outside/git/git-types.ts'

export interface RecipeClones {
  /** Where a recipe's clone is or would be. Throws Trouble `recipe-unknown` for a name that none can have. */
  locate(recipe: string): RecipeClone
  has(recipe: string): Promise<boolean>
  /** Clones a recipe that is not here yet. Throws Trouble `recipe-unknown`, and what cloning throws. */
  ensure(recipe: string): Promise<RecipeClone>
  /** Fetches unless that was done lately; the failure of the last time, if it failed. Never rejects with Trouble. */
  freshen(recipe: string, maximumAge: number): Promise<Failure | null>
  /** The clone's tags, no older than a minute as far as other tools fetch. */
  tags(recipe: string): Promise<readonly Tag[]>
}

export interface CloneNeeds {
  readonly abra: string
  readonly git: Git
  /** Where a recipe's repository is, by the catalogue; null when it does not say. */
  readonly repositoryOf: (recipe: string) => Promise<string | null>
  /** Ends what is under way when the core closes. */
  readonly signal: AbortSignal
}

const tagsFreshFor = 60_000
/** The network may be back. */
const retryAfter = 15_000

/**
 * The clones in `~/.abra/recipes`, shared with abra: made when missing, fetched into, otherwise left alone. A member's own
 * clone is used as it is. What several ask for at once is done once.
 */
export function openRecipeClones({ abra, git, repositoryOf, signal }: CloneNeeds): RecipeClones {
  const cloning = new Map<string, Promise<RecipeClone>>()
  const fetching = new Map<string, Promise<Failure | null>>()
  const fetched = new Map<string, { readonly at: number; readonly failure: Failure | null }>()
  const read = new Map<string, { readonly at: number; readonly tags: Promise<readonly Tag[]> }>()

  const locate = (recipe: string): RecipeClone => ({ recipe, folder: path.join(abra, 'recipes', folderName(recipe)) })
  const has = async (recipe: string): Promise<boolean> =>
    stat(locate(recipe).folder).then(
      (found) => found.isDirectory(),
      () => false,
    )
  const clone = async (recipe: string): Promise<RecipeClone> => {
    const place = locate(recipe)
    const address = remoteAddress(recipe) ?? (await repositoryOf(recipe))
    if (address === null) throw unknown(recipe)
    await git.clone(place, address, signal)
    read.delete(recipe)
    fetched.set(recipe, { at: Date.now(), failure: null })
    return place
  }
  const fetchOnce = async (recipe: string): Promise<Failure | null> => {
    const failure = await git.fetch(locate(recipe), signal).then(() => null, failureOf)
    read.delete(recipe)
    fetched.set(recipe, { at: Date.now(), failure })
    return failure
  }
  return {
    locate,
    has,
    ensure: async (recipe) => ((await has(recipe)) ? locate(recipe) : once(cloning, recipe, () => clone(recipe))),
    async freshen(recipe, maximumAge) {
      const last = fetched.get(recipe)
      const age = last?.failure ? Math.min(maximumAge, retryAfter) : maximumAge
      if (last !== undefined && Date.now() - last.at < age) return last.failure
      return once(fetching, recipe, () => fetchOnce(recipe))
    },
    async tags(recipe) {
      const known = read.get(recipe)
      if (known !== undefined && Date.now() - known.at < tagsFreshFor) return known.tags
      const tags = git.listTags(locate(recipe))
      read.set(recipe, { at: Date.now(), tags })
      tags.catch(() => read.delete(recipe))
      return tags
    },
  }
}

/** A recipe outside of any catalogue is named by its address without scheme, such as `git.example.org/our/recipe` (abra.md §2.8). */
const remoteName = /^[A-Za-z0-9][A-Za-z0-9.-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)+$/

function folderName(recipe: string): string {
  if (recipeName.safeParse(recipe).success) return recipe
  if (remoteName.test(recipe)) return recipe.replaceAll(/[/.]/g, '_')
  throw unknown(recipe)
}

function remoteAddress(recipe: string): string | null {
  return recipe.includes('/') && remoteName.test(recipe) ? `https://${recipe}.git` : null
}

function unknown(recipe: string): Trouble {
  return new Trouble({ code: 'recipe-unknown', facts: { recipe } })
}

function failureOf(error: unknown): Failure {
  if (error instanceof Trouble) return error.failure
  throw error
}

function once<Answer>(
  running: Map<string, Promise<Answer>>,
  key: string,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const now = running.get(key) ?? work().finally(() => running.delete(key))
  running.set(key, now)
  return now
}
