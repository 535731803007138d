import { startingSteps } from './app-steps.ts'
import { appWarnings } from './app-warnings.ts'
import { commandDetail, requestDetails } from './details.ts'
import type { FoundServices, Plan } from './plan.ts'
import type { Wanted } from './wanted.ts'

export interface TurnOnFacts {
  readonly id: string
  readonly server: string
  readonly title: string
  readonly wanted: Wanted
  readonly found: FoundServices
  readonly otherStacks: ReadonlyMap<string, string>
}

export function turnOnPlan({ id, server, title, wanted, found, otherStacks }: TurnOnFacts): Plan {
  const { app } = wanted
  const steps = startingSteps(wanted, title)
  return {
    view: {
      id,
      kind: 'turn-on',
      server,
      app,
      title,
      changes: [],
      steps: steps.map((one) => one.view),
      warnings: appWarnings(wanted, otherStacks),
      promises: [{ code: 'promise-nothing-else-changes', values: { server, app: title } }],
      destructive: false,
      room: null,
      details: [commandDetail('abra app deploy', app), ...requestDetails(wanted)],
    },
    actions: steps.map((one) => one.action),
    url: wanted.url,
    found,
  }
}
