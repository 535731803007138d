import { ComposeError, type StackAmount } from './compose-error.ts'
import type { StackRequests } from './convert-types.ts'
import type { Place } from './place.ts'
import type { StackFile } from './stack-file.ts'

/**
 * What all of a stack may come to, beside the limits of each file (read-yaml.ts): with ranges, with files and volumes that
 * many services name, and with compose files named again and again, a few lines ask for gigabytes. Far beyond any recipe.
 */
const limits: Readonly<Record<StackAmount, number>> = {
  'compose-files': 32,
  'compose-bytes': 512 * 1024,
  'env-file-bytes': 4 * 1024 * 1024,
  'file-bytes': 16 * 1024 * 1024,
  ports: 65536,
  'request-characters': 64 * 1024 * 1024,
}

/** What a label with its value is about. */
const charactersOfEntry = 32

export interface Meter {
  /** Throws ComposeError once there is too much. */
  add(what: StackAmount, amount: number, place: Place): void
}

export function openMeter(): Meter {
  const amounts = new Map<StackAmount, number>()
  return {
    add(what, amount, place) {
      const sum = (amounts.get(what) ?? 0) + amount
      amounts.set(what, sum)
      if (sum > limits[what]) throw new ComposeError({ code: 'stack-too-large', what, limit: limits[what] }, place)
    },
  }
}

/** Counts what each mount repeats of its volume, before it is repeated. */
export function measureMounts(file: StackFile, meter: Meter): void {
  for (const service of file.services.values()) {
    for (const { source, place } of service.volumes ?? []) {
      const volume = file.volumes.get(source)
      const entries = (volume?.labels?.size ?? 0) + (volume?.driverOptions?.size ?? 0)
      meter.add('request-characters', entries * charactersOfEntry, place)
    }
  }
}

/** Counts what the requests would come to in writing; parts that several of them share count for each. */
export function measureRequests(requests: StackRequests, meter: Meter, place: Place): void {
  const waiting: unknown[] = Object.values(requests)
  for (let value = waiting.pop(); waiting.length > 0 || value !== undefined; value = waiting.pop()) {
    if (typeof value === 'string') meter.add('request-characters', value.length, place)
    if (typeof value !== 'object' || value === null) continue
    for (const [key, inner] of Object.entries(value)) {
      meter.add('request-characters', Array.isArray(value) ? 1 : key.length, place)
      waiting.push(inner)
    }
  }
}
