/** Set-up of the test projects that need a keychain: one for all of their files, gone with them. */
import { startKeyring } from './keyring.ts'

export async function setup(): Promise<() => Promise<void>> {
  if (process.platform !== 'linux') return async () => undefined
  const keyring = await startKeyring()
  Object.assign(process.env, keyring.environment)
  return () => keyring.stop()
}
