/**
 * Set-up of each test file that may need a keychain: one of its own, gone with it. Files run side by side, and their practice
 * servers have the same names.
 */
import { afterAll } from 'vitest'
import { startKeyring } from './keyring.ts'

if (process.platform === 'linux') {
  const keyring = await startKeyring()
  Object.assign(process.env, keyring.environment)
  afterAll(() => keyring.stop())
}
