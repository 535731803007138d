import { Trouble } from '../../preload/contract/failure.ts'
import type { NeededSecret } from '../compose/secrets.ts'
import { setVariables } from '../recipe/env-edit.ts'
import type { SecretToCreate } from './action.ts'

export interface Rotated {
  readonly text: string
  /** The versions that others take the place of. */
  readonly replaced: readonly SecretToCreate[]
}

/**
 * Writes a new version for each of the named passwords: `v1` becomes `v2`, or the next one that is not `taken`, by full names.
 * @throws Trouble `secret-not-versioned` where the recipe gives a password no version (abra.md §6), `input-invalid` for a name that
 * the app does not have
 */
export function rotated(
  text: string,
  app: string,
  secrets: readonly NeededSecret[],
  names: readonly string[],
  taken: ReadonlySet<string>,
): Rotated {
  const chosen = names.map((name) => {
    const secret = secrets.find(({ localName, external }) => external && localName === name)
    if (secret === undefined) throw new Trouble({ code: 'input-invalid', facts: { detail: `no password "${name}"` } })
    if (!isVersioned(secret)) throw new Trouble({ code: 'secret-not-versioned', facts: { app, secret: name } })
    return secret
  })
  const versions = chosen.map((secret) => [secret.versionVariable ?? '', nextVersion(secret, taken)] as const)
  return {
    text: setVariables(text, new Map(versions)),
    replaced: chosen.map(({ localName, remoteName }) => ({ name: localName, fullName: remoteName })),
  }
}

export function isVersioned({ versionVariable, version, remoteName }: NeededSecret): boolean {
  return versionVariable !== undefined && version !== '' && remoteName.endsWith(`_${version}`)
}

function nextVersion({ version, remoteName }: NeededSecret, taken: ReadonlySet<string>): string {
  const stem = remoteName.slice(0, -version.length)
  const [, before = version, number = '1'] = /^(.*?)(\d{1,9})$/.exec(version) ?? []
  for (let next = Number(number) + 1; ; next += 1) {
    if (!taken.has(`${stem}${before}${next}`)) return `${before}${next}`
  }
}
