import type { AppReference } from '../../preload/contract/app.ts'
import { Trouble } from '../../preload/contract/failure.ts'
import type { SettingsFiles } from '../job/perform.ts'
import { parseEnvFile } from '../recipe/env-file.ts'
import { stackName } from '../recipe/stack-name.ts'

/** An app's settings file, and what it says. Throws Trouble `app-unknown`, `env-invalid`, `file-unreadable`. */
export async function readAppFile(files: SettingsFiles, app: AppReference) {
  const envText = await files.read(app)
  if (envText === null) throw new Trouble({ code: 'app-unknown', facts: app })
  const env = parseEnvFile(envText, `${app.app}.env`)
  return { envText, env, stack: stackName(app.app, env) }
}
