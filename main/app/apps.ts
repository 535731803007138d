import type { AppReference } from '../../preload/contract/app.ts'
import type { PlanView, PlanWithPasswords } from '../../preload/contract/plan.ts'
import { Trouble } from '../../preload/contract/failure.ts'
import type { Core } from '../api/core.ts'
import type { SettingsFiles } from '../job/perform.ts'
import type { Undoable } from '../job/undoable.ts'
import type { Engine } from '../outside/docker/engine.ts'
import type { Plan } from '../plan/plan.ts'
import { deletePlan, turnOffPlan } from '../plan/turn-off.ts'
import type { Reader } from '../reading/reader.ts'
import type { RecipeFiles } from '../reading/recipe-files.ts'
import { readAppFile } from './app-file.ts'
import { appSettings, liveSettings, tryEdit } from './change-settings.ts'
import { appDetails } from './details.ts'
import { openLogs } from './logs.ts'
import { appPasswords } from './passwords.ts'
import { type PlannedChange, planRotate, planSettings, planTurnOn, planVersion } from './plan-change.ts'
import { planRestart, planScale } from './plan-running.ts'
import { planUndo, undoOffer } from './plan-undo.ts'
import { turnOffFacts } from './turn-off-facts.ts'
import { appVersions } from './versions.ts'

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
  readonly title: (recipe: string) => Promise<string>
  readonly checkAddress: Core['install']['checkAddress']
  readonly hasKeychain: () => Promise<boolean>
  /** What this computer's keychain has under a secret's full name. */
  readonly keptPassword: (app: AppReference, fullName: string) => Promise<string | null>
  readonly lastChange: (app: AppReference) => Undoable | null
  readonly saveDownload: (name: string, text: string) => Promise<string>
  readonly now: () => number
}

export function openApps(needs: AppsNeeds): Core['apps'] {
  const keep = (plan: Plan): PlanView => {
    needs.keepPlan(plan)
    return plan.view
  }
  const keepChange = ({ plan, secrets, made }: PlannedChange): PlanWithPasswords => {
    needs.keepPlan(plan, secrets)
    return { plan: plan.view, made }
  }
  return {
    details: async (app) => {
      const { env, stack } = await readAppFile(needs.files, app)
      const docker = await needs.engine(app.server)
      return appDetails({ docker, app, stack, env, file: needs.filePath(app.server, app.app), now: needs.now() })
    },
    ...openLogs({ ...needs, stackOf: async (app) => (await readAppFile(needs.files, app)).stack }),
    versions: (app, signal) => appVersions(needs, app, signal),
    passwords: (app, signal) => appPasswords(needs, app, signal),
    undoOffer: async (app) => undoOffer(needs, app),
    planVersion: async (input, signal) => keepChange(await planVersion(needs, input, signal)),
    planSettings: async (input, signal) => keepChange(await planSettings(needs, input, signal)),
    planRotate: async (input, signal) => keepChange(await planRotate(needs, input, signal)),
    planUndo: async (input, signal) => keepChange(await planUndo(needs, input, signal)),
    planTurnOn: async ({ inserted, keepInKeychain, ...app }, signal) =>
      keepChange(await planTurnOn(needs, app, { inserted, keepInKeychain }, signal)),
    planRestart: async (input, signal) => keep(await planRestart(needs, input, signal)),
    planScale: async (input, signal) => keep(await planScale(needs, input, signal)),
    settings: (app) => appSettings(needs, app),
    tryEdit: (input) => tryEdit(needs, input),
    liveSettings: (app, signal) => liveSettings(needs, app, signal),
    async planTurnOff(app) {
      const facts = await turnOffFacts(needs, app, false)
      if (facts.there.services.length === 0) throw new Trouble({ code: 'app-not-running', facts: { app: app.app } })
      return keep(turnOffPlan(facts))
    },
    async planDelete({ data, typedName, ...app }) {
      // Asked here and not by the page alone: no check may live in the interface only.
      if (data && typedName.trim() !== app.app) throw new Trouble({ code: 'name-not-typed', facts: { app: app.app } })
      return keep(deletePlan(await turnOffFacts(needs, app, data), data))
    },
  }
}
