import { shortName } from '../recipe/stack-name.ts'
import type { SecretToCreate } from './action.ts'
import { commandDetail } from './details.ts'
import { type Plan, type PlannedStep, planOf, step, type FoundServices } from './plan.ts'

/** What of an app is on the server now, by exact names. */
export interface AppOnServer {
  readonly stack: string
  readonly services: readonly string[]
  readonly found: FoundServices
  /** What runs; null where nothing does, or nothing says. */
  readonly version: string | null
  readonly networks: readonly string[]
  readonly configs: readonly string[]
  /** Secrets that the recipe itself brought as files: they carry the stack's label and are sent again. */
  readonly fileSecrets: readonly string[]
  readonly volumes: readonly string[]
  /** In bytes, null where the server did not tell. */
  readonly volumeBytes: number | null
  readonly secrets: readonly SecretToCreate[]
}

export interface TurnOffFacts {
  readonly id: string
  readonly server: string
  readonly app: string
  readonly title: string
  readonly file: string
  readonly there: AppOnServer
  /** The settings file's text. */
  readonly settings: string
  /** The job that is taken back so. */
  readonly undoes: string | null
}

export function turnOffPlan(facts: TurnOffFacts): Plan {
  const { app, title, there, file, settings, undoes } = facts
  return planOf({
    ...subject(facts),
    kind: undoes === null ? 'turn-off' : 'undo',
    steps: stoppingSteps(facts),
    warnings: [{ code: 'warn-page-stops', values: { app: title } }],
    promises: [
      { code: 'promise-data-kept', values: { app: title, volumes: shortVolumes(there) } },
      { code: 'promise-settings-kept', values: { file } },
    ],
    details: [commandDetail('abra app undeploy', app)],
    undo: undoes === null ? { settings, version: there.version, copies: {} } : null,
  })
}

/**
 * Without `data`, the data and the passwords that open it stay on the server: installing the app again at the same address
 * finds both. With it, both are gone for good.
 */
export function deletePlan(facts: TurnOffFacts, data: boolean): Plan {
  const { app, title, there, file } = facts
  const { stack, services, volumes, secrets } = there
  const losing: PlannedStep[] = []
  // An app that just starts may get its volumes after this look.
  if (data && volumes.length + services.length > 0) {
    losing.push(
      step({ code: 'step-remove-volumes', values: { app: title, volumes: shortVolumes(there) } }, 2, {
        kind: 'remove-volumes',
        stack,
        volumes,
      }),
    )
  }
  if (data && secrets.length > 0) {
    const names = secrets.map((secret) => secret.name)
    losing.push(
      step({ code: 'step-remove-secrets', values: { app: title, names } }, 1, {
        kind: 'remove-secrets',
        app,
        secrets,
        keepInKeychain: false,
      }),
    )
  }
  const steps = [
    ...stoppingSteps(facts),
    ...losing,
    step({ code: 'step-remove-settings', values: { app: title, file } }, 1, { kind: 'remove-settings', app }),
  ]
  const volumesKept = { app: title, volumes: shortVolumes(there) }
  return planOf({
    ...subject(facts),
    kind: facts.undoes === null ? 'delete' : 'undo',
    steps,
    warnings: data
      ? [
          { code: 'warn-data-deleted', values: { ...volumesKept, bytes: there.volumeBytes } },
          { code: 'warn-passwords-deleted', values: { app: title, count: secrets.length } },
        ]
      : [],
    promises: data ? [] : [{ code: 'promise-data-kept', values: volumesKept }],
    destructive: data,
    details: [commandDetail('abra app undeploy', app), commandDetail('abra app remove', app)],
  })
}

function subject({ id, server, app, title, undoes, there }: TurnOffFacts) {
  return { id, server, app, title, undoes, found: there.found }
}

function shortVolumes({ stack, volumes }: AppOnServer): readonly string[] {
  return volumes.map((name) => shortName(stack, name))
}

function stoppingSteps({ title, there }: TurnOffFacts): readonly PlannedStep[] {
  const { stack, services, networks, configs, fileSecrets } = there
  const steps: PlannedStep[] = []
  if (services.length > 0) {
    const short = services.map((name) => shortName(stack, name))
    steps.push(
      step({ code: 'step-stop-services', values: { app: title, services: short } }, 10, {
        kind: 'stop-services',
        stack,
        services,
      }),
    )
  }
  if (networks.length + configs.length + fileSecrets.length > 0) {
    steps.push(
      step({ code: 'step-remove-networks', values: { app: title, networks } }, 5, {
        kind: 'remove-networks',
        stack,
        networks,
        configs,
        secrets: fileSecrets,
      }),
    )
  }
  return steps
}
