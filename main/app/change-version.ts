import { randomInt } from 'node:crypto'
import type { AppReference, AppVersions, ChangeVersionInput } from '../../preload/contract/app.ts'
import { Trouble } from '../../preload/contract/failure.ts'
import { newPlanId } from '../job/plan-id.ts'
import { changeVersionPlan, versionDirection } from '../plan/change-version.ts'
import { foundServices, type Plan } from '../plan/plan.ts'
import { tooSlow } from '../reading/too-slow.ts'
import { appTypeOf } from '../recipe/app-type.ts'
import { makePassword } from '../recipe/passwords.ts'
import { compareVersions, parseVersion } from '../recipe/version.ts'
import { readAppFile } from './app-file.ts'
import type { AppsNeeds } from './apps.ts'
import { neededPasswords } from './needed-passwords.ts'
import { deployedVersion } from './deployed-version.ts'

/** The versions of an app's recipe, newest first, as seen from the one that it has. */
export async function appVersions(needs: AppsNeeds, app: AppReference, signal: AbortSignal): Promise<AppVersions> {
  const { env } = await readAppFile(needs.files, app)
  const { recipe, version: pinned } = appTypeOf(env, `${app.app}.env`)
  const [page, current] = await Promise.all([
    needs.recipePage(recipe, signal),
    runningVersion(needs, app).catch(offline),
  ])
  const from = parseVersion(current ?? pinned ?? '')
  const versions = page.versions.map(({ version, upstream, breaking, publishedAt, notes }) => {
    const parsed = parseVersion(version)
    const order = parsed === null || from === null ? 1 : compareVersions(parsed, from)
    const direction = order > 0 ? ('newer' as const) : order < 0 ? ('older' as const) : ('current' as const)
    return { version, upstream: upstream || version, direction, breaking, publishedAt, notes }
  })
  return { current: current ?? pinned, versions, failure: page.failure }
}

/** Plans an update, or the way back to an earlier version. */
export async function planVersion(
  needs: AppsNeeds,
  { version: to, ...app }: ChangeVersionInput,
  signal: AbortSignal,
): Promise<{ readonly plan: Plan; readonly secrets: ReadonlyMap<string, string> }> {
  const { env, envText, stack } = await readAppFile(needs.files, app)
  const { recipe, version: pinned } = appTypeOf(env, `${app.app}.env`)
  const [files, docker] = await Promise.all([needs.recipeAt(recipe, to), needs.engine(app.server, signal)])
  const [present, networks, secrets, versions, keepInKeychain] = await Promise.all([
    docker.services({ stack }, signal),
    docker.networks({}, signal),
    docker.secrets({}, signal),
    needs.versions(recipe),
    needs.hasKeychain(),
  ])
  if (present.length === 0) throw new Trouble({ code: 'app-not-running', facts: { app: app.app } })
  const from = deployedVersion(present, stack) ?? pinned ?? ''
  const isUpdate = versionDirection(from, to) === 'update'
  const { content, added, wanted } = await needs.read.version(tooSlow(recipe), app.app, envText, files, isUpdate)
  const there = new Set(secrets.map(({ name }) => name))
  const lacking = neededPasswords(wanted).filter(({ fullName }) => !there.has(fullName))
  const byMember = lacking.filter(({ rule }) => rule.kind === 'by-member').map(({ name }) => name)
  if (byMember.length > 0) throw new Trouble({ code: 'secret-missing', facts: { app: app.app, secrets: byMember } })
  const plan = changeVersionPlan({
    id: newPlanId(),
    server: app.server,
    title: files.title,
    from,
    to: files.version,
    versions,
    wanted,
    present,
    networks: new Map(networks.map(({ id, name }) => [id, name])),
    file: needs.filePath(app.server, app.app),
    before: envText,
    content,
    added,
    secrets: lacking.map(({ name, fullName }) => ({ name, fullName })),
    keepInKeychain,
    otherStacks: needs.stacks(app.server),
  })
  const made = lacking.flatMap(({ fullName, rule }) =>
    rule.kind === 'by-member'
      ? []
      : [[fullName, makePassword(rule, (exclusiveMax) => randomInt(exclusiveMax))] as const],
  )
  return { plan: { ...plan, found: foundServices(stack, present) }, secrets: new Map(made) }
}

async function runningVersion(needs: AppsNeeds, app: AppReference): Promise<string | null> {
  const { stack } = await readAppFile(needs.files, app)
  const docker = await needs.engine(app.server)
  return deployedVersion(await docker.services({ stack }), stack)
}

function offline(error: unknown): null {
  if (error instanceof Trouble) return null
  throw error
}
