import type { AskedSecret } from '../../preload/contract/install.ts'
import { Trouble } from '../../preload/contract/failure.ts'
import type { SecretSetting } from '../../preload/contract/settings-form.ts'
import type { SecretToCreate } from '../plan/action.ts'
import type { Wanted } from '../plan/wanted.ts'
import { type PasswordRule, passwordRule } from '../recipe/passwords.ts'

export interface NeededPassword extends SecretToCreate {
  readonly rule: PasswordRule
}

/**
 * The passwords and keys that an app needs on the server before it starts, with the rule by which each is made (abra.md §6).
 * @throws Trouble `secret-name-too-long`, or `setting-required` where a version has no value
 */
export function neededPasswords(wanted: Wanted): readonly NeededPassword[] {
  const lines = new Map(
    wanted.env.lines.filter((line) => !line.commentedOut).map((line) => [line.key, line.modifiers] as const),
  )
  return wanted.secrets
    .filter((secret) => secret.external)
    .map((secret) => {
      const { localName, remoteName, versionVariable, fault } = secret
      if (fault === 'too-long') {
        throw new Trouble({ code: 'secret-name-too-long', facts: { secret: localName, name: remoteName } })
      }
      if (fault === 'version-missing') {
        throw new Trouble({ code: 'setting-required', facts: { key: versionVariable ?? localName } })
      }
      const modifiers =
        (versionVariable === undefined ? undefined : lines.get(versionVariable)) ?? new Map<string, string>()
      return { name: localName, fullName: remoteName, rule: passwordRule(modifiers) }
    })
}

/** How a password that only the member knows is asked for, in the recipe's own words where it has some. */
export function askedSecret(name: string, secrets: readonly SecretSetting[]): AskedSecret {
  const variable = secretVariable(name)
  const setting = secrets.find((secret) => secret.variable === variable)
  return { name, label: setting?.label ?? name.replaceAll('_', ' '), help: setting?.help ?? '' }
}

/** The setting that holds a secret's version, by the recipes' convention. */
export function secretVariable(name: string): string {
  return `SECRET_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}_VERSION`
}
