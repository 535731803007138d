/** Every kind of job, with the one that leads to where it begins. A new kind is one more entry. */
import type { Core } from '../../main/api/core.ts'
import type { AppReference } from '../../preload/contract/app.ts'
import { Trouble } from '../../preload/contract/failure.ts'
import type { PlanView, PlanWithPasswords } from '../../preload/contract/plan.ts'
import { until } from '../practice-server/until.ts'
import { newVersion, oldVersion } from './recipe.ts'

export interface Kind {
  /** The kind whose end is this one's beginning; null for one that begins with nothing. */
  readonly after: string | null
  /** It begins with a server that is not set up. */
  readonly bare?: true
  readonly plan: (core: Core, app: AppReference) => Promise<PlannedJob>
}

export interface PlannedJob {
  readonly id: string
  /** Passwords that were shown, by name. */
  readonly shown: Readonly<Record<string, string>>
}

const patience = () => AbortSignal.timeout(30_000)

export const kinds: Readonly<Record<string, Kind>> = {
  'set-up-server': { after: null, bare: true, plan: async (core, { server }) => plain(core.servers.planSetUp(server)) },
  install: { after: null, plan: planInstall },
  update: {
    after: 'install',
    plan: async (core, app) => plain(core.apps.planVersion({ ...app, version: newVersion }, patience())),
  },
  'go-back': {
    after: 'update',
    plan: async (core, app) => plain(core.apps.planVersion({ ...app, version: oldVersion }, patience())),
  },
  'change-settings': {
    after: 'install',
    plan: async (core, app) =>
      plain(
        core.apps.planSettings({ ...app, edit: { kind: 'form', values: { NAME: 'other' }, switches: [] } }, patience()),
      ),
  },
  restart: {
    after: 'install',
    plan: async (core, app) => plain(core.apps.planRestart({ ...app, services: ['app'] }, patience())),
  },
  scale: {
    after: 'install',
    plan: async (core, app) => plain(core.apps.planScale({ ...app, service: 'app', copies: 2 }, patience())),
  },
  'turn-off': { after: 'install', plan: async (core, app) => plain(core.apps.planTurnOff(app)) },
  'turn-on': { after: 'turn-off', plan: async (core, app) => plain(core.apps.planTurnOn(app, patience())) },
  delete: {
    after: 'install',
    plan: async (core, app) => plain(core.apps.planDelete({ ...app, data: false, typedName: '' })),
  },
  'delete-with-data': {
    after: 'install',
    plan: async (core, app) => plain(core.apps.planDelete({ ...app, data: true, typedName: app.app })),
  },
}

/** Plans until it is planned: a connection may still be on its way back from what was done to it, and a computer be busy. */
export async function planJob(kind: string, core: Core, app: AppReference): Promise<PlannedJob> {
  const found = kinds[kind]
  if (found === undefined) throw new Error(`No such kind of job: ${kind}`)
  return await until(`${kind} is planned`, 120, () =>
    found.plan(core, app).catch((error: unknown) => {
      if (error instanceof Trouble && passing.has(error.failure.code)) return undefined
      throw error
    }),
  )
}

const passing: ReadonlySet<string> = new Set(['connection-lost', 'recipe-too-slow'])

async function plain(planning: Promise<PlanView | PlanWithPasswords>): Promise<PlannedJob> {
  const planned = await planning
  if (!('plan' in planned)) return { id: planned.id, shown: {} }
  return { id: planned.plan.id, shown: Object.fromEntries(planned.made.map(({ name, value }) => [name, value])) }
}

async function planInstall(core: Core, { server, app }: AppReference): Promise<PlannedJob> {
  const answers = { server, domain: app, recipe: 'tiny', version: oldVersion, values: {}, switches: [] }
  const { draft, made } = await core.install.makePasswords(answers)
  const plan = await core.install.plan({ ...answers, draft, inserted: {}, keepInKeychain: true }, patience())
  return { id: plan.id, shown: Object.fromEntries(made.map(({ name, value }) => [name, value])) }
}
