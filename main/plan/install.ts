import type { AddressCheck } from '../../preload/contract/install.ts'
import type { Message } from '../../preload/contract/message.ts'
import type { SecretToCreate } from './action.ts'
import { type PlannedStep, startingSteps, step } from './app-steps.ts'
import { appWarnings } from './app-warnings.ts'
import { commandDetail, requestDetails } from './details.ts'
import type { Plan } from './plan.ts'
import type { Wanted } from './wanted.ts'

export interface InstallFacts {
  readonly id: string
  readonly server: string
  readonly title: string
  readonly recipe: string
  readonly version: string
  readonly wanted: Wanted
  /** The settings file that will be written. */
  readonly file: string
  readonly content: string
  /** What an unfinished install wrote there. */
  readonly replaces: string | null
  readonly secrets: readonly SecretToCreate[]
  readonly keepInKeychain: boolean
  readonly address: AddressCheck
  /** Stack names of the other apps here, with the apps they belong to. */
  readonly otherStacks: ReadonlyMap<string, string>
}

export function installPlan(facts: InstallFacts): Plan {
  const { wanted, server, secrets, title } = facts
  const { app } = wanted
  const steps: readonly PlannedStep[] = [
    step({ code: 'step-write-settings', values: { app: title, file: facts.file } }, 1, {
      kind: 'write-settings',
      server,
      app,
      content: facts.content,
      replaces: facts.replaces,
    }),
    ...(secrets.length === 0 ? [] : [secretsStep(facts)]),
    ...startingSteps(wanted, title),
  ]
  return {
    view: {
      id: facts.id,
      kind: 'install',
      server,
      app,
      title,
      changes: [],
      steps: steps.map((one) => one.view),
      warnings: [...addressWarnings(app, facts.address), ...appWarnings(wanted, facts.otherStacks)],
      promises: [{ code: 'promise-nothing-else-changes', values: { server, app: title } }],
      destructive: false,
      room: null,
      details: [
        commandDetail('abra app new', facts.recipe, facts.version, `--server ${server} --domain ${app} --secrets`),
        commandDetail('abra app deploy', app),
        { kind: 'file', path: facts.file, content: facts.content },
        ...requestDetails(wanted),
      ],
    },
    actions: steps.map((one) => one.action),
    url: wanted.url,
  }
}

function secretsStep({ server, secrets, keepInKeychain, wanted }: InstallFacts): PlannedStep {
  const names = secrets.map((secret) => secret.name)
  return step(
    { code: 'step-create-secrets', values: { server, count: names.length, names, inKeychain: keepInKeychain } },
    1,
    {
      kind: 'create-secrets',
      app: wanted.app,
      secrets,
      keepInKeychain,
    },
  )
}

function addressWarnings(domain: string, check: AddressCheck): readonly Message[] {
  switch (check.kind) {
    case 'points-here':
    case 'cannot-tell':
      return []
    case 'points-elsewhere':
      return [
        {
          code: 'warn-address-not-pointing',
          values: { domain, found: check.found, wanted: check.wanted.map((record) => record.value) },
        },
      ]
    case 'not-found':
      return [{ code: 'warn-address-unknown', values: { domain, wanted: check.wanted.map((record) => record.value) } }]
  }
}
