import type { AppReference, AppVersions } from '../../preload/contract/app.ts'
import { Trouble } from '../../preload/contract/failure.ts'
import { appTypeOf } from '../recipe/app-type.ts'
import { compareVersions, parseVersion } from '../recipe/version.ts'
import { readAppFile } from './app-file.ts'
import type { AppsNeeds } from './apps.ts'
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

async function runningVersion(needs: AppsNeeds, app: AppReference): Promise<string | null> {
  const { stack } = await readAppFile(needs.files, app)
  const docker = await needs.engine(app.server)
  return deployedVersion(await docker.services({ stack }), stack)
}

function offline(error: unknown): null {
  if (error instanceof Trouble) return null
  throw error
}
