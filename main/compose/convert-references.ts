import { ComposeError } from './compose-error.ts'
import type { ConfigReference, FileTarget, SecretReference } from './engine-bodies.ts'
import { compare } from './merge-values.ts'
import type { Place } from './place.ts'
import type { CredentialSpec, FileObject, FileReference, Service, StackFile } from './stack-file.ts'
import { scoped } from './stack-names.ts'

/** Readable by everyone, writable by nobody. */
const defaultMode = 0o444

/** The secrets that a service sees as files, sorted by name. Throws ComposeError for an undefined one. */
export function secretReferences(service: Service, file: StackFile, stack: string): readonly SecretReference[] {
  return resolve(service, 'secret', service.secrets, file.secrets, stack).map(({ name, target }) => ({
    SecretID: `secret:${name}`,
    SecretName: name,
    File: target,
  }))
}

/** The configs that a service sees as files, and the one that its credential spec names, sorted by name. */
export function configReferences(service: Service, file: StackFile, stack: string): readonly ConfigReference[] {
  const references: ConfigReference[] = resolve(service, 'config', service.configs, file.configs, stack).map(
    ({ name, target }) => ({ ConfigID: `config:${name}`, ConfigName: name, File: target }),
  )
  const key = service.credentialSpec.config
  if (key !== '') {
    const name = lookUp(service, 'config', key, file.configs, placeOfSpec(service)).name || scoped(stack, key)
    references.push({ ConfigID: `config:${name}`, ConfigName: name, Runtime: {} })
  }
  return references.sort((one, other) => compare(one.ConfigName, other.ConfigName))
}

interface Resolved {
  readonly name: string
  readonly target: FileTarget
}

function resolve(
  service: Service,
  kind: 'secret' | 'config',
  references: readonly FileReference[] | undefined,
  objects: ReadonlyMap<string, FileObject>,
  stack: string,
): readonly Resolved[] {
  const targets = new Map<string, Resolved>()
  for (const reference of references ?? []) {
    const object = lookUp(service, kind, reference.source, objects, reference.place)
    const name = object.name || scoped(stack, reference.source)
    const target = reference.target || reference.source
    if (targets.has(target)) {
      throw new ComposeError({ code: 'duplicate-target', service: service.name, kind, name }, reference.place)
    }
    targets.set(target, {
      name,
      target: {
        Name: target,
        UID: reference.uid || '0',
        GID: reference.gid || '0',
        Mode: reference.mode ?? defaultMode,
      },
    })
  }
  return [...targets.values()].sort((one, other) => compare(one.name, other.name))
}

function lookUp(
  service: Service,
  kind: 'secret' | 'config',
  name: string,
  objects: ReadonlyMap<string, FileObject>,
  place: Place,
): FileObject {
  const object = objects.get(name)
  if (object !== undefined) return object
  throw new ComposeError({ code: 'undefined-reference', service: service.name, kind, name }, place)
}

/** The credential spec of a service (Windows); one of config, file and registry. */
export function credentialSpec(service: Service, configs: readonly ConfigReference[], stack: string) {
  const spec: CredentialSpec = service.credentialSpec
  const [first, second] = (['config', 'file', 'registry'] as const).filter((one) => spec[one] !== '')
  if (first === undefined) return undefined
  if (second !== undefined) {
    const path = `services.${service.name}.credential_spec`
    throw new ComposeError({ code: 'options-conflict', path, options: [first, second] }, placeOfSpec(service))
  }
  return { Config: credentialConfig(service, configs, stack), File: spec.file, Registry: spec.registry }
}

function placeOfSpec(service: Service): Place {
  return service.places.get('credential_spec') ?? service.place
}

/** Docker finds the config only by its key or its scoped key, not by a `name:` of its own. */
function credentialConfig(service: Service, configs: readonly ConfigReference[], stack: string): string {
  const { config } = service.credentialSpec
  if (config === '') return ''
  const found =
    configs.find((one) => one.ConfigName === config) ?? configs.find((one) => one.ConfigName === scoped(stack, config))
  if (found !== undefined) return found.ConfigID
  throw new ComposeError(
    { code: 'undefined-reference', service: service.name, kind: 'config', name: config },
    placeOfSpec(service),
  )
}
