/**
 * The operating system's keychain: Keychain on macOS, Credential Manager on Windows, the Secret Service on Linux.
 * Every call ends within bounded time; trouble is `keychain-missing` or `keychain-locked`. Nothing is ever written elsewhere.
 */
export interface Keychain {
  get(account: string): Promise<string | null>
  set(account: string, value: string): Promise<void>
  /** Removing what is not there is no trouble. */
  remove(account: string): Promise<void>
  /** Throws the Trouble that `set` would meet. */
  check(): Promise<void>
}
