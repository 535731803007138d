import type { SettingsView } from '../../preload/contract/settings.ts'
import packageFile from '../../package.json' with { type: 'json' }
import type { Core } from '../api/core.ts'
import type { Keychain } from '../outside/keychain/keychain-types.ts'
import { keychainState } from '../server/offers.ts'
import type { Folders } from '../store/folders.ts'
import type { SettingsStore } from '../store/settings.ts'

export interface SettingsNeeds {
  readonly settings: SettingsStore
  readonly folders: Folders
  readonly keychain: Keychain
  readonly practice: boolean
}

export function openSettingsArea({ settings, folders, keychain, practice }: SettingsNeeds): Core['settings'] {
  const view = async (): Promise<SettingsView> => ({
    settings: (await settings.read()).settings,
    folders,
    version: packageFile.version,
    practice,
    keychain: await keychainState(keychain),
  })
  return {
    view,
    async change(change) {
      await settings.change(change)
      return view()
    },
  }
}
