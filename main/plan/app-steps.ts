import type { PlanStepView } from '../../preload/contract/plan.ts'
import type { Message } from '../../preload/contract/message.ts'
import { shortName } from '../recipe/stack-name.ts'
import type { Action } from './action.ts'
import type { Wanted } from './wanted.ts'

/** A step as it is shown together with what it does, so that the two cannot part. */
export interface PlannedStep {
  readonly view: PlanStepView
  readonly action: Action
}

export function step(message: Message, seconds: number | null, action: Action): PlannedStep {
  return { view: { message, seconds }, action }
}

/**
 * What brings an app up to what is wanted: for an install, for turning on and for every change of an app.
 * @param title what the member calls the app
 */
export function startingSteps(wanted: Wanted, title: string): readonly PlannedStep[] {
  const { app, stack, requests, services, seconds, url } = wanted
  const names = services.map((service) => service.name)
  const images = [...new Set(services.map((service) => service.image))]
  const volumes = [...new Set(services.flatMap((service) => service.volumes))].map((name) => shortName(stack, name))
  const steps = [
    step({ code: 'step-fetch-images', values: { images } }, null, { kind: 'fetch-images', images }),
    step({ code: 'step-make-places', values: { networks: requests.networks.length, volumes } }, 1, {
      kind: 'make-places',
      stack,
      networks: requests.networks,
      externalNetworks: requests.externalNetworks,
    }),
    step({ code: 'step-start-services', values: { app: title, services: names } }, 2, {
      kind: 'start-services',
      app,
      stack,
      networks: requests.networks,
      secrets: requests.secrets,
      configs: requests.configs,
      services: requests.services,
    }),
    step({ code: 'step-wait-steady', values: { app: title, services: names, seconds } }, null, {
      kind: 'wait-steady',
      app,
      stack,
      services: requests.services.map((service) => service.name),
      seconds,
    }),
  ]
  if (url === null) return steps
  return [...steps, step({ code: 'step-look-at-page', values: { address: url } }, null, { kind: 'look-at-page', url })]
}
