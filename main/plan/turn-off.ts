import type { Message } from '../../preload/contract/message.ts'
import { shortName } from '../recipe/stack-name.ts'
import type { SecretToCreate } from './action.ts'
import { type PlannedStep, step } from './app-steps.ts'
import { commandDetail } from './details.ts'
import type { FoundServices, Plan } from './plan.ts'

/** What of an app is on the server now, by exact names. */
export interface AppOnServer {
  readonly stack: string
  readonly services: readonly string[]
  readonly found: FoundServices
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
}

export function turnOffPlan(facts: TurnOffFacts): Plan {
  const { app, title, there, file } = facts
  const warnings: readonly Message[] = [{ code: 'warn-page-stops', values: { app: title } }]
  const promises: readonly Message[] = [
    { code: 'promise-data-kept', values: { app: title, volumes: shortVolumes(there) } },
    { code: 'promise-settings-kept', values: { file } },
  ]
  return planOf('turn-off', facts, stoppingSteps(facts), { warnings, promises, destructive: false }, [
    commandDetail('abra app undeploy', app),
  ])
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
      step({ code: 'step-remove-secrets', values: { app: title, names } }, 1, { kind: 'remove-secrets', app, secrets }),
    )
  }
  const steps = [
    ...stoppingSteps(facts),
    ...losing,
    step({ code: 'step-remove-settings', values: { app: title, file } }, 1, { kind: 'remove-settings', app }),
  ]
  const lost: readonly Message[] = [
    { code: 'warn-data-deleted', values: { app: title, volumes: shortVolumes(there), bytes: there.volumeBytes } },
    { code: 'warn-passwords-deleted', values: { app: title, count: secrets.length } },
  ]
  const kept: readonly Message[] = [{ code: 'promise-data-kept', values: { app: title, volumes: shortVolumes(there) } }]
  const said = data
    ? { warnings: lost, promises: [], destructive: true }
    : { warnings: [], promises: kept, destructive: false }
  return planOf('delete', facts, steps, said, [
    commandDetail('abra app undeploy', app),
    commandDetail('abra app remove', app),
  ])
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

function planOf(
  kind: 'turn-off' | 'delete',
  { id, server, app, title, there }: TurnOffFacts,
  steps: readonly PlannedStep[],
  said: Pick<Plan['view'], 'warnings' | 'promises' | 'destructive'>,
  details: Plan['view']['details'],
): Plan {
  return {
    view: {
      id,
      kind,
      server,
      app,
      title,
      changes: [],
      steps: steps.map((one) => one.view),
      ...said,
      room: null,
      details,
    },
    actions: steps.map((one) => one.action),
    url: null,
    found: there.found,
  }
}
