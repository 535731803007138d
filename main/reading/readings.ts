import type { SettingsEdit } from '../../preload/contract/app-settings.ts'
import type { RecipePage } from '../../preload/contract/catalogue.ts'
import { Trouble } from '../../preload/contract/failure.ts'
import type { SecretSetting, SettingsForm } from '../../preload/contract/settings-form.ts'
import type { TreeFile } from '../outside/git/git-types.ts'
import { type RecipeAt, textOf, type Wanted, wanted } from '../plan/wanted.ts'
import { type Rotated, rotated } from '../plan/rotated.ts'
import { type AppForm, appForm } from '../recipe/app-form.ts'
import { editedSettings } from '../recipe/edited-settings.ts'
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

/** What a settings file would say, and what it then wants. */
export interface ChangeRead {
  readonly content: string
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

  /** @param app the settings file's name without `.env`; `text` is what it says */
  appForm: (app: string, text: string, files: RecipeFiles): AppForm =>
    appForm(text, sampleFor(app, text, files), `${app}.env`),

  edited: (app: string, text: string, files: RecipeFiles, edit: SettingsEdit): string =>
    editedSettings(app, text, sampleFor(app, text, files), edit),

  install(files: RecipeFiles, { domain, values, switches }: InstallAsked): InstallRead {
    const at = recipeAt(files)
    const content = applyForm(newAppEnv(sampleOf(at), newApp(files, domain)), { values, switches })
    return { content, wanted: wanted(domain, content, at), asked: settingsForm(content).secrets }
  },

  /** The settings file at another version; an update takes over the settings that are new in it. */
  version(app: string, envText: string, files: RecipeFiles, isUpdate: boolean): ChangeRead {
    const at = recipeAt(files)
    const sample = isUpdate ? sampleFor(app, envText, files) : ''
    const content = setTypeVersion(withNewLines(envText, sample), files.version)
    return { content, wanted: wanted(app, content, at) }
  },

  /** The settings file as given; where the app is started it names the version that runs then, as with abra (abra.md §3.3). */
  changed(app: string, envText: string, files: RecipeFiles, starts: boolean): ChangeRead {
    const content = starts ? setTypeVersion(envText, files.version) : envText
    return { content, wanted: wanted(app, content, recipeAt(files)) }
  },

  /** The settings file with a new version for each of the named passwords, of which none is `taken` on the server. */
  rotated(
    app: string,
    envText: string,
    files: RecipeFiles,
    names: readonly string[],
    taken: readonly string[],
  ): Rotated {
    const { secrets } = wanted(app, envText, recipeAt(files))
    return rotated(envText, app, secrets, names, new Set(taken))
  },

  /** What an app wants, and the recipe's words for its passwords. */
  passwords(app: string, envText: string, files: RecipeFiles): { wanted: Wanted; asked: readonly SecretSetting[] } {
    return { wanted: wanted(app, envText, recipeAt(files)), asked: settingsForm(envText).secrets }
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

/** The sample as a new app at the same web address would get it; a recipe without one has no word about settings. */
function sampleFor(app: string, text: string, files: RecipeFiles): string {
  const domain = parseEnvFile(text, `${app}.env`).variables.get('DOMAIN') ?? app
  return newAppEnv(textOf(recipeAt(files), '.env.sample') ?? '', newApp(files, domain))
}

function sampleOf(at: RecipeAt): string {
  const sample = textOf(at, '.env.sample')
  if (sample === undefined) {
    throw new Trouble({ code: 'recipe-file-missing', facts: { recipe: at.recipe, file: '.env.sample' } })
  }
  return sample
}
