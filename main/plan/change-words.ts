import type { Message } from '../../preload/contract/message.ts'
import { shortName } from '../recipe/stack-name.ts'
import { compareVersions, isBreaking, parseVersion, sortVersions, versionDirection } from '../recipe/version.ts'
import { addressWarnings } from './address-warnings.ts'
import { appWarnings } from './app-warnings.ts'
import type { ChangeFacts } from './change-app.ts'
import type { ServiceDifference } from './differences.ts'
import { settingsChanges } from './settings-changes.ts'

/** @param leaving full names of services that are stopped for good */
export function changesOf(
  facts: ChangeFacts,
  differences: readonly ServiceDifference[],
  leaving: ReadonlySet<string>,
): readonly Message[] {
  const { title, from, to, before, content, replaced, starts, kind } = facts
  const rotated = replaced.map(({ name }): Message => ({ code: 'change-password', values: { name } }))
  const changes: readonly Message[] = [
    ...(from === null || from === to
      ? []
      : [{ code: 'change-version', values: { app: title, from, to } } satisfies Message]),
    ...settingsChanges(before, content, new Set(facts.versionVariables), kind === 'update'),
    ...rotated,
    ...(from === null ? [] : differences.flatMap((one) => saidOf(one, facts.wanted.stack, leaving))),
  ]
  if (changes.length > 0 || kind === 'turn-on') return changes
  return starts ? [{ code: 'change-nothing', values: { app: title } }] : []
}

function saidOf(difference: ServiceDifference, stack: string, leaving: ReadonlySet<string>): readonly Message[] {
  const service = shortName(stack, difference.name)
  switch (difference.kind) {
    case 'new':
      return [{ code: 'change-new-part', values: { service } }]
    case 'left-over':
      return [{ code: leaving.has(difference.name) ? 'change-part-goes' : 'change-left-over', values: { service } }]
    case 'changed':
      return [
        ...(difference.image === null
          ? []
          : [{ code: 'change-image', values: { service, ...difference.image } } satisfies Message]),
        ...difference.aspects.map((aspect): Message => ({ code: 'change-part', values: { service, aspect } })),
      ]
  }
}

export function warningsOf(facts: ChangeFacts, differences: readonly ServiceDifference[]): readonly Message[] {
  const { title, from, to, wanted, address, undone, replaced } = facts
  const isOther = from !== null && from !== to
  const isEarlier = isOther && versionDirection(from, to) === 'go-back'
  return [
    ...breakingWarning(facts),
    ...stopWarning(differences, facts),
    ...(replaced.length > 0 && facts.kind === 'rotate'
      ? [{ code: 'warn-password-in-data', values: { app: title } } satisfies Message]
      : []),
    ...(isEarlier ? [{ code: 'warn-data-not-taken-back', values: { app: title, version: to } } satisfies Message] : []),
    ...(undone?.isFileOther === true
      ? [{ code: 'warn-settings-since', values: { app: title } } satisfies Message]
      : []),
    ...(isOther ? [{ code: 'warn-no-backup', values: { app: title } } satisfies Message] : []),
    ...(address === null ? [] : addressWarnings(wanted.env.variables.get('DOMAIN') ?? '', address)),
    ...(facts.starts ? appWarnings(wanted, facts.otherStacks) : []),
  ]
}

export function promisesOf(facts: ChangeFacts, differences: readonly ServiceDifference[]): readonly Message[] {
  const { title, from, kind, starts, server, undo } = facts
  if (kind === 'turn-on') return [{ code: 'promise-nothing-else-changes', values: { server, app: title } }]
  return [
    ...(replaced(differences).length > 0 && stopping(differences).length === 0
      ? [{ code: 'promise-parts-stay', values: { app: title } } satisfies Message]
      : []),
    ...(starts ? [] : [{ code: 'promise-stays-off', values: { app: title } } satisfies Message]),
    ...(undo === null || from === null
      ? []
      : [{ code: 'promise-undo-point', values: { app: title, version: from } } satisfies Message]),
  ]
}

function replaced(differences: readonly ServiceDifference[]) {
  return differences.filter((one) => one.kind === 'changed').filter((one) => one.restarts)
}

function stopping(differences: readonly ServiceDifference[]) {
  return replaced(differences).filter((one) => one.stopsFirst)
}

function stopWarning(differences: readonly ServiceDifference[], { wanted, title }: ChangeFacts): readonly Message[] {
  const services = stopping(differences).map(({ name }) => shortName(wanted.stack, name))
  if (services.length === 0) return []
  return [{ code: 'warn-parts-stop', values: { app: title, services, seconds: wanted.seconds } }]
}

/** Every version passed over whose recipe says that something must be done by hand. */
function breakingWarning({ title, from, to, versions }: ChangeFacts): readonly Message[] {
  if (from === null || from === to) return []
  const [first, last] =
    versionDirection(from, to) === 'update'
      ? [parseVersion(from), parseVersion(to)]
      : [parseVersion(to), parseVersion(from)]
  if (first === null || last === null) return []
  const passed = sortVersions([...new Set([from, to, ...versions])]).filter(
    (one) => compareVersions(one, first) >= 0 && compareVersions(one, last) <= 0,
  )
  const breaking = passed.filter((one, index) => index > 0 && isBreaking(passed[index - 1] ?? one, one))
  if (breaking.length === 0) return []
  return [{ code: 'warn-breaking', values: { app: title, versions: breaking.map(({ tag }) => tag) } }]
}
