import type { AppSummary } from '../../preload/contract/app.ts'
import { compareVersions, parseVersion } from '../recipe/version.ts'
import type { AppOnDisk } from './app-on-disk.ts'
import type { StackLook } from './server-look.ts'

export interface SummaryQuestion {
  readonly server: string
  readonly app: AppOnDisk
  /** What the server was last seen to run; null when it did not run the app, undefined when it was never looked at. */
  readonly seen: StackLook | null | undefined
  /** The last look failed, so that what was seen may be over. */
  readonly unreachable: boolean
  /** The recipe's newest version on this computer; null where none is known. */
  readonly newest: string | null
  readonly job: string | null
}

/** An app as Home shows it. */
export function appSummary({ server, app, seen, unreachable, newest, job }: SummaryQuestion): AppSummary {
  const version = seen?.version ?? null
  return {
    name: app.name,
    server,
    recipe: app.recipe,
    url: urlOf(app.domain, seen),
    domain: app.domain,
    stack: app.stack,
    ...wordOf(server, seen, unreachable),
    version,
    pinned: app.pinned,
    update: isNewer(newest, version) ? newest : null,
    chaos: seen?.chaos ?? false,
    job,
  }
}

function wordOf(
  server: string,
  seen: StackLook | null | undefined,
  unreachable: boolean,
): Pick<AppSummary, 'word' | 'reason'> {
  if (unreachable) return { word: 'unknown', reason: { code: 'reason-server-unreachable', values: { server } } }
  if (seen === undefined) return { word: 'unknown', reason: { code: 'reason-not-looked-yet', values: {} } }
  if (seen === null) return { word: 'off', reason: { code: 'reason-not-installed-here', values: {} } }
  return { word: seen.word, reason: seen.reason }
}

/** Until the server tells, an app with a domain is taken for a web page behind https, as recipes are. */
function urlOf(domain: string | null, seen: StackLook | null | undefined): string | null {
  if (domain === null) return null
  const scheme = seen === undefined || seen === null ? 'https' : seen.web
  return scheme === null ? null : `${scheme}://${domain}`
}

function isNewer(newest: string | null, version: string | null): boolean {
  const one = newest === null ? null : parseVersion(newest)
  const other = version === null ? null : parseVersion(version)
  return one !== null && other !== null && compareVersions(one, other) > 0
}
