import { type Options, items, optionsOf, pairs, text, textOf, texts, valueOf } from './read-option.ts'

const ignoredTexts = [
  'cgroup_parent',
  'cgroupns_mode',
  'container_name',
  'domainname',
  'ipc',
  'mac_address',
  'network_mode',
  'pid',
  'shm_size',
  'userns_mode',
]
const ignoredLists = ['depends_on', 'devices', 'external_links', 'links', 'security_opt']

/**
 * Decodes the options of a service that a swarm has no use for, because Docker does so and refuses what passes the
 * format and is no text: a date, a number for `shm_size`, keys of `build` in another case. Throws ComposeError.
 */
export function checkIgnored(service: Options): void {
  for (const name of ignoredTexts) text(service, name)
  for (const name of ignoredLists) {
    for (const { value, path } of items(service, name) ?? []) textOf(value, path)
  }
  texts(service, 'tmpfs')
  const build = valueOf(service, 'build')
  if (build?.kind === 'map') checkBuild(optionsOf(build, `${service.path}.build`))
  else text(service, 'build')
}

function checkBuild(build: Options): void {
  for (const name of ['context', 'dockerfile', 'network', 'target']) text(build, name)
  for (const name of ['args', 'labels']) pairs(build, name)
  if (valueOf(build, 'extra_hosts')?.kind !== 'map') items(build, 'extra_hosts')
  texts(build, 'cache_from')
}
