import { z } from 'zod'
import { appName } from '../../preload/contract/app.ts'
import { recipeName, recipeVersion } from '../../preload/contract/catalogue.ts'
import { domain } from '../../preload/contract/install.ts'
import type { PlanKind, PlanView } from '../../preload/contract/plan.ts'
import type { Core } from '../api/core.ts'
import { planInstall } from './install.ts'
import { isOption, type OptionName } from './options.ts'
import { pairs } from './pairs.ts'
import type { MakePlan, Planned } from './planned.ts'
import { WrongUsage } from './wrong-usage.ts'

/** One thing that can be planned. */
export interface Kind {
  readonly help: string
  /** The options that it takes beside those of every plan. */
  readonly takes: readonly OptionName[]
  readonly needs: readonly OptionName[]
  /** Throws ZodError, with the option's name as the path of each issue. */
  readonly read: (values: unknown) => MakePlan
}

type Shape = Partial<Readonly<Record<OptionName, z.ZodType>>>

interface KindOf<Options extends Shape> {
  readonly help: string
  readonly options: Options
  readonly plan: (
    core: Core,
    given: z.output<z.ZodObject<Options>> & { readonly server: string },
    signal: AbortSignal,
  ) => Promise<PlanView | Planned>
}

function kind<Options extends Shape>({ help, options, plan }: KindOf<Options>): Kind {
  const schema = z.object(options)
  const takes = Object.keys(options).filter(isOption)
  return {
    help,
    takes,
    needs: takes.filter((name) => options[name]?.safeParse(undefined).success === false),
    read(values) {
      const given = schema.parse(values)
      return async (core, server, signal) => {
        const planned = await plan(core, { ...given, server }, signal)
        return 'plan' in planned ? planned : { plan: planned, made: [], kept: false }
      }
    },
  }
}

const app = { app: appName }
const version = { ...app, to: recipeVersion }

/** What `--do` takes: the options, and the call of the core that plans it. */
export const kinds: Readonly<Record<string, Kind>> = {
  install: kind({
    help: 'install an app',
    options: {
      recipe: recipeName,
      domain,
      version: recipeVersion.optional(),
      set: pairs.default({}),
      with: z.array(z.string().max(200)).default([]),
      'secret-file': pairs.default({}),
    },
    plan: planInstall,
  }),
  update: kind({
    help: 'bring an app to a newer version',
    options: version,
    plan: (core, given, signal) => planVersion(core, given, 'update', signal),
  }),
  'go-back': kind({
    help: 'bring an app to an earlier version',
    options: version,
    plan: (core, given, signal) => planVersion(core, given, 'go-back', signal),
  }),
  'turn-on': kind({
    help: 'start an app that is off',
    options: app,
    plan: (core, given) => core.apps.planTurnOn(given),
  }),
  'turn-off': kind({
    help: 'stop an app; its data and settings stay',
    options: app,
    plan: (core, given) => core.apps.planTurnOff(given),
  }),
  delete: kind({
    help: 'take an app away; with --data its files and data too',
    options: { ...app, data: z.boolean().default(false), name: z.string().max(253).optional() },
    plan(core, { data, name, ...reference }) {
      if (data && name === undefined)
        throw new WrongUsage('--data deletes for good: --name must repeat the app’s name.')
      return core.apps.planDelete({ ...reference, data, typedName: name ?? '' })
    },
  }),
  'set-up': kind({
    help: 'make a server ready for apps',
    options: {},
    plan: (core, { server }) => core.servers.planSetUp(server),
  }),
}

interface VersionGiven {
  readonly server: string
  readonly app: string
  readonly to: string
}

/** The core tells by the versions which of the two it is; a script that means the other one is told so. */
async function planVersion(
  core: Core,
  { to, ...app }: VersionGiven,
  meant: PlanKind,
  signal: AbortSignal,
): Promise<PlanView> {
  const plan = await core.apps.planVersion({ ...app, version: to }, signal)
  if (plan.kind === meant) return plan
  throw new WrongUsage(
    meant === 'update'
      ? '--to is older than what the app runs: that is --do go-back.'
      : '--to is not older than what the app runs: that is --do update.',
  )
}
