import type { AppReference } from '../../../preload/contract/app.ts'
import { Trouble } from '../../../preload/contract/failure.ts'
import { appTypeOf } from '../../recipe/app-type.ts'
import { readAppFile } from '../app-file.ts'
import { deployedVersion } from '../deployed-version.ts'
import type { InsideNeeds } from './inside.ts'

/** The recipe at the version that the server runs, or, where that cannot be told, that the settings file names. */
export async function recipeOf(needs: InsideNeeds, app: AppReference) {
  const { env, envText, stack } = await readAppFile(needs.files, app)
  const { recipe, version: pinned } = appTypeOf(env, `${app.app}.env`)
  const running = await runningVersion(needs, app, stack)
  return { env, envText, stack, recipe: await needs.recipeAt(recipe, running ?? pinned ?? undefined) }
}

async function runningVersion(needs: InsideNeeds, app: AppReference, stack: string): Promise<string | null> {
  try {
    const docker = await needs.engine(app.server)
    return deployedVersion(await docker.services({ stack }), stack)
  } catch (error) {
    if (error instanceof Trouble) return null
    throw error
  }
}
