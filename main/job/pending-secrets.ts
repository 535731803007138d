import { z } from 'zod'
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
  settle(job: string, fullName: string, keepAs: KeepAs | null): Promise<void>
  /** When a job ends for good. */
  drop(job: string, fullNames: readonly string[]): Promise<void>
  /** Takes an app's kept passwords out of the keychain. */
  forgetKept(server: string, app: string, secrets: readonly string[]): Promise<void>
}

export interface KeepAs {
  readonly server: string
  readonly app: string
  readonly secret: string
}

const keptAccount = (server: string, app: string, secret: string) => `app/${server}/${app}/${secret}`

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
    async settle(job, fullName, keepAs) {
      const value = (await valuesOf(job)).get(fullName)
      if (keepAs !== null && value !== undefined) {
        await keychain.set(keptAccount(keepAs.server, keepAs.app, keepAs.secret), value)
      }
      await forget(job, [fullName])
    },
    drop: forget,
    async forgetKept(server, app, secrets) {
      for (const secret of secrets) await keychain.remove(keptAccount(server, app, secret)).catch(() => undefined)
    },
  }
}
