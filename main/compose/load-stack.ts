import { ComposeError, type Section } from './compose-error.ts'
import { checkClusterSpec } from './load-cluster-spec.ts'
import type { LoadContext } from './load-context.ts'
import { loadService } from './load-service.ts'
import {
  type Options,
  flag,
  items,
  membersOf,
  optionsOf,
  pairs,
  placeOf,
  text,
  textMap,
  textOf,
  valueOf,
  within,
} from './read-option.ts'
import type { FileObject, Network, StackFile, Volume } from './stack-file.ts'
import { type MapValue, type Value, option } from './value.ts'

/** One compose file, checked and with its variables replaced, as Docker's loader decodes it. Throws ComposeError. */
export function loadStack(file: MapValue, version: string, context: LoadContext): StackFile {
  const minor = Number(version.slice(2))
  const section = <T>(name: string, load: (name: string, options: Options) => T): ReadonlyMap<string, T> => {
    const members = within({ map: file, path: '' }, name)
    if (members === undefined) return new Map()
    return new Map(
      membersOf({ ...members, path: name }).map((member) => [
        member.name,
        load(member.name, optionsOf(orEmpty(member.value), member.path)),
      ]),
    )
  }
  return {
    services: section('services', (name, options) => loadService(name, options, context)),
    networks: section('networks', (name, options) => loadNetwork(name, options, minor, context)),
    volumes: section('volumes', (name, options) => loadVolume(name, options, minor, context)),
    secrets: section('secrets', (name, options) => loadFileObject(name, options, 'secret', minor, context)),
    configs: section('configs', (name, options) => loadFileObject(name, options, 'config', minor, context)),
  }
}

/** `data:` without a value is an empty definition. */
function orEmpty(value: Value): Value {
  return value.kind === 'null' ? { kind: 'map', entries: new Map(), place: value.place } : value
}

interface Naming {
  readonly name: string
  readonly external: boolean
}

/**
 * What a network, volume, secret or config is called on the server: `name:`, or for an external one `external: {name}`
 * (deprecated from the minor version that has `name:`), or its own key. A name of its own is made for others later.
 */
function naming(
  key: string,
  options: Options,
  kind: Section,
  nameSince: number,
  minor: number,
  context: LoadContext,
): Naming {
  const name = text(options, 'name')
  const external = valueOf(options, 'external')
  if (external === undefined || (external.kind !== 'map' && !flag(options, 'external')))
    return { name, external: false }
  const inner = external.kind === 'map' ? externalName(external, `${options.path}.external.name`) : ''
  if (inner === '') return { name: name || key, external: true }
  if (name !== '') {
    throw new ComposeError(
      { code: 'options-conflict', path: options.path, options: ['external.name', 'name'] },
      external.place,
    )
  }
  if (minor >= nameSince) {
    context.warnings.push({ code: 'external-name', section: `${kind}s`, name: key, place: external.place })
  }
  return { name: inner, external: true }
}

function externalName(external: MapValue, path: string): string {
  const name = option(external, 'name')
  return name === undefined || name.kind === 'null' ? '' : textOf(name, path)
}

function loadNetwork(key: string, options: Options, minor: number, context: LoadContext): Network {
  const ipam = within(options, 'ipam')
  return {
    ...naming(key, options, 'network', 5, minor, context),
    driver: text(options, 'driver'),
    driverOptions: textMap(options, 'driver_opts'),
    internal: flag(options, 'internal'),
    attachable: flag(options, 'attachable'),
    labels: pairs(options, 'labels'),
    ipam: {
      driver: ipam === undefined ? '' : text(ipam, 'driver'),
      subnets: (ipam && items(ipam, 'config')?.map((item) => text(optionsOf(item.value, item.path), 'subnet'))) ?? [],
    },
  }
}

function loadVolume(key: string, options: Options, minor: number, context: LoadContext): Volume {
  const volume = {
    driver: text(options, 'driver'),
    driverOptions: textMap(options, 'driver_opts'),
    labels: pairs(options, 'labels'),
  }
  const clusterSpec = within(options, 'x-cluster-spec')
  if (clusterSpec !== undefined) checkClusterSpec(clusterSpec)
  const named = naming(key, options, 'volume', 4, minor, context)
  if (named.external) {
    const conflict =
      volume.driver !== ''
        ? 'driver'
        : (volume.driverOptions?.size ?? 0) > 0
          ? 'driver_opts'
          : (volume.labels?.size ?? 0) > 0
            ? 'labels'
            : undefined
    if (conflict !== undefined) {
      throw new ComposeError(
        { code: 'options-conflict', path: options.path, options: ['external', conflict] },
        placeOf(options, conflict),
      )
    }
  }
  return { ...volume, ...named }
}

function loadFileObject(
  key: string,
  options: Options,
  kind: 'secret' | 'config',
  minor: number,
  context: LoadContext,
): FileObject {
  const named = naming(key, options, kind, 5, minor, context)
  const driver = text(options, 'driver')
  const file = text(options, 'file')
  if (!named.external && driver !== '' && file !== '') {
    throw new ComposeError(
      { code: 'options-conflict', path: options.path, options: ['driver', 'file'] },
      placeOf(options, 'file'),
    )
  }
  return {
    ...named,
    place: options.map.place,
    file,
    filePlace: placeOf(options, 'file'),
    labels: pairs(options, 'labels'),
    driver,
    driverOptions: textMap(options, 'driver_opts'),
    templateDriver: text(options, 'template_driver'),
  }
}
