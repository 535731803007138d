import type { SecretToCreate } from './action.ts'
import { shortName } from '../recipe/stack-name.ts'
import { type PlannedStep, step } from './plan.ts'
import type { Wanted } from './wanted.ts'

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

/** Puts passwords on the server, where there are any to put. */
export function secretsSteps(
  server: string,
  app: string,
  secrets: readonly SecretToCreate[],
  keepInKeychain: boolean,
): readonly PlannedStep[] {
  if (secrets.length === 0) return []
  const names = secrets.map(({ name }) => name)
  return [
    step(
      { code: 'step-create-secrets', values: { server, count: names.length, names, inKeychain: keepInKeychain } },
      1,
      {
        kind: 'create-secrets',
        app,
        secrets,
        keepInKeychain,
      },
    ),
  ]
}
