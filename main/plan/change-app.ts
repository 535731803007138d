import type { AddressCheck } from '../../preload/contract/install.ts'
import { shortName } from '../recipe/stack-name.ts'
import type { SecretToCreate } from './action.ts'
import { secretsSteps, startingSteps } from './app-steps.ts'
import { changeDetails } from './change-details.ts'
import { changesOf, promisesOf, warningsOf } from './change-words.ts'
import { type PresentService, type ServiceDifference, serviceDifferences } from './differences.ts'
import { type FoundServices, type Plan, type PlannedStep, planOf, step, type UndoPoint } from './plan.ts'
import type { Wanted } from './wanted.ts'

export type ChangeKind = 'update' | 'go-back' | 'change-settings' | 'rotate' | 'turn-on' | 'undo'

export interface ChangeFacts {
  readonly id: string
  readonly kind: ChangeKind
  readonly server: string
  readonly title: string
  /** What the app runs now; null while it is off. */
  readonly from: string | null
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
  /** Passwords that are needed and the server lacks. */
  readonly secrets: readonly SecretToCreate[]
  /** Passwords that others take the place of: they go once the app has come to rest. */
  readonly replaced: readonly SecretToCreate[]
  /** The settings that hold their versions. */
  readonly versionVariables: readonly string[]
  readonly keepInKeychain: boolean
  /** Where a new web address leads; null where the address stays. */
  readonly address: AddressCheck | null
  readonly otherStacks: ReadonlyMap<string, string>
  /** An app that is off is only started where this is asked for. */
  readonly starts: boolean
  readonly found: FoundServices
  readonly undo: UndoPoint | null
  readonly undone: UndoneJob | null
}

/** The job that a plan takes back. */
export interface UndoneJob {
  readonly id: string
  /** Services that it sent, by full name: those that are not wanted any more go. */
  readonly services: readonly string[]
  /** The settings file was changed by something else since. */
  readonly isFileOther: boolean
}

/** Brings an app from what it is to what is wanted: every change that keeps the app is one of these. */
export function changeAppPlan(facts: ChangeFacts): Plan {
  const { id, kind, server, title, wanted } = facts
  const differences = facts.starts ? serviceDifferences(facts.present, wanted.requests.services, facts.networks) : []
  const leaving = leavingServices(facts, differences)
  const steps = changeSteps(facts, leaving)
  return planOf({
    id,
    kind,
    server,
    app: wanted.app,
    title,
    changes: changesOf(facts, differences, new Set(leaving)),
    steps,
    warnings: warningsOf(facts, differences),
    promises: promisesOf(facts, differences),
    details: changeDetails(facts),
    url: facts.starts ? wanted.url : null,
    undo: facts.undo,
    found: facts.found,
    undoes: facts.undone?.id ?? null,
    back: wayBack(facts, differences),
  })
}

/** What the job that is taken back had brought and nobody wants any more. Other left-overs stay, as with abra. */
function leavingServices({ undone }: ChangeFacts, differences: readonly ServiceDifference[]): readonly string[] {
  const brought = new Set(undone?.services)
  return differences.filter((one) => one.kind === 'left-over' && brought.has(one.name)).map(({ name }) => name)
}

/** The settings are written once nothing but the start itself can fail, so that they say what runs. */
function changeSteps(facts: ChangeFacts, leaving: readonly string[]): readonly PlannedStep[] {
  const { wanted, title, server, before, content, secrets, replaced, keepInKeychain, present } = facts
  const { app } = wanted
  const write = before === content ? [] : [writing(facts, before, content)]
  const keep = secretsSteps(server, app, secrets, keepInKeychain)
  if (!facts.starts) return [...keep, ...write]
  const starting = startingSteps(wanted, title).flatMap((one) => {
    if (one.action.kind !== 'start-services') return [one]
    const services = wanted.services.map((service) => service.name)
    const change =
      present.length === 0
        ? one
        : step({ code: 'step-change-services', values: { app: title, services } }, one.view.seconds, one.action)
    return [...write, change, ...stopping(facts, leaving)]
  })
  return [...keep, ...starting, ...removing(facts, replaced)]
}

function writing({ wanted, title, server, file }: ChangeFacts, replaces: string, content: string): PlannedStep {
  const { app } = wanted
  return step({ code: 'step-write-settings', values: { app: title, file } }, 1, {
    kind: 'write-settings',
    server,
    app,
    content,
    replaces,
  })
}

function stopping({ wanted, title }: ChangeFacts, services: readonly string[]): readonly PlannedStep[] {
  if (services.length === 0) return []
  const { stack } = wanted
  const short = services.map((name) => shortName(stack, name))
  return [
    step({ code: 'step-stop-services', values: { app: title, services: short } }, 10, {
      kind: 'stop-services',
      stack,
      services,
    }),
  ]
}

/** What the keychain has of them stays: it is the way back. */
function removing({ wanted, title }: ChangeFacts, secrets: readonly SecretToCreate[]): readonly PlannedStep[] {
  if (secrets.length === 0) return []
  const { app } = wanted
  const names = secrets.map(({ name }) => name)
  return [
    step({ code: 'step-remove-old-secrets', values: { app: title, names } }, 1, {
      kind: 'remove-secrets',
      app,
      secrets,
      keepInKeychain: true,
    }),
  ]
}

/** Exactly what the server has now, so that it needs neither the recipe nor the settings. Nothing runs, nothing to return to. */
function wayBack(facts: ChangeFacts, differences: readonly ServiceDifference[]): readonly PlannedStep[] | null {
  const { wanted, title, before, content, present, secrets } = facts
  if (!facts.starts || present.length === 0) return null
  const { app, stack, seconds } = wanted
  const names = present.map(({ name }) => shortName(stack, name))
  const fresh = differences.filter(({ kind }) => kind === 'new').map(({ name }) => name)
  const restore = step({ code: 'step-restore-services', values: { app: title, services: names } }, 2, {
    kind: 'restore-services',
    stack,
    services: present.map(({ name, specification }) => ({ name, specification })),
  })
  const wait = step({ code: 'step-wait-steady', values: { app: title, services: names, seconds } }, null, {
    kind: 'wait-steady',
    app,
    stack,
    services: present.map(({ name }) => name),
    seconds,
  })
  const fallen = step(
    { code: 'step-remove-new-secrets', values: { app: title, names: secrets.map(({ name }) => name) } },
    1,
    // Some came from there: they are the only ones that fit what they open.
    { kind: 'remove-secrets', app, secrets, keepInKeychain: true },
  )
  return [
    ...(before === content ? [] : [writing(facts, content, before)]),
    restore,
    ...stopping(facts, fresh),
    wait,
    ...(secrets.length === 0 ? [] : [fallen]),
  ]
}
