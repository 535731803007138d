import { ComposeError } from './compose-error.ts'
import type { ComposeWarning } from './compose-warning.ts'
import { type MapValue, option } from './value.ts'

/** Options of a service that a swarm cannot do and Docker only warns about. */
const unsupported = [
  'build',
  'cgroup_parent',
  'cgroupns_mode',
  'devices',
  'domainname',
  'external_links',
  'ipc',
  'links',
  'mac_address',
  'network_mode',
  'pid',
  'privileged',
  'restart',
  'security_opt',
  'shm_size',
  'userns_mode',
]

/** Options that have no effect and that nobody misses. */
const deprecated = ['container_name', 'expose']

/** Options for which Docker refuses the whole file. */
const forbidden = [
  'extends',
  'volume_driver',
  'volumes_from',
  'cpu_quota',
  'cpu_shares',
  'cpuset',
  'mem_limit',
  'memswap_limit',
]

/** Throws ComposeError where a service of the file has a forbidden option; Docker looks for them before all else. */
export function refuseForbidden(file: MapValue): void {
  const found = forbidden.filter((name) => servicesOf(file).some((service) => service.entries.has(name)))
  if (found.length === 0) return
  const place = servicesOf(file)
    .map((service) => service.entries.get(found[0] ?? '')?.place)
    .find((one) => one !== undefined)
  throw new ComposeError({ code: 'forbidden-options', options: found }, place ?? file.place)
}

/** What the files ask for in vain. */
export function ignoredOptions(files: readonly MapValue[]): readonly ComposeWarning[] {
  const services = files.flatMap(servicesOf)
  const used = (names: readonly string[]) => names.filter((name) => services.some((one) => one.entries.has(name)))
  const warnings: ComposeWarning[] = [
    { code: 'unsupported-options', options: used(unsupported) },
    { code: 'deprecated-options', options: used(deprecated) },
  ]
  return warnings.filter((warning) => !('options' in warning) || warning.options.length > 0)
}

function servicesOf(file: MapValue): readonly MapValue[] {
  const services = option(file, 'services')
  if (services?.kind !== 'map') return []
  return [...services.entries.values()].flatMap((entry) => (entry.value.kind === 'map' ? [entry.value] : []))
}
