import type { Service, StackFile } from './stack-file.ts'
import { scoped } from './stack-names.ts'
import { variablesIn } from './template.ts'
import { type MapValue, option } from './value.ts'

/** A secret of an app as abra sees it: what must be on the server before the app can be installed. */
export interface NeededSecret {
  /** The key under `secrets:`; what members and `abra app secret` call it. */
  readonly localName: string
  /** The name on the server. */
  readonly remoteName: string
  /** The text after the last `_` of the remote name; '' when the variable of the version has no value. */
  readonly version: string
  /** The variable of the environment that holds the version, by the uninterpolated `name:`. */
  readonly versionVariable: string | undefined
  /** `name:` as the file has it, before interpolation; abra looks for modifiers by it. */
  readonly rawName: string | undefined
  /** False: the stack creates it itself, from a file or with a driver. */
  readonly external: boolean
  /** What an install must stop for. */
  readonly fault: 'too-long' | 'version-missing' | undefined
}

/** The Engine takes no longer name. */
const longestName = 64

/**
 * The secrets that services refer to (abra's rules: one that is declared and not used is not needed), in the order of
 * their declaration. `raw` are the files before interpolation, in order.
 */
export function neededSecrets(file: StackFile, raw: readonly MapValue[], stack: string): readonly NeededSecret[] {
  const used = new Set([...file.services.values()].flatMap((service) => sources(service)))
  return [...file.secrets]
    .filter(([localName]) => used.has(localName))
    .map(([localName, secret]) => {
      const remoteName = secret.name || scoped(stack, localName)
      const rawName = raw.map((one) => rawNameOf(one, localName)).findLast((name) => name !== undefined)
      const version = remoteName.slice(remoteName.lastIndexOf('_') + 1)
      return {
        localName,
        remoteName,
        version,
        versionVariable: versionVariable(rawName ?? ''),
        rawName,
        external: secret.external,
        fault: faultOf(remoteName),
      }
    })
}

function sources(service: Service): readonly string[] {
  return (service.secrets ?? []).map((secret) => secret.source)
}

function faultOf(remoteName: string): NeededSecret['fault'] {
  if (remoteName.endsWith('_')) return 'version-missing'
  return new TextEncoder().encode(remoteName).length > longestName ? 'too-long' : undefined
}

/** The last variable of the name, which by convention is SECRET_<NAME>_VERSION after the stack's name. */
function versionVariable(rawName: string): string | undefined {
  const names = [...variablesIn(rawName).keys()].filter((name) => name !== 'STACK_NAME')
  return names.findLast((name) => name.endsWith('_VERSION')) ?? names.at(-1)
}

function rawNameOf(file: MapValue, key: string): string | undefined {
  const secrets = option(file, 'secrets')
  const secret = secrets?.kind === 'map' ? option(secrets, key) : undefined
  if (secret?.kind !== 'map') return undefined
  const external = option(secret, 'external')
  const name = option(secret, 'name') ?? (external?.kind === 'map' ? option(external, 'name') : undefined)
  return name?.kind === 'text' ? name.text : undefined
}
