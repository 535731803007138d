import { Trouble } from '../../preload/contract/failure.ts'
import type { EnvFile } from './env-file.ts'

/** What `TYPE=<recipe>:<version>` says (abra.md §3.3). */
export interface AppType {
  /** A catalogue name, or `host/path` of a repository elsewhere. */
  readonly recipe: string
  /** A published version or a short commit, without the sign for local changes; null when nothing is pinned. */
  readonly version: string | null
  /** Pinned with `+U`: it was deployed from a working tree with changes that no commit has. */
  readonly withLocalChanges: boolean
}

const recipeReference = /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}(?:\/[A-Za-z0-9][A-Za-z0-9._-]{0,199}){0,8}$/
const versionText = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,199}$/

/** Reads RECIPE, else TYPE. @throws Trouble `env-invalid` when neither is there or it cannot be read */
export function appTypeOf(env: EnvFile, file = '.env'): AppType {
  const key = env.variables.has('RECIPE') ? 'RECIPE' : 'TYPE'
  const line = env.lines.findLast((one) => one.key === key && !one.commentedOut)
  const type = line === undefined ? null : parseAppType(line.value)
  if (type !== null) return type
  const detail = line === undefined ? 'no line says TYPE=<recipe>' : `${key} must be <recipe> or <recipe>:<version>`
  throw new Trouble({ code: 'env-invalid', facts: { file, line: line?.number ?? 1, detail } })
}

/** Null for what is no recipe with at most one version. */
export function parseAppType(value: string): AppType | null {
  const [recipe = '', version, more] = value.split(':', 3)
  if (more !== undefined || !recipeReference.test(recipe)) return null
  if (version === undefined || version === '') return { recipe, version: null, withLocalChanges: false }
  const withLocalChanges = version.endsWith('+U')
  const pinned = withLocalChanges ? version.slice(0, -'+U'.length) : version
  return versionText.test(pinned) ? { recipe, version: pinned, withLocalChanges } : null
}

export function printAppType(type: AppType): string {
  if (type.version === null) return type.recipe
  return `${type.recipe}:${type.version}${type.withLocalChanges ? '+U' : ''}`
}

/** The folder of a recipe's clone below `recipes/` (abra.md §2.8): slashes and dots of a repository elsewhere become `_`. */
export function recipeFolder(recipe: string): string {
  return recipe.includes('/') ? recipe.replaceAll(/[/.]/g, '_') : recipe
}
