import type { AppReference } from '../../preload/contract/app.ts'
import { Trouble } from '../../preload/contract/failure.ts'
import type { Core } from '../api/core.ts'
import type { SettingsFiles } from '../job/perform.ts'
import { newPlanId } from '../job/plan-id.ts'
import type { Engine } from '../outside/docker/engine.ts'
import { foundServices, type Plan } from '../plan/plan.ts'
import { deletePlan, type TurnOffFacts, turnOffPlan } from '../plan/turn-off.ts'
import { turnOnPlan } from '../plan/turn-on.ts'
import type { Wanted } from '../plan/wanted.ts'
import type { Reader } from '../reading/reader.ts'
import type { RecipeFiles } from '../reading/recipe-files.ts'
import { tooSlow } from '../reading/too-slow.ts'
import { appTypeOf } from '../recipe/app-type.ts'
import { readAppFile } from './app-file.ts'
import { appVersions, planVersion } from './change-version.ts'
import { appDetails } from './details.ts'
import { openLogs } from './logs.ts'
import { neededPasswords } from './needed-passwords.ts'
import { appOnServer } from './on-server.ts'

export interface AppsNeeds {
  readonly recipeAt: (recipe: string, version?: string) => Promise<RecipeFiles>
  readonly read: Reader
  readonly engine: (server: string, signal?: AbortSignal) => Promise<Engine>
  readonly files: SettingsFiles
  readonly filePath: (server: string, app: string) => string
  readonly stacks: (server: string) => ReadonlyMap<string, string>
  readonly keepPlan: (plan: Plan, secrets?: ReadonlyMap<string, string>) => void
  readonly recipePage: Core['catalogue']['recipe']
  /** The versions of the clone on this computer, oldest first. */
  readonly versions: (recipe: string) => Promise<readonly string[]>
  readonly hasKeychain: () => Promise<boolean>
  readonly saveDownload: (name: string, text: string) => Promise<string>
  readonly now: () => number
}

export function openApps(needs: AppsNeeds): Core['apps'] {
  return {
    details: async (app) => {
      const { env, stack } = await readAppFile(needs.files, app)
      const docker = await needs.engine(app.server)
      return appDetails({ docker, app, stack, env, file: needs.filePath(app.server, app.app), now: needs.now() })
    },
    ...openLogs({ ...needs, stackOf: async (app) => (await readAppFile(needs.files, app)).stack }),
    versions: (app, signal) => appVersions(needs, app, signal),
    async planVersion(input, signal) {
      const { plan, secrets } = await planVersion(needs, input, signal)
      needs.keepPlan(plan, secrets)
      return plan.view
    },
    async planTurnOff(app) {
      const facts = await turnOffFacts(needs, app, false)
      if (facts.there.services.length === 0) throw new Trouble({ code: 'app-not-running', facts: { app: app.app } })
      return keep(needs, turnOffPlan(facts))
    },
    async planTurnOn(app) {
      const [at, docker] = await Promise.all([wantedApp(needs, app), needs.engine(app.server)])
      const { stack } = at.wanted
      const [secrets, services] = await Promise.all([docker.secrets(), docker.services({ stack })])
      const present = new Set(secrets.map((secret) => secret.name))
      const missing = neededPasswords(at.wanted).filter((secret) => !present.has(secret.fullName))
      if (missing.length > 0) {
        throw new Trouble({
          code: 'secret-missing',
          facts: { app: app.app, secrets: missing.map((secret) => secret.name) },
        })
      }
      return keep(
        needs,
        turnOnPlan({
          id: newPlanId(),
          server: app.server,
          title: at.recipe.title,
          wanted: at.wanted,
          found: foundServices(stack, services),
          otherStacks: needs.stacks(app.server),
        }),
      )
    },
    async planDelete({ data, typedName, ...app }) {
      // Asked here and not by the page alone: no check may live in the interface only.
      if (data && typedName.trim() !== app.app) throw new Trouble({ code: 'name-not-typed', facts: { app: app.app } })
      return keep(needs, deletePlan(await turnOffFacts(needs, app, data), data))
    },
  }
}

function keep(needs: AppsNeeds, plan: Plan) {
  needs.keepPlan(plan)
  return plan.view
}

/** The recipe at the version that the settings file names, and what it wants. */
async function wantedApp(needs: AppsNeeds, app: AppReference): Promise<{ recipe: RecipeFiles; wanted: Wanted }> {
  const { envText, env } = await readAppFile(needs.files, app)
  const { recipe, version } = appTypeOf(env, `${app.app}.env`)
  const at = await needs.recipeAt(recipe, version ?? undefined)
  return { recipe: at, wanted: await needs.read.wanted(tooSlow(recipe), app.app, envText, at) }
}

async function turnOffFacts(needs: AppsNeeds, app: AppReference, withSizes: boolean): Promise<TurnOffFacts> {
  const { env, stack } = await readAppFile(needs.files, app)
  const [docker, known] = await Promise.all([
    needs.engine(app.server),
    // An app can be turned off although its recipe is out of reach: what is on the server is then all that is known.
    wantedApp(needs, app).catch((error: unknown) => {
      if (error instanceof Trouble) return null
      throw error
    }),
  ])
  return {
    id: newPlanId(),
    server: app.server,
    app: app.app,
    title: known?.recipe.title ?? appTypeOf(env).recipe,
    file: needs.filePath(app.server, app.app),
    there: await appOnServer(docker, stack, known?.wanted.secrets ?? [], env, withSizes),
  }
}
