import { checkIgnored } from './check-ignored.ts'
import { loadDeploy } from './load-deploy.ts'
import { loadEnvironment } from './load-environment.ts'
import type { LoadContext } from './load-context.ts'
import { loadPorts, loadVolumes } from './load-attachments.ts'
import { compare } from './merge-values.ts'
import type { Place } from './place.ts'
import {
  type Options,
  duration,
  flag,
  invalid,
  items,
  membersOf,
  optionalFlag,
  optionalPairs,
  optionsOf,
  pairs,
  signedCount,
  text,
  textMap,
  texts,
  valueOf,
  within,
  word,
} from './read-option.ts'
import { splitCommand } from './shell-words.ts'
import { type Value, option, scalarText } from './value.ts'
import type { FileReference, Healthcheck, Logging, Service, ServiceNetwork, Ulimit } from './stack-file.ts'

/** A service as Docker's loader decodes it. What a swarm has no use for is checked but not kept. */
export function loadService(name: string, options: Options, context: LoadContext): Service {
  checkIgnored(options)
  return {
    name,
    place: options.map.place,
    places: placesOf(options),
    image: text(options, 'image'),
    hostname: text(options, 'hostname'),
    user: text(options, 'user'),
    workingDir: text(options, 'working_dir'),
    stopSignal: text(options, 'stop_signal'),
    isolation: text(options, 'isolation'),
    restart: text(options, 'restart'),
    readOnly: flag(options, 'read_only'),
    tty: flag(options, 'tty'),
    stdinOpen: flag(options, 'stdin_open'),
    init: optionalFlag(options, 'init'),
    stopGracePeriod: duration(options, 'stop_grace_period'),
    capAdd: texts(options, 'cap_add'),
    capDrop: texts(options, 'cap_drop'),
    dns: texts(options, 'dns'),
    dnsSearch: texts(options, 'dns_search'),
    extraHosts: loadExtraHosts(options),
    command: loadCommand(options, 'command'),
    entrypoint: loadCommand(options, 'entrypoint'),
    environment: loadEnvironment(texts(options, 'env_file'), optionalPairs(options, 'environment'), options, context),
    labels: pairs(options, 'labels'),
    sysctls: pairs(options, 'sysctls'),
    ulimits: loadUlimits(options),
    networks: loadNetworks(options),
    ports: loadPorts(options, name, context),
    secrets: loadReferences(options, 'secrets'),
    configs: loadReferences(options, 'configs'),
    volumes: loadVolumes(options, name, context),
    logging: loadLogging(options),
    healthcheck: loadHealthcheck(options),
    credentialSpec: loadCredentialSpec(options),
    deploy: loadDeploy(options),
    extensions: loadExtensions(options),
  }
}

function placesOf(options: Options): ReadonlyMap<string, Place> {
  const own = membersOf(options)
  const below = own.flatMap(({ name, value }) =>
    name === 'deploy' && value.kind === 'map'
      ? [...value.entries].map(([key, entry]) => [`deploy.${key}`, entry.value.place] as const)
      : [],
  )
  return new Map([...own.map(({ name, value }) => [name, value.place] as const), ...below])
}

function loadExtensions(options: Options): ReadonlyMap<string, Value> {
  const extensions = membersOf(options).filter((member) => member.name.startsWith('x-'))
  return new Map(extensions.map((extension) => [extension.name, extension.value]))
}

/** Text is split into words, a list is taken as it is; `[]` and '' are an empty command. */
function loadCommand(options: Options, name: string): readonly string[] | undefined {
  const value = valueOf(options, name)
  if (value?.kind !== 'text') return texts(options, name)
  const words = splitCommand(value.text)
  if (words === undefined) throw invalid(value, `${options.path}.${name}`, 'command')
  return words
}

/** `host:address`, `host=address` or `{host: address}`; other items are dropped, brackets around an address too. */
function loadExtraHosts(options: Options): readonly string[] | undefined {
  const value = valueOf(options, 'extra_hosts')
  if (value === undefined) return undefined
  const hosts =
    value.kind === 'map'
      ? membersOf({ map: value, path: '' })
          .flatMap((host) => (host.value.kind === 'null' ? [] : [`${host.name}:${addressText(host.value)}`]))
          .sort(compare)
      : (items(options, 'extra_hosts') ?? []).flatMap((item) => {
          const entry = scalarText(item.value) ?? ''
          const separator = entry.includes('=') ? '=' : ':'
          const at = entry.indexOf(separator)
          return at < 0 ? [] : [`${entry.slice(0, at)}:${entry.slice(at + 1)}`]
        })
  return hosts.map((entry) => entry.replace(/^([^:]*):\[(.+)\]$/s, '$1:$2'))
}

