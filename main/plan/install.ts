import type { AddressCheck } from '../../preload/contract/install.ts'
import type { SecretToCreate } from './action.ts'
import { addressWarnings } from './address-warnings.ts'
import { secretsSteps, startingSteps } from './app-steps.ts'
import { appWarnings } from './app-warnings.ts'
import { commandDetail, requestDetails } from './details.ts'
import { type FoundServices, type Plan, type PlannedStep, planOf, step } from './plan.ts'
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
  readonly found: FoundServices | null
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
    ...secretsSteps(server, app, secrets, facts.keepInKeychain),
    ...startingSteps(wanted, title),
  ]
  return planOf({
    id: facts.id,
    kind: 'install',
    server,
    app,
    title,
    steps,
    warnings: [...addressWarnings(app, facts.address), ...appWarnings(wanted, facts.otherStacks)],
    promises: [{ code: 'promise-nothing-else-changes', values: { server, app: title } }],
    details: [
      commandDetail('abra app new', facts.recipe, facts.version, `--server ${server} --domain ${app} --secrets`),
      commandDetail('abra app deploy', app),
      { kind: 'file', path: facts.file, content: facts.content },
      ...requestDetails(wanted),
    ],
    url: wanted.url,
    found: facts.found,
    undo: { settings: null, version: null, copies: {} },
  })
}
