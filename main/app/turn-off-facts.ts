import type { AppReference } from '../../preload/contract/app.ts'
import { Trouble } from '../../preload/contract/failure.ts'
import { newPlanId } from '../job/plan-id.ts'
import type { TurnOffFacts } from '../plan/turn-off.ts'
import { tooSlow } from '../reading/too-slow.ts'
import { appTypeOf } from '../recipe/app-type.ts'
import { readAppFile } from './app-file.ts'
import type { AppsNeeds } from './apps.ts'
import { appOnServer } from './on-server.ts'

/**
 * What an app has on its server. It can be turned off although its recipe is out of reach: what is on the server is then all
 * that is known.
 * @param undoes the job that is taken back so
 */
export async function turnOffFacts(
  needs: AppsNeeds,
  app: AppReference,
  withSizes: boolean,
  undoes: string | null = null,
): Promise<TurnOffFacts> {
  const { env, envText, stack } = await readAppFile(needs.files, app)
  const [docker, known] = await Promise.all([
    needs.engine(app.server),
    wantedApp(needs, app).catch((error: unknown) => {
      if (error instanceof Trouble) return null
      throw error
    }),
  ])
  return {
    id: newPlanId(),
    server: app.server,
    app: app.app,
    title: known?.title ?? appTypeOf(env).recipe,
    file: needs.filePath(app.server, app.app),
    settings: envText,
    there: await appOnServer(docker, stack, known?.secrets ?? [], env, withSizes),
    undoes,
  }
}

/** The recipe's title and secrets at the version that the settings file names. */
async function wantedApp(needs: AppsNeeds, app: AppReference) {
  const { envText, env } = await readAppFile(needs.files, app)
  const { recipe, version } = appTypeOf(env, `${app.app}.env`)
  const at = await needs.recipeAt(recipe, version ?? undefined)
  const { secrets } = await needs.read.wanted(tooSlow(recipe), app.app, envText, at)
  return { title: at.title, secrets }
}
