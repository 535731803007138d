import { type Options, items, optionsOf, pairs, size, text, textOf, within } from './read-option.ts'

/**
 * Checks the `x-cluster-spec` of a volume. A stack makes no cluster volumes, but Docker decodes what is written there:
 * before version 3.10 of the format that is the only check. Throws ComposeError.
 */
export function checkClusterSpec(spec: Options): void {
  for (const name of ['group', 'availability']) text(spec, name)
  checkAccessMode(within(spec, 'access_mode'))
  const requirements = within(spec, 'accessibility_requirements')
  for (const name of ['requisite', 'preferred']) {
    for (const topology of requirements === undefined ? [] : members(requirements, name)) pairs(topology, 'segments')
  }
  const range = within(spec, 'capacity_range')
  for (const name of ['required_bytes', 'limit_bytes']) if (range !== undefined) size(range, name)
  for (const secret of members(spec, 'secrets')) for (const name of ['key', 'secret']) text(secret, name)
}

function checkAccessMode(access: Options | undefined): void {
  if (access === undefined) return
  for (const name of ['scope', 'sharing']) text(access, name)
  within(access, 'block_volume')
  const mount = within(access, 'mount_volume')
  if (mount === undefined) return
  text(mount, 'fs_type')
  for (const { value, path } of items(mount, 'mount_flags') ?? []) if (value.kind !== 'null') textOf(value, path)
}

function members(options: Options, name: string): readonly Options[] {
  return (items(options, name) ?? []).flatMap(({ value, path }) =>
    value.kind === 'null' ? [] : [optionsOf(value, path)],
  )
}
