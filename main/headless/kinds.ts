import { z } from 'zod'
import { appName } from '../../preload/contract/app.ts'
import { recipeName, recipeVersion } from '../../preload/contract/catalogue.ts'
import { domain } from '../../preload/contract/install.ts'
import type { PlanKind, PlanView, PlanWithPasswords } from '../../preload/contract/plan.ts'
import type { Core } from '../api/core.ts'
import { planChange } from './change.ts'
import { planInstall } from './install.ts'
import { isOption, type OptionName } from './options.ts'
import { pairs } from './pairs.ts'
import type { MakePlan, Planned } from './planned.ts'
import { readSecrets } from './secret-files.ts'
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
  ) => Promise<PlanView | PlanWithPasswords | Planned>
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
        if (!('plan' in planned)) return { plan: planned, made: [], kept: false }
        return 'kept' in planned ? planned : { ...planned, kept: keepsPasswords(planned.plan) }
      }
    },
  }
}

const app = { app: appName }
const secretFiles = { 'secret-file': pairs.default({}) }
const version = { ...app, to: recipeVersion, ...secretFiles }
const word = z.string().min(1).max(253)
const words = z.array(word)

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
      ...secretFiles,
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
  change: kind({
    help: 'change an app’s settings; without --set, --with or --without, sends its settings file to the server again',
    options: {
      ...app,
      set: pairs.default({}),
      with: words.default([]),
      without: words.default([]),
      ...secretFiles,
    },
    plan: planChange,
  }),
  rotate: kind({
    help: 'give an app new passwords in the place of old ones',
    options: { ...app, secret: words.min(1), ...secretFiles },
    plan: async (core, { secret, 'secret-file': files, ...reference }, signal) =>
      core.apps.planRotate({ ...reference, secrets: secret, inserted: await readSecrets(files) }, signal),
  }),
  restart: kind({
    help: 'start an app’s containers anew; with --service, one part’s only',
    options: { ...app, service: word.optional() },
    plan: (core, { service, ...reference }, signal) =>
      core.apps.planRestart({ ...reference, services: service === undefined ? [] : [service] }, signal),
  }),
  scale: kind({
    help: 'run another number of copies of a part',
    options: {
      ...app,
      service: word,
      copies: z
        .string()
        .regex(/^\d{1,3}$/)
        .transform(Number)
        .pipe(z.number().max(100)),
    },
    plan: (core, given, signal) => core.apps.planScale(given, signal),
  }),
  undo: kind({
    help: 'take back the last change of an app',
    options: { ...app, ...secretFiles },
    async plan(core, { 'secret-file': files, ...reference }, signal) {
      const offer = await core.apps.undoOffer(reference)
      if (offer === null)
        throw new WrongUsage('--do undo: nothing was done with this app from here that can be taken back.')
      return core.apps.planUndo({ ...reference, job: offer.job, inserted: await readSecrets(files) }, signal)
    },
  }),
  'turn-on': kind({
    help: 'start an app that is off',
    options: { ...app, ...secretFiles },
    plan: async (core, { 'secret-file': files, ...reference }, signal) =>
      core.apps.planTurnOn({ ...reference, inserted: await readSecrets(files) }, signal),
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

function keepsPasswords(plan: PlanView): boolean {
  return plan.steps.some(({ message }) => message.code === 'step-create-secrets' && message.values.inKeychain)
}

interface VersionGiven {
  readonly server: string
  readonly app: string
  readonly to: string
  readonly 'secret-file': Readonly<Record<string, string>>
}

/** The core tells by the versions which of the two it is; a script that means the other one is told so. */
async function planVersion(
  core: Core,
  { to, 'secret-file': files, ...app }: VersionGiven,
  meant: PlanKind,
  signal: AbortSignal,
): Promise<PlanWithPasswords> {
  const planned = await core.apps.planVersion({ ...app, version: to, inserted: await readSecrets(files) }, signal)
  if (planned.plan.kind === meant) return planned
  throw new WrongUsage(
    meant === 'update'
      ? '--to is older than what the app runs: that is --do go-back.'
      : '--to is not older than what the app runs: that is --do update.',
  )
}
