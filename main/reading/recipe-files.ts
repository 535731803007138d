import type { TreeFile } from '../outside/git/git-types.ts'

/** A recipe at one version, with its files as git has them. Plain values, so that they reach the thread that reads them. */
export interface RecipeFiles {
  readonly recipe: string
  readonly title: string
  readonly version: string
  readonly commit: string
  readonly files: readonly TreeFile[]
}
