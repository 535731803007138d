import { randomInt } from 'node:crypto'
import type { AppReference, ChangeVersionInput, RotateInput } from '../../preload/contract/app.ts'
import type { PlanSettingsInput } from '../../preload/contract/app-settings.ts'
import { Trouble } from '../../preload/contract/failure.ts'
import { domain as domainSchema } from '../../preload/contract/install.ts'
import { newPlanId } from '../job/plan-id.ts'
import type { SwarmService } from '../outside/docker/services.ts'
import { type ChangeKind, changeAppPlan, type UndoneJob } from '../plan/change-app.ts'
import type { SecretToCreate } from '../plan/action.ts'
import { foundServices, type Plan } from '../plan/plan.ts'
import type { Wanted } from '../plan/wanted.ts'
import type { RecipeFiles } from '../reading/recipe-files.ts'
import { tooSlow } from '../reading/too-slow.ts'
import { appTypeOf } from '../recipe/app-type.ts'
import { parseEnvFile } from '../recipe/env-file.ts'
import { makePassword } from '../recipe/passwords.ts'
import { versionDirection } from '../recipe/version.ts'
import { readAppFile } from './app-file.ts'
import type { AppsNeeds } from './apps.ts'
import { deployedVersion } from './deployed-version.ts'
import { type NeededPassword, neededPasswords } from './needed-passwords.ts'
import { withoutVersion } from './on-server.ts'

/** A plan with the passwords that it brings, by full name, and those among them that were made for it. */
export interface PlannedChange {
  readonly plan: Plan
  readonly secrets: ReadonlyMap<string, string>
  readonly made: readonly { readonly name: string; readonly value: string }[]
}

/** What a change is planned from. */
interface Now {
  readonly files: RecipeFiles
  readonly text: string
  /** The version that runs; null while the app is off. */
  readonly from: string | null
  /** Full names of the server's secrets. */
  readonly there: ReadonlySet<string>
  readonly starts: boolean
}

interface Ask {
  readonly app: AppReference
  readonly kind: ChangeKind | ((from: string, to: string) => ChangeKind)
  /** Null: what runs now, or what the settings file names. */
  readonly to: string | null
  readonly starts: 'always' | 'where-it-runs' | 'never'
  readonly edit: (now: Now) => Promise<{
    readonly content: string
    readonly wanted: Wanted
    readonly replaced?: readonly SecretToCreate[]
  }>
  readonly inserted?: Readonly<Record<string, string>> | undefined
  readonly keepInKeychain?: boolean | undefined
  readonly undone?: UndoneJob
}

/** An update, or the way back to an earlier version. */
export function planVersion(
  needs: AppsNeeds,
  { version, inserted, keepInKeychain, ...app }: ChangeVersionInput,
  signal: AbortSignal,
): Promise<PlannedChange> {
  return planChange(
    needs,
    {
      app,
      kind: versionDirection,
      to: version,
      starts: 'always',
      edit: async ({ files, text, from }) => {
        if (from === null) throw new Trouble({ code: 'app-not-running', facts: { app: app.app } })
        const isUpdate = versionDirection(from, version) === 'update'
        return needs.read.version(tooSlow(files.recipe), app.app, text, files, isUpdate)
      },
      inserted,
      keepInKeychain,
    },
    signal,
  )
}

/** Other settings, or the same ones where the server runs others. */
export function planSettings(
  needs: AppsNeeds,
  { edit, inserted, keepInKeychain, ...app }: PlanSettingsInput,
  signal: AbortSignal,
): Promise<PlannedChange> {
  return planChange(
    needs,
    {
      app,
      kind: 'change-settings',
      to: null,
      starts: 'where-it-runs',
      edit: async ({ files, text, starts }) => {
        const asked = tooSlow(files.recipe)
        const edited = await needs.read.edited(asked, app.app, text, files, edit)
        return needs.read.changed(asked, app.app, edited, files, starts)
      },
      inserted,
      keepInKeychain,
    },
    signal,
  )
}

/** New passwords in the place of those that are named. */
export function planRotate(
  needs: AppsNeeds,
  { secrets, inserted, keepInKeychain, ...app }: RotateInput,
  signal: AbortSignal,
): Promise<PlannedChange> {
  return planChange(
    needs,
    {
      app,
      kind: 'rotate',
      to: null,
      starts: 'where-it-runs',
      edit: async ({ files, text, there, starts }) => {
        const asked = tooSlow(files.recipe)
        const { text: edited, replaced } = await needs.read.rotated(asked, app.app, text, files, secrets, [...there])
        return { ...(await needs.read.changed(asked, app.app, edited, files, starts)), replaced }
      },
      inserted,
      keepInKeychain,
    },
    signal,
  )
}

export function planTurnOn(
  needs: AppsNeeds,
  app: AppReference,
  answers: Pick<Ask, 'inserted' | 'keepInKeychain'>,
  signal: AbortSignal,
): Promise<PlannedChange> {
  return planChange(
    needs,
    { app, kind: 'turn-on', to: null, starts: 'always', edit: asItIs(needs, app), ...answers },
    signal,
  )
}

/** @param to the version that ran then; null leaves the app off */
export function planReturn(
  needs: AppsNeeds,
  app: AppReference,
  back: { readonly settings: string; readonly to: string | null; readonly undone: UndoneJob },
  answers: Pick<Ask, 'inserted' | 'keepInKeychain'>,
  signal: AbortSignal,
): Promise<PlannedChange> {
  const { settings, to, undone } = back
  const edit = (now: Now) => asItIs(needs, app)({ ...now, text: settings })
  return planChange(
    needs,
    { app, kind: 'undo', to, starts: to === null ? 'never' : 'always', edit, undone, ...answers },
    signal,
  )
}

