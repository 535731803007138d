import type { RecipePage } from '../../preload/contract/catalogue.ts'
import { Trouble } from '../../preload/contract/failure.ts'
import type { SecretSetting, SettingsForm } from '../../preload/contract/settings-form.ts'
import type { TreeFile } from '../outside/git/git-types.ts'
import { type RecipeAt, textOf, type Wanted, wanted } from '../plan/wanted.ts'
import { type AbraShCommand, abraShCommands } from '../recipe/abra-sh.ts'
import { setTypeVersion } from '../recipe/env-edit.ts'
import { parseEnvFile } from '../recipe/env-file.ts'
import { newAppEnv } from '../recipe/new-app-env.ts'
import { withNewLines } from '../recipe/new-lines.ts'
import { plainText } from '../recipe/plain-text.ts'
import { parseReadme } from '../recipe/readme.ts'
import { type CatalogueEntry, readRecipesJson, type RecipesJson } from '../recipe/recipes-json.ts'
import { applyForm, settingsForm } from '../recipe/settings-form.ts'
import type { RecipeFiles } from './recipe-files.ts'
import { cardOf, readmeOf, type VersionTag, versionViews } from './recipe-page.ts'
import { treeOf } from './recipe-tree.ts'

export interface InstallAsked {
  readonly domain: string
  readonly values: Readonly<Record<string, string>>
  readonly switches: readonly string[]
}

/** What an install would write and want; `asked` are the recipe's words for its secrets. */
export interface InstallRead {
  readonly content: string
  readonly wanted: Wanted
  readonly asked: readonly SecretSetting[]
}

export interface VersionRead {
  readonly content: string
  /** Settings that came new. */
  readonly added: readonly string[]
  readonly wanted: Wanted
}

/** A recipe's own commands. `script` is to be run as it is, `code` the same to be looked at. */
export interface CommandsRead {
  readonly commands: readonly AbraShCommand[]
  readonly script: string
  readonly code: string
}

export interface PageAsked {
  readonly recipe: string
  readonly entry: CatalogueEntry | null
  readonly icon: string | null
  /** Oldest first. */
  readonly tags: readonly VersionTag[]
  /** None where the recipe could not be had. */
  readonly files: readonly TreeFile[]
}

export type PageRead = Pick<RecipePage, 'card' | 'readme' | 'versions'>

/**
 * All that is ever done with the text of a recipe or a catalogue, which is foreign. Values in, values out; `reader.ts` runs
 * them in a thread of their own. They throw Trouble as the functions that they call.
 */
export const readings = {
  catalogue: (json: string, address: string): RecipesJson => readRecipesJson(json, address),

  /** What the recipe calls itself; empty where it does not say. */
  title: (files: readonly TreeFile[]): string => parseReadme(readmeOf(treeOf(files))).title,

  page({ recipe, entry, icon, tags, files }: PageAsked): PageRead {
    const tree = treeOf(files)
    const readme = readmeOf(tree)
    return {
      card: cardOf(recipe, entry, readme, tags.at(-1)?.name ?? null, icon),
      readme,
      versions: versionViews(tags, tree),
    }
  },

  form(files: RecipeFiles, domain: string): SettingsForm {
    return settingsForm(newAppEnv(sampleOf(recipeAt(files)), newApp(files, domain)))
  },

  install(files: RecipeFiles, { domain, values, switches }: InstallAsked): InstallRead {
    const at = recipeAt(files)
    const content = applyForm(newAppEnv(sampleOf(at), newApp(files, domain)), { values, switches })
    return { content, wanted: wanted(domain, content, at), asked: settingsForm(content).secrets }
  },

  /** The settings file at another version; an update takes over the settings that are new in it. */
  version(app: string, envText: string, files: RecipeFiles, isUpdate: boolean): VersionRead {
    const at = recipeAt(files)
    const domain = parseEnvFile(envText, `${app}.env`).variables.get('DOMAIN') ?? app
    const sample = isUpdate ? newAppEnv(textOf(at, '.env.sample') ?? '', newApp(files, domain)) : ''
    const { text, added } = withNewLines(envText, sample)
    const content = setTypeVersion(text, files.version)
    return { content, added, wanted: wanted(app, content, at) }
  },

  commands(files: RecipeFiles): CommandsRead {
    const script = textOf(recipeAt(files), 'abra.sh') ?? ''
    return { commands: abraShCommands(script), script, code: plainText(script, 256 * 1024) }
  },

  /** @param app the settings file's name without `.env` */
  wanted: (app: string, envText: string, files: RecipeFiles): Wanted => wanted(app, envText, recipeAt(files)),
}

export type Readings = typeof readings

function recipeAt({ recipe, title, version, commit, files }: RecipeFiles): RecipeAt {
  return { recipe, title, version, commit, tree: treeOf(files) }
}

function newApp({ recipe, version }: RecipeFiles, domain: string) {
  return { recipe, domain, version }
}

function sampleOf(at: RecipeAt): string {
  const sample = textOf(at, '.env.sample')
  if (sample === undefined) {
    throw new Trouble({ code: 'recipe-file-missing', facts: { recipe: at.recipe, file: '.env.sample' } })
  }
  return sample
}
