import type { AppPassword, AppReference } from '../../preload/contract/app.ts'
import { isVersioned } from '../plan/rotated.ts'
import { tooSlow } from '../reading/too-slow.ts'
import { appTypeOf } from '../recipe/app-type.ts'
import { readAppFile } from './app-file.ts'
import type { AppsNeeds } from './apps.ts'
import { askedSecret, neededPasswords } from './needed-passwords.ts'

/** The passwords and keys that an app needs, as the recipe at the settings file's version names them. */
export async function appPasswords(
  needs: AppsNeeds,
  app: AppReference,
  signal: AbortSignal,
): Promise<readonly AppPassword[]> {
  const { env, envText } = await readAppFile(needs.files, app)
  const { recipe, version } = appTypeOf(env, `${app.app}.env`)
  const [files, docker] = await Promise.all([
    needs.recipeAt(recipe, version ?? undefined),
    needs.engine(app.server, signal),
  ])
  const [{ wanted, asked }, there] = await Promise.all([
    needs.read.passwords(tooSlow(recipe), app.app, envText, files),
    docker.secrets({}, signal),
  ])
  const createdAt = new Map(there.map((secret) => [secret.name, secret.createdAt]))
  const rotating = new Set(wanted.secrets.filter(isVersioned).map(({ localName }) => localName))
  return Promise.all(
    neededPasswords(wanted).map(async ({ name, fullName, rule }) => ({
      ...askedSecret(name, asked),
      fullName,
      createdAt: createdAt.get(fullName) ?? null,
      isMade: rule.kind !== 'by-member',
      isKept: (await needs.keptPassword(app, fullName)) !== null,
      rotates: rotating.has(name),
    })),
  )
}
