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

export function openPendingSecrets(keychain: Keychain): PendingSecrets {
  const held = new Map<string, string>()
  const account = (job: string, fullName: string) => `job/${job}/${fullName}`
  const forget = async (job: string, fullName: string) => {
    held.delete(account(job, fullName))
    await keychain.remove(account(job, fullName)).catch(() => undefined)
  }
  return {
    async hold(job, values) {
      for (const [fullName, value] of values) {
        held.set(account(job, fullName), value)
        await keychain.set(account(job, fullName), value).catch(() => undefined)
      }
    },
    async take(job, fullName) {
      return (
        held.get(account(job, fullName)) ?? (await keychain.get(account(job, fullName)).catch(() => null)) ?? undefined
      )
    },
    async settle(job, fullName, keepAs) {
      const value = await this.take(job, fullName)
      if (keepAs !== null && value !== undefined) {
        await keychain.set(keptAccount(keepAs.server, keepAs.app, keepAs.secret), value)
      }
      await forget(job, fullName)
    },
    async drop(job, fullNames) {
      for (const fullName of fullNames) await forget(job, fullName)
    },
    async forgetKept(server, app, secrets) {
      for (const secret of secrets) await keychain.remove(keptAccount(server, app, secret)).catch(() => undefined)
    },
  }
}
