import type { AppReference } from '../../preload/contract/app.ts'
import { Trouble } from '../../preload/contract/failure.ts'
import { createAppFile, readAppFile, removeAppFile } from '../store/abra-files.ts'
import type { Folders } from '../store/folders.ts'
import type { SettingsFiles } from '../job/perform.ts'

/** The settings files as jobs use them: what is not there is null. */
export function settingsFiles(folders: Folders): SettingsFiles {
  return {
    read: (app) => readOrNull(folders, app),
    create: (app, text) => createAppFile(folders.abra, app, text),
    remove: async (app) => void (await removeAppFile(folders, app)),
  }
}

async function readOrNull(folders: Folders, app: AppReference): Promise<string | null> {
  try {
    return await readAppFile(folders.abra, app)
  } catch (error) {
    if (error instanceof Trouble && error.failure.code === 'app-unknown') return null
    throw error
  }
}
