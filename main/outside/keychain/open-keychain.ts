import { Trouble } from '../../../preload/contract/failure.ts'
import type { Keychain } from './keychain-types.ts'
import { type KeychainCall, KeychainThread } from './keychain-thread.ts'
import { longValues } from './long-values.ts'

export interface KeychainOptions {
  /** How long a call may take, in milliseconds: the member may be typing the keychain's password. */
  readonly patience?: number
  /** How long `check` and calls behind one that is late may take. */
  readonly shortPatience?: number
  /** The longest value that one entry takes, in UTF-16 units. */
  readonly longest?: number
}

/** Windows takes 2,560 bytes. */
const longestOnWindows = 1200

/**
 * Opens the keychain for the service "Canteen". Throws nothing; its calls throw `keychain-missing` and `keychain-locked`. A call
 * that is late counts as locked; should the member then unlock it, the next call finds it so.
 */
export function openKeychain(options: KeychainOptions = {}): Keychain {
  const { patience = 60_000, shortPatience = 5_000 } = options
  const longest = options.longest ?? (process.platform === 'win32' ? longestOnWindows : Infinity)
  const thread = new KeychainThread('Canteen')
  let late = 0

  const ask = async (call: KeychainCall, most: number): Promise<string | null> => {
    const asked = thread.ask(call)
    let timer: NodeJS.Timeout | undefined
    const tooLate = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () => {
          late += 1
          const back = () => (late -= 1)
          asked.then(back, back)
          reject(new Error('locked: no answer'))
        },
        late > 0 ? Math.min(most, shortPatience) : most,
      )
    })
    try {
      return await Promise.race([asked, tooLate])
    } catch (error) {
      throw keychainTrouble(error instanceof Error ? error.message : '')
    } finally {
      clearTimeout(timer)
    }
  }
  const withPatience = (most: number) => ({
    get: (account: string) => ask({ kind: 'get', account }, most),
    set: async (account: string, value: string) => void (await ask({ kind: 'set', account, value }, most)),
    remove: async (account: string) => void (await ask({ kind: 'remove', account }, most)),
  })

  const short = withPatience(shortPatience)
  return {
    ...longValues(withPatience(patience), longest),
    // Only a write meets every trouble: a locked keychain answers that there is nothing.
    async check() {
      await short.set('check', 'check')
      await short.remove('check')
    },
  }
}

/** The library tells its errors apart by their words only. */
function keychainTrouble(message: string): Trouble {
  const detail = message.slice(0, 300)
  const locked =
    /\blocked\b|prompt|dismissed|interaction is not allowed|cancell?ed|couldn't access platform storage/i.test(
      message,
    ) && !/no result found/i.test(message)
  return new Trouble({ code: locked ? 'keychain-locked' : 'keychain-missing', facts: { detail } })
}
