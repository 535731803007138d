import type { Failure } from '../../preload/contract/failure.ts'
import type { Message } from '../../preload/contract/message.ts'
import { formatBytes, formatDuration, formatList } from './format.ts'

/** What i18next gets: texts and numbers for placeholders, `count` for the plural, `context` for the variant of a sentence. */
export type SentenceValues = Readonly<Record<string, string | number>>

const byteKeys: ReadonlySet<string> = new Set(['bytes', 'totalBytes'])

export function failureValues(failure: Failure): SentenceValues {
  return { ...readable(failure.facts), ...countedFact(failure) }
}

export function messageValues(message: Message): SentenceValues {
  return { ...readable(message.values), ...countedValue(message), ...variant(message) }
}

/** Lists become `a, b and c`, sizes `412 MB`; `seconds` comes also as `duration`. What is neither text nor number is left out. */
function readable(facts: object): Record<string, string | number> {
  const values: Record<string, string | number> = {}
  for (const [key, value] of Object.entries<unknown>({ ...facts })) {
    if (typeof value === 'string') values[key] = value
    else if (typeof value === 'number') values[key] = byteKeys.has(key) ? formatBytes(value) : value
    else if (Array.isArray(value)) values[key] = formatList(value.map(String))
    if (key === 'seconds' && typeof value === 'number') values['duration'] = formatDuration(value)
  }
  return values
}

function countedFact(failure: Failure): SentenceValues {
  switch (failure.code) {
    case 'server-silent':
      return { count: failure.facts.seconds }
    case 'server-in-use':
      return { count: failure.facts.apps }
    case 'secret-missing':
    case 'passwords-lost':
      return { count: failure.facts.secrets.length }
    default:
      return {}
  }
}

function countedValue(message: Message): SentenceValues {
  switch (message.code) {
    case 'step-fetch-images':
      return { count: message.values.images.length }
    case 'step-make-places':
      return { count: message.values.volumes.length }
    case 'step-remove-secrets':
    case 'step-remove-old-secrets':
    case 'step-remove-new-secrets':
      return { count: message.values.names.length }
    case 'warn-options-ignored':
      return { count: message.values.options.length }
    case 'change-new-settings':
      return { count: message.values.keys.length }
    case 'warn-parts-stop':
      return { count: message.values.services.length }
    case 'reason-all-running':
      return { count: message.values.services }
    default:
      return {}
  }
}

function variant(message: Message): SentenceValues {
  switch (message.code) {
    case 'step-create-secrets':
      return message.values.inKeychain ? { context: 'kept' } : {}
    case 'step-make-places':
      if (message.values.volumes.length === 0) return { context: message.values.networks === 0 ? 'nothing' : 'nodata' }
      return message.values.networks === 0 ? { context: 'nonetwork' } : {}
    case 'change-part':
      return { context: message.values.aspect }
    case 'progress-images':
      return message.values.totalBytes === 0 ? { context: 'nosize' } : {}
    case 'progress-services':
      return message.values.waiting.length === 0 ? { context: 'nobody' } : {}
    case 'warn-data-deleted':
      return message.values.bytes === null ? {} : { context: 'size' }
    default:
      return {}
  }
}
