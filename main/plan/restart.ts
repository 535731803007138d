import type { Message } from '../../preload/contract/message.ts'
import { shortName } from '../recipe/stack-name.ts'
import { commandDetail } from './details.ts'
import { type FoundServices, type Plan, planOf, step } from './plan.ts'

export interface RunningService {
  /** Full name. */
  readonly name: string
  readonly forceUpdate: number
  /** The old container goes before the new one comes. */
  readonly stopsFirst: boolean
}

export interface RestartFacts {
  readonly id: string
  readonly server: string
  readonly app: string
  readonly title: string
  readonly stack: string
  readonly services: readonly RunningService[]
  /** Until the app is called late. */
  readonly seconds: number
  readonly found: FoundServices
}

/** Every container is started anew; nothing of the app is changed. */
export function restartPlan({ services, stack, title, seconds, ...facts }: RestartFacts): Plan {
  const { app } = facts
  const names = services.map(({ name }) => shortName(stack, name))
  const stopped = services.filter(({ stopsFirst }) => stopsFirst).map(({ name }) => shortName(stack, name))
  const warnings: readonly Message[] =
    stopped.length === 0 ? [] : [{ code: 'warn-parts-stop', values: { app: title, services: stopped, seconds } }]
  return planOf({
    ...facts,
    kind: 'restart',
    title,
    steps: [
      step({ code: 'step-restart-services', values: { app: title, services: names } }, 2, {
        kind: 'restart-services',
        stack,
        services: services.map(({ name, forceUpdate }) => ({ name, forceUpdate: forceUpdate + 1 })),
      }),
      step({ code: 'step-wait-steady', values: { app: title, services: names, seconds } }, null, {
        kind: 'wait-steady',
        app,
        stack,
        services: services.map(({ name }) => name),
        seconds,
      }),
    ],
    warnings,
    promises: [{ code: 'promise-nothing-changes', values: { app: title } }],
    details: services.map(({ name }) => commandDetail('docker service update --force', name)),
  })
}
