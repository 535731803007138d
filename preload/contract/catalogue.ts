import { z } from 'zod'
import type { Failure } from './failure.ts'

export const recipeName = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)
export const recipeVersion = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._+-]*$/)

/** Grades of the README's metadata block (abra.md §2.6); null where the recipe says nothing. */
export interface RecipeFacts {
  readonly maturity: number | null
  readonly backups: boolean | null
  readonly healthCheck: boolean | null
  readonly email: number | null
  readonly signIn: number | null
  readonly tests: number | null
  readonly image: number | null
}

export interface RecipeCard {
  readonly name: string
  /** As a person would write it: "Rocket.Chat", "Nextcloud". */
  readonly title: string
  readonly description: string
  readonly category: string
  readonly website: string | null
  readonly facts: RecipeFacts
  /** A `data:` address of a small picture that was fetched and checked, or null. */
  readonly icon: string | null
  readonly latest: string | null
}

export interface CatalogueView {
  readonly address: string
  /** When it was fetched; null when it never was. */
  readonly fetchedAt: number | null
  readonly recipes: readonly RecipeCard[]
  /** Why the newest fetch failed, while the last good list is shown. */
  readonly failure: Failure | null
  readonly refused: number
  /** Icons are still being fetched: asking again brings more of them. */
  readonly picturesComing: boolean
}

export interface RecipeVersionView {
  readonly version: string
  readonly upstream: string
  readonly publishedAt: number | null
  readonly breaking: boolean
  readonly notes: string | null
}

export interface RecipePage {
  readonly card: RecipeCard
  readonly readme: string
  readonly versions: readonly RecipeVersionView[]
  readonly repository: string
  /** Why the clone could not be refreshed; what is shown is then the last known. */
  readonly failure: Failure | null
}
