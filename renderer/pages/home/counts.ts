import type { AppSummary } from '../../../preload/contract/app.ts'
import type { ServerState } from '../../../preload/contract/server.ts'
import { formatAgo } from '../../language/format.ts'
import type { Say } from '../../language/text.ts'

export interface Counts {
  readonly total: number
  readonly working: number
  readonly starting: number
  readonly attention: number
  readonly unknown: number
  readonly off: number
}

export function countApps(apps: readonly AppSummary[]): Counts {
  const of = (...words: readonly AppSummary['word'][]) => apps.filter((app) => words.includes(app.word)).length
  return {
    total: apps.length,
    working: of('working', 'updating'),
    starting: of('starting'),
    attention: of('attention'),
    unknown: of('unknown'),
    off: of('off'),
  }
}

/** The one sentence on top of Home. Apps that were turned off on purpose are not counted among those that should work. */
export function homeSentence(counts: Counts, looking: boolean, say: Say): string {
  const meant = counts.total - counts.off
  if (counts.total === 0) return say('home.noApps')
  if (meant === 0) return say('home.allOff', { count: counts.total })
  if (counts.working === meant) return say('home.allWorking', { count: meant })
  if (counts.unknown === meant) {
    return looking ? say('home.lookingApps', { count: meant }) : say('home.cannotTell', { count: meant })
  }
  if (counts.working === 0) return say('home.noneWorking', { count: meant })
  return say('home.someWorking', { working: counts.working, total: meant })
}

/** The second line: what is not as it should be, and how old all this is. */
export function homeSecondLine(
  counts: Counts,
  attentive: readonly string[],
  servers: readonly ServerState[],
  now: number,
  say: Say,
): string {
  const [only] = attentive
  const parts = [
    counts.attention === 1 && only !== undefined ? say('home.needs', { app: only }) : '',
    counts.attention > 1 ? say('home.need', { count: counts.attention }) : '',
    counts.starting > 0 ? say('home.starting', { count: counts.starting }) : '',
    counts.unknown > 0 && counts.unknown < counts.total ? say('home.unknown', { count: counts.unknown }) : '',
    counts.off > 0 && counts.off < counts.total ? say('home.off', { count: counts.off }) : '',
    lookedLine(servers, now, say),
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

/** Told by the server that was looked at longest ago; one that cannot be reached has a notice with its own age. */
function lookedLine(all: readonly ServerState[], now: number, say: Say): string {
  const reached = all.filter((server) => server.connection.kind !== 'failed')
  const servers = reached.length > 0 ? reached : all
  const times = servers.flatMap((server) => (server.lookedAt === null ? [] : [server.lookedAt]))
  if (times.length === 0) return say('home.notLooked')
  return say('home.looked', { ago: formatAgo(Math.min(...times), now), count: times.length })
}

export function isLooking(servers: readonly ServerState[]): boolean {
  return servers.some((server) => server.connection.kind === 'connecting' || server.connection.kind === 'not-tried')
}
