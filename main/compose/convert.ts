import { checkFormat, versionOf } from './check-format.ts'
import { ComposeError } from './compose-error.ts'
import type { ComposeWarning } from './compose-warning.ts'
import { configRequests, networkRequests, secretRequests } from './convert-objects.ts'
import { serviceBody } from './convert-service.ts'
import type { ComposeInput, ConvertedStack, StackRequests } from './convert-types.ts'
import { ignoredOptions, refuseForbidden } from './ignored-options.ts'
import { isImageReference } from './image-reference.ts'
import { interpolate } from './interpolate.ts'
import { type LoadContext, readTreeFile } from './load-context.ts'
import { loadStack } from './load-stack.ts'
import { mergeStacks } from './merge.ts'
import { readYaml } from './read-yaml.ts'
import { neededSecrets } from './secrets.ts'
import type { Place } from './place.ts'
import { type Meter, measureMounts, measureRequests, openMeter } from './stack-limits.ts'
import { serviceFacts, timeoutOf, usedVariables } from './stack-facts.ts'
import type { StackFile } from './stack-file.ts'
import type { Tree } from './tree.ts'
import { folderOf } from './tree-path.ts'
import type { MapValue } from './value.ts'

/**
 * Turns the compose files of a recipe into the requests that `docker stack deploy` (docker CLI 28.2.2) would send: read
 * → replace variables → check the format → load → merge → convert. Throws ComposeError where Docker refuses, and where
 * a file outside the recipe is named, or one is larger or deeper than a recipe needs.
 */
export function convert(input: ComposeInput): ConvertedStack {
  const { stack, composeFiles, tree, environment } = input
  const [first] = composeFiles
  if (/^[\s"']*$/.test(stack)) throw new ComposeError({ code: 'stack-name-invalid', stack })
  if (first === undefined) throw new ComposeError({ code: 'no-compose-file' })
  const meter = openMeter()
  const raw = composeFiles.map((path) => readComposeFile(path, tree, meter))
  const warnings: ComposeWarning[] = []
  const lookup = (name: string) => (Object.hasOwn(environment, name) ? environment[name] : undefined)
  const context: LoadContext = { stack, tree, folder: folderOf(first), lookup, meter, warnings }
  const file = mergeStacks(loadAll(raw, context))
  warnings.push(...ignoredOptions(raw))
  checkImages(file)
  measureMounts(file, meter)
  const requests = requestsFor(file, context)
  measureRequests(requests, meter, { file: first, line: 1, column: 1 })
  return {
    requests,
    warnings,
    services: serviceFacts(file, requests.services),
    secrets: neededSecrets(file, raw, stack),
    timeout: timeoutOf(file, stack),
    variables: usedVariables(raw),
  }
}

function readComposeFile(path: string, tree: Tree, meter: Meter): MapValue {
  const place: Place = { file: path, line: 1, column: 1 }
  const bytes = readTreeFile(tree, '', path, 'compose-file', place)
  meter.add('compose-files', 1, place)
  meter.add('compose-bytes', bytes.length, place)
  return readYaml(path, bytes)
}

function loadAll(raw: readonly MapValue[], context: LoadContext): readonly StackFile[] {
  const [first] = raw
  const version = first === undefined ? '' : versionOf(first)
  return raw.map((file) => {
    const other = versionOf(file)
    if (other !== version) throw new ComposeError({ code: 'versions-differ', first: version, other }, file.place)
    refuseForbidden(file)
    const interpolated = interpolate(file, context.lookup)
    checkFormat(interpolated, version)
    return loadStack(interpolated, version, context)
  })
}

/** Every service needs an image, and its name must be one. */
function checkImages(file: StackFile): void {
  for (const { name: service, image, place, places } of file.services.values()) {
    if (image === '') throw new ComposeError({ code: 'image-missing', service }, place)
    if (!isImageReference(image)) {
      throw new ComposeError({ code: 'image-invalid', service, image }, places.get('image') ?? place)
    }
  }
}

function requestsFor(file: StackFile, context: LoadContext): StackRequests {
  const { stack } = context
  const { networks, external: externalNetworks } = networkRequests(file, stack)
  const secrets = secretRequests(file, context)
  const configs = configRequests(file, context)
  const services = [...file.services.values()].map((service) => {
    const body = serviceBody(service, file, stack)
    return { name: body.Name, body }
  })
  const containers = services.map((service) => service.body.TaskTemplate.ContainerSpec)
  const secretNames = containers.flatMap((one) => one.Secrets ?? []).map((secret) => secret.SecretName)
  const configNames = containers.flatMap((one) => one.Configs ?? []).map((config) => config.ConfigName)
  return {
    externalNetworks,
    externalSecrets: without(secretNames, secrets),
    externalConfigs: without(configNames, configs),
    networks,
    secrets,
    configs,
    services,
  }
}

function without(names: readonly string[], made: readonly { readonly name: string }[]): readonly string[] {
  const own = new Set(made.map((one) => one.name))
  return [...new Set(names)].filter((name) => !own.has(name))
}
