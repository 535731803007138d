import i18next from 'i18next'
import type { Failure, FailureFacts } from '../../preload/contract/failure.ts'
import type { JobView } from '../../preload/contract/job.ts'
import type { Message } from '../../preload/contract/message.ts'
import { formatDuration, formatList } from './format.ts'
import { failureValues, messageValues, type SentenceValues } from './values.ts'

/** `what` happened, what it `means` for the member and their data, what to do `next`. */
export interface SaidFailure {
  readonly what: string
  readonly means: string | null
  readonly next: string | null
}

export interface SaidMessage {
  readonly what: string
  /** A second, softer line. */
  readonly more: string | null
}

export function sayFailure(failure: Failure): SaidFailure {
  const values = { ...failureValues(failure), ...waysIn(failure) }
  const sentence = (part: string) => sentenceOrNull(`failures.${failure.code}.${part}`, values)
  return { what: sentence('what') ?? '', means: sentence('means'), next: sentence('next') }
}

export function sayMessage(message: Message): SaidMessage {
  if (message.code === 'reason-failure') {
    const said = sayFailure(message.values.failure)
    return { what: said.what, more: said.means }
  }
  const values = messageValues(message)
  const sentence = (part: string) => sentenceOrNull(`messages.${message.code}.${part}`, values)
  return { what: sentence('what') ?? '', more: sentence('more') }
}

/** What another program said about it, word for word, for the Details fold; null where nothing was kept. */
export function failureDetail(failure: Failure): string | null {
  const { facts } = failure
  const detail =
    failure.code === 'host-key-changed' ? bothIdentities(failure.facts) : 'detail' in facts ? facts.detail : ''
  const log = 'log' in facts ? facts.log.join('\n') : ''
  const all = [detail, log].filter((part) => part !== '').join('\n\n')
  return all === '' ? null : all
}

function bothIdentities({ source, knownSha256, keyType, sha256, sentence }: FailureFacts['host-key-changed']): string {
  const known = i18next.t('parts.identityKnown', { source, print: knownSha256 })
  return `${known}\n${i18next.t('parts.identityNow', { keyType, print: sha256 })}\n${sentence}`
}

function sentenceOrNull(key: string, values: SentenceValues): string | null {
  return i18next.exists(key, { ...values }) ? i18next.t(key, { ...values }) : null
}

/** Ways to sign in come as SSH's own words and as those of the form. */
function waysIn(failure: Failure): SentenceValues {
  if (failure.code !== 'login-refused') return {}
  const { tried, accepted } = failure.facts
  return { tried: wayIn(tried), accepted: formatList([...new Set(accepted.map(wayIn))]) }
}

function wayIn(way: string): string {
  return i18next.t([`ways.${way}`, 'ways.other'], { way })
}

/** A job in one sentence without a full stop: “Wiki was installed”. */
export function sayJob(job: Pick<JobView, 'kind' | 'state' | 'title'>): string {
  return i18next.t(`jobs.${job.kind}.${job.state}`, { title: job.title })
}

/** Below so many seconds a guess is as good as exact. */
const sure = 5

/** How long a step of a plan may take: `2 s`, `about 40 s`. */
export function sayGuess(seconds: number): string {
  const duration = formatDuration(seconds)
  return seconds < sure ? duration : i18next.t('parts.seconds', { duration })
}
