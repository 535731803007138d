import type { Message } from '../../preload/contract/message.ts'
import { compareVersions, isBreaking, parseVersion, sortVersions } from '../recipe/version.ts'
import { shortName } from '../recipe/stack-name.ts'
import type { SecretToCreate } from './action.ts'
import { type PlannedStep, startingSteps, step } from './app-steps.ts'
import { appWarnings } from './app-warnings.ts'
import { commandDetail, requestDetails } from './details.ts'
import { type PresentService, type ServiceDifference, serviceDifferences } from './differences.ts'
import type { Plan } from './plan.ts'
import type { Wanted } from './wanted.ts'

export interface ChangeVersionFacts {
  readonly id: string
  readonly server: string
  readonly title: string
  /** What the app runs now. */
  readonly from: string
  readonly to: string
  /** All versions of the recipe. */
  readonly versions: readonly string[]
  readonly wanted: Wanted
  readonly present: readonly PresentService[]
  /** Names of the server's networks by id. */
  readonly networks: ReadonlyMap<string, string>
  /** The settings file, as it is and as it will be. */
  readonly file: string
  readonly before: string
  readonly content: string
  /** Settings that the newer version brings. */
  readonly added: readonly string[]
  /** Passwords that it needs and the server lacks. */
  readonly secrets: readonly SecretToCreate[]
  readonly keepInKeychain: boolean
  readonly otherStacks: ReadonlyMap<string, string>
}

/** `update`, or `go-back` where the version is older; what is no recipe version, such as a commit, counts as newer. */
export function versionDirection(from: string, to: string): 'update' | 'go-back' {
  const [before, after] = [parseVersion(from), parseVersion(to)]
  return before !== null && after !== null && compareVersions(after, before) < 0 ? 'go-back' : 'update'
}

export function changeVersionPlan(facts: ChangeVersionFacts): Plan {
  const { id, server, title, from, to, wanted, file, content } = facts
  const { app, stack } = wanted
  const kind = versionDirection(from, to)
  const differences = serviceDifferences(facts.present, wanted.requests.services, facts.networks)
  const steps = changeSteps(facts)
  return {
    view: {
      id,
      kind,
      server,
      app,
      title,
      changes: [
        { code: 'change-version', values: { app: title, from, to } },
        ...differences.flatMap((one) => saidOf(one, stack)),
        ...(facts.added.length > 0
          ? [{ code: 'change-new-settings', values: { keys: facts.added } } satisfies Message]
          : []),
      ],
      steps: steps.map((one) => one.view),
      warnings: [
        ...breakingWarning(facts, kind),
        ...stopWarning(differences, facts),
        ...(kind === 'go-back'
          ? [{ code: 'warn-data-not-taken-back', values: { app: title, version: to } } satisfies Message]
          : []),
        { code: 'warn-no-backup', values: { app: title } },
        ...appWarnings(wanted, facts.otherStacks),
      ],
      promises: [
        ...(replaced(differences).length > 0 && stopping(differences).length === 0
          ? [{ code: 'promise-parts-stay', values: { app: title } } satisfies Message]
          : []),
        { code: 'promise-undo-point', values: { app: title, version: from } },
      ],
      destructive: false,
      room: null,
      details: [
        commandDetail(kind === 'update' ? 'abra app upgrade' : 'abra app rollback', app, to),
        { kind: 'file', path: file, content },
        ...requestDetails(wanted),
      ],
    },
    actions: steps.map((one) => one.action),
    url: wanted.url,
  }
}

/** The settings are written once nothing but the start itself can fail, so that they say what runs. */
function changeSteps(facts: ChangeVersionFacts): readonly PlannedStep[] {
  const { wanted, title, server, file, before, content, secrets, keepInKeychain } = facts
  const { app } = wanted
  const write = step({ code: 'step-write-settings', values: { app: title, file } }, 1, {
    kind: 'write-settings',
    server,
    app,
    content,
    replaces: before,
  })
  const names = secrets.map((secret) => secret.name)
  const keep = step(
    { code: 'step-create-secrets', values: { server, count: names.length, names, inKeychain: keepInKeychain } },
    1,
    {
      kind: 'create-secrets',
      app,
      secrets,
      keepInKeychain,
    },
  )
  const starting = startingSteps(wanted, title).flatMap((one) => {
    if (one.action.kind !== 'start-services') return [one]
    const services = wanted.services.map((service) => service.name)
    const change = step(
      { code: 'step-change-services', values: { app: title, services } },
      one.view.seconds,
      one.action,
    )
    return before === content ? [change] : [write, change]
  })
  return secrets.length > 0 ? [keep, ...starting] : starting
}

function saidOf(difference: ServiceDifference, stack: string): readonly Message[] {
  const service = shortName(stack, difference.name)
  switch (difference.kind) {
    case 'new':
      return [{ code: 'change-new-part', values: { service } }]
    case 'left-over':
      return [{ code: 'change-left-over', values: { service } }]
    case 'changed':
      return [
        ...(difference.image === null
          ? []
          : [{ code: 'change-image', values: { service, ...difference.image } } satisfies Message]),
        ...difference.aspects.map((aspect): Message => ({ code: 'change-part', values: { service, aspect } })),
      ]
  }
}

function replaced(differences: readonly ServiceDifference[]) {
  return differences.filter((one) => one.kind === 'changed').filter((one) => one.restarts)
}

function stopping(differences: readonly ServiceDifference[]) {
  return replaced(differences).filter((one) => one.stopsFirst)
}

function stopWarning(
  differences: readonly ServiceDifference[],
  { wanted, title }: ChangeVersionFacts,
): readonly Message[] {
  const services = stopping(differences).map(({ name }) => shortName(wanted.stack, name))
  if (services.length === 0) return []
  return [{ code: 'warn-parts-stop', values: { app: title, services, seconds: wanted.seconds } }]
}

/** Every version passed over whose recipe says that something must be done by hand. */
function breakingWarning(
  { title, from, to, versions }: ChangeVersionFacts,
  kind: 'update' | 'go-back',
): readonly Message[] {
  const [first, last] =
    kind === 'update' ? [parseVersion(from), parseVersion(to)] : [parseVersion(to), parseVersion(from)]
  if (first === null || last === null) return []
  const passed = sortVersions([...new Set([from, to, ...versions])]).filter(
    (one) => compareVersions(one, first) >= 0 && compareVersions(one, last) <= 0,
  )
  const breaking = passed.filter((one, index) => index > 0 && isBreaking(passed[index - 1] ?? one, one))
  if (breaking.length === 0) return []
  return [{ code: 'warn-breaking', values: { app: title, versions: breaking.map(({ tag }) => tag) } }]
}