/** Docker formats a number as if it were text, so that it comes out as Go's complaint. Only text is an address. */
function addressText(value: Value): string {
  const text = scalarText(value) ?? ''
  if (value.kind === 'integer') return `%!s(${value.number < 2n ** 63n ? 'int' : 'uint64'}=${text})`
  return value.kind === 'float' ? `%!s(float64=${text})` : text
}

function loadUlimits(options: Options): ReadonlyMap<string, Ulimit> | undefined {
  const limits = within(options, 'ulimits')
  if (limits === undefined) return undefined
  return new Map(
    membersOf(limits).map(({ name, value, path }) => {
      if (value.kind !== 'map') return [name, { single: wholeLimit(value, path), soft: 0, hard: 0 }]
      const limit = (which: string) => wholeLimit(option(value, which) ?? value, `${path}.${which}`)
      return [name, { single: 0, soft: limit('soft'), hard: limit('hard') }]
    }),
  )
}

/** Docker takes only what is written as a whole number, of 63 bits. */
function wholeLimit(value: Value, path: string): number {
  if (value.kind !== 'integer' || value.number >= 2n ** 63n) throw invalid(value, path, 'integer')
  return Number(value.number)
}

/** A list of names, or `{name: {aliases, driver_opts}}`; fixed addresses are ignored by a swarm. */
function loadNetworks(options: Options): ReadonlyMap<string, ServiceNetwork | undefined> | undefined {
  const value = valueOf(options, 'networks')
  if (value === undefined) return undefined
  if (value.kind === 'list') return new Map(texts(options, 'networks')?.map((name) => [name, undefined]))
  return new Map(
    membersOf(optionsOf(value, `${options.path}.networks`)).map((member) => {
      if (member.value.kind === 'null') return [member.name, undefined]
      const network = optionsOf(member.value, member.path)
      for (const address of ['ipv4_address', 'ipv6_address']) text(network, address)
      return [member.name, { aliases: texts(network, 'aliases'), driverOptions: textMap(network, 'driver_opts') }]
    }),
  )
}

/** A name, or `{source, target, uid, gid, mode}`. */
function loadReferences(options: Options, name: string): readonly FileReference[] | undefined {
  return items(options, name)?.map(({ value, path }) => {
    const { place } = value
    if (value.kind === 'text') return { place, source: value.text, target: '', uid: '', gid: '', mode: undefined }
    const reference = optionsOf(value, path)
    return {
      place,
      source: text(reference, 'source'),
      target: text(reference, 'target'),
      uid: text(reference, 'uid'),
      gid: text(reference, 'gid'),
      mode: word(reference, 'mode'),
    }
  })
}

function loadLogging(options: Options): Logging | undefined {
  const logging = within(options, 'logging')
  return logging && { driver: text(logging, 'driver'), options: textMap(logging, 'options') }
}

/** `test` as text runs in a shell; as a list its first item says how. */
function loadHealthcheck(options: Options): Healthcheck | undefined {
  const check = within(options, 'healthcheck')
  if (check === undefined) return undefined
  const test = valueOf(check, 'test')
  return {
    test: test?.kind === 'text' ? ['CMD-SHELL', test.text] : texts(check, 'test'),
    timeout: duration(check, 'timeout'),
    interval: duration(check, 'interval'),
    startPeriod: duration(check, 'start_period'),
    startInterval: duration(check, 'start_interval'),
    retries: signedCount(check, 'retries'),
    disable: flag(check, 'disable'),
  }
}

function loadCredentialSpec(options: Options) {
  const spec = within(options, 'credential_spec')
  return {
    config: spec === undefined ? '' : text(spec, 'config'),
    file: spec === undefined ? '' : text(spec, 'file'),
    registry: spec === undefined ? '' : text(spec, 'registry'),
  }
}
