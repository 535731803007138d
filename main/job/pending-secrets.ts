import { z } from 'zod'
import type { AppReference } from '../../preload/contract/app.ts'
import type { Keychain } from '../outside/keychain/keychain-types.ts'

/**
 * Passwords that were made or typed and are not on the server yet. They are kept in memory and, from the moment a job
 * starts, in the keychain, so that a job whose core was killed goes on with the same passwords that the member was shown.
 */
export interface PendingSecrets {
  /** Before a job starts: values by the secret's full name. Without a keychain they stay in memory alone. */
  hold(job: string, values: ReadonlyMap<string, string>): Promise<void>
  take(job: string, fullName: string): Promise<string | undefined>
  /** Once the server has it; kept under the app's own account when the member asked for that. */
  settle(job: string, fullName: string, keepFor: AppReference | null): Promise<void>
  /** When a job ends for good. */
  drop(job: string, fullNames: readonly string[]): Promise<void>
  /** What the keychain keeps under an app's own account; null where it has nothing, or cannot be asked. */
  kept(app: AppReference, fullName: string): Promise<string | null>
  /** Takes an app's kept passwords out of the keychain. */
  forgetKept(app: AppReference, fullNames: readonly string[]): Promise<void>
}

/** By the full name, which has the version: the one before stays beside the one that took its place. */
const keptAccount = ({ server, app }: AppReference, fullName: string) => `app/${server}/${app}/${fullName}`

const kept = z.record(z.string(), z.string())

/** A job's passwords are one entry of the keychain, which answers slowly; it goes when the last of them is settled or dropped. */
export function openPendingSecrets(keychain: Keychain): PendingSecrets {
  const held = new Map<string, Map<string, string>>()
  const account = (job: string) => `job/${job}`
  const valuesOf = async (job: string): Promise<Map<string, string>> => {
    const known = held.get(job)
    if (known !== undefined) return known
    const text = await keychain.get(account(job)).catch(() => null)
    const found = new Map(text === null ? [] : Object.entries(kept.parse(JSON.parse(text))))
    held.set(job, found)
    return found
  }
  const forget = async (job: string, fullNames: readonly string[]) => {
    const values = await valuesOf(job)
    const forgotten = fullNames.filter((fullName) => values.delete(fullName)).length
    if (values.size > 0) return
    held.delete(job)
    if (forgotten > 0) await keychain.remove(account(job)).catch(() => undefined)
  }
  return {
    async hold(job, values) {
      if (values.size === 0) return
      held.set(job, new Map(values))
      await keychain.set(account(job), JSON.stringify(Object.fromEntries(values))).catch(() => undefined)
    },
    take: async (job, fullName) => (await valuesOf(job)).get(fullName),
    async settle(job, fullName, keepFor) {
      const value = (await valuesOf(job)).get(fullName)
      if (keepFor !== null && value !== undefined) await keychain.set(keptAccount(keepFor, fullName), value)
      await forget(job, [fullName])
    },
    drop: forget,
    kept: (app, fullName) => keychain.get(keptAccount(app, fullName)).catch(() => null),
    async forgetKept(app, fullNames) {
      for (const fullName of fullNames) await keychain.remove(keptAccount(app, fullName)).catch(() => undefined)
    },
  }
}
