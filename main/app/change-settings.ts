import type { AppSettings, LiveDifference, TryEditInput } from '../../preload/contract/app-settings.ts'
import type { AppReference } from '../../preload/contract/app.ts'
import type { RecipeFiles } from '../reading/recipe-files.ts'
import { tooSlow } from '../reading/too-slow.ts'
import { appTypeOf } from '../recipe/app-type.ts'
import { liveDifferences } from '../recipe/live-differences.ts'
import { readAppFile } from './app-file.ts'
import type { AppsNeeds } from './apps.ts'
import { deployedVersion } from './deployed-version.ts'

/**
 * The form to change an app's settings, from its file and the sample of the version that the file names. What the server runs
 * is not asked for: the form must be there at once, and without a network, too.
 */
export async function appSettings(needs: AppsNeeds, app: AppReference): Promise<AppSettings> {
  const { envText, files } = await fileAndRecipe(needs, app)
  return settingsOf(needs, app.app, envText, files)
}

/** The same with an edit on another text; the file is only asked for the recipe and its version. */
export async function tryEdit(needs: AppsNeeds, { text, edit, ...app }: TryEditInput): Promise<AppSettings> {
  const { files } = await fileAndRecipe(needs, app)
  return settingsOf(needs, app.app, await needs.read.edited(tooSlow(files.recipe), app.app, text, files, edit), files)
}

async function fileAndRecipe(needs: AppsNeeds, app: AppReference) {
  const { envText, env } = await readAppFile(needs.files, app)
  const { recipe, version } = appTypeOf(env, `${app.app}.env`)
  return { envText, files: await needs.recipeAt(recipe, version ?? undefined) }
}

async function settingsOf(needs: AppsNeeds, app: string, text: string, files: RecipeFiles): Promise<AppSettings> {
  const { form, on, added } = await needs.read.appForm(tooSlow(files.recipe), app, text, files)
  return { version: files.version, form, on, added, text }
}

/** What the service `app` has on the server, beside what the file would give it at the version that runs. */
export async function liveSettings(
  needs: AppsNeeds,
  app: AppReference,
  signal: AbortSignal,
): Promise<readonly LiveDifference[]> {
  const { envText, env, stack } = await readAppFile(needs.files, app)
  const { recipe, version } = appTypeOf(env, `${app.app}.env`)
  const docker = await needs.engine(app.server, signal)
  const present = await docker.services({ stack }, signal)
  const name = `${stack}_app`
  const running = present.find((service) => service.name === name)
  if (running === undefined) return []
  const files = await needs.recipeAt(recipe, deployedVersion(present, stack) ?? version ?? undefined)
  const wanted = await needs.read.wanted(tooSlow(recipe), app.app, envText, files)
  const body = wanted.requests.services.find((service) => service.name === name)?.body
  if (body === undefined) return []
  const environment = body.TaskTemplate.ContainerSpec.Env ?? []
  return liveDifferences(environment, running.environment, new Set(env.variables.keys()))
}