function asItIs(needs: AppsNeeds, { app }: AppReference): Ask['edit'] {
  return ({ files, text, starts }) => needs.read.changed(tooSlow(files.recipe), app, text, files, starts)
}

async function planChange(needs: AppsNeeds, ask: Ask, signal: AbortSignal): Promise<PlannedChange> {
  const { app } = ask
  const { env, envText: before, stack } = await readAppFile(needs.files, app)
  const { recipe, version: pinned } = appTypeOf(env, `${app.app}.env`)
  const [asked, docker] = await Promise.all([
    ask.to === null ? null : needs.recipeAt(recipe, ask.to),
    needs.engine(app.server, signal),
  ])
  const [present, networks, listed, versions, hasKeychain] = await Promise.all([
    docker.services({ stack }, signal),
    docker.networks({}, signal),
    docker.secrets({}, signal),
    needs.versions(recipe),
    needs.hasKeychain(),
  ])
  const from = present.length === 0 ? null : (deployedVersion(present, stack) ?? pinned ?? '')
  const files = asked ?? (await needs.recipeAt(recipe, from || (pinned ?? undefined)))
  const starts = ask.starts === 'always' || (ask.starts === 'where-it-runs' && from !== null)
  const there = new Set(listed.map(({ name }) => name))
  const { content, wanted, replaced = [] } = await ask.edit({ files, text: before, from, there, starts })
  const kind = typeof ask.kind === 'string' ? ask.kind : ask.kind(from ?? '', files.version)
  const needed = neededPasswords(wanted)
  const passwords = await passwordsFor(
    needs,
    ask,
    kind,
    needed.filter(({ fullName }) => !there.has(fullName)),
  )
  const plan = changeAppPlan({
    id: newPlanId(),
    kind,
    server: app.server,
    title: files.title,
    from,
    to: files.version,
    versions,
    wanted,
    present,
    networks: new Map(networks.map(({ id, name }) => [id, name])),
    file: needs.filePath(app.server, app.app),
    before,
    content,
    secrets: passwords.map(({ name, fullName }) => ({ name, fullName })),
    replaced: kind === 'undo' ? otherVersions(present, needed) : replaced.filter(({ fullName }) => there.has(fullName)),
    versionVariables: wanted.secrets.flatMap(({ versionVariable }) => versionVariable ?? []),
    keepInKeychain: hasKeychain && ask.keepInKeychain !== false,
    address: starts ? await newAddress(needs, app.server, before, content, signal) : null,
    otherStacks: needs.stacks(app.server),
    starts,
    found: foundServices(stack, present),
    undo: kind === 'undo' ? null : { settings: before, version: from, copies: {} },
    undone: ask.undone ?? null,
  })
  return {
    plan,
    secrets: new Map(passwords.map(({ fullName, value }) => [fullName, value])),
    made: passwords.filter(({ isMade }) => isMade).map(({ name, value }) => ({ name, value })),
  }
}

/** What the server lacks: typed, or as this computer kept it, or made. Taking back makes none: only the old one fits. */
async function passwordsFor(needs: AppsNeeds, ask: Ask, kind: ChangeKind, lacking: readonly NeededPassword[]) {
  const found = await Promise.all(
    lacking.map(async ({ name, fullName, rule }) => {
      // A new password is new, even if its version was there before and was taken back.
      const kept = kind === 'rotate' ? null : await needs.keptPassword(ask.app, fullName)
      const known = ask.inserted?.[name] ?? kept
      if (known !== null) return { name, fullName, value: known, isMade: false }
      if (rule.kind === 'by-member' || kind === 'undo') return { name, fullName, value: null, isMade: false }
      return { name, fullName, value: makePassword(rule, (exclusiveMax) => randomInt(exclusiveMax)), isMade: true }
    }),
  )
  const missing = found.filter(({ value }) => value === null).map(({ name }) => name)
  if (missing.length > 0) throw new Trouble({ code: 'secret-missing', facts: { app: ask.app.app, secrets: missing } })
  return found.map((one) => ({ ...one, value: one.value ?? '' }))
}

/** Those that run now and are needed in another version. */
function otherVersions(present: readonly SwarmService[], needed: readonly NeededPassword[]): readonly SecretToCreate[] {
  const names = new Set(needed.map(({ fullName }) => fullName))
  const byStem = new Map(needed.map(({ name, fullName }) => [withoutVersion(fullName), name]))
  return [...new Set(present.flatMap(({ secrets }) => secrets))].flatMap((fullName) => {
    const name = byStem.get(withoutVersion(fullName))
    return name === undefined || names.has(fullName) ? [] : [{ name, fullName }]
  })
}

async function newAddress(needs: AppsNeeds, server: string, before: string, content: string, signal: AbortSignal) {
  const [old, fresh] = [before, content].map((text) => parseEnvFile(text).variables.get('DOMAIN'))
  if (fresh === undefined || fresh === '' || fresh === old) return null
  const domain = domainSchema.safeParse(fresh)
  if (!domain.success) throw new Trouble({ code: 'domain-invalid', facts: { domain: fresh } })
  return needs.checkAddress({ server, domain: domain.data }, signal)
}
