import { setTimeout as pause } from 'node:timers/promises'
import type { ServiceBody } from '../../compose/engine-bodies.ts'
import { pinnedImage } from '../../compose/pinned-image.ts'
import { changedConfigs } from '../../plan/changed-configs.ts'
import { isSame } from '../../plan/differences.ts'
import type { Engine } from '../../outside/docker/engine.ts'
import type { Distribution } from '../../outside/docker/images.ts'
import type { SwarmService } from '../../outside/docker/services.ts'
import { Trouble } from '../../../preload/contract/failure.ts'
import type { Action } from '../../plan/action.ts'
import type { Performance, Surroundings } from '../perform.ts'
import { isOvertaken } from '../overtaken.ts'
import { makeNetworks } from './make-places.ts'

/**
 * Sends an app's configs and services as `docker stack deploy --resolve-image=always` does (abra.md §5.5): what is there is
 * updated, an unchanged service does not restart, images are pinned to the digest that the registry tells now.
 */
export async function* startServices(
  action: Extract<Action, { kind: 'start-services' }>,
  { engine, signal, now, again }: Surroundings,
): Performance {
  const docker = await engine(signal)
  const images = [...new Set(action.services.map(({ body }) => body.TaskTemplate.ContainerSpec.Image))]
  const [present, secrets, configs, pins] = await Promise.all([
    docker.services({ stack: action.stack }, signal),
    docker.secrets({}, signal),
    docker.configs({}, signal),
    Promise.all(images.map(async (image) => [image, await docker.distribution(image, signal)] as const)),
  ])

  const changed = changedConfigs(action.configs, configs)
  const [config] = changed
  if (config !== undefined) throw new Trouble({ code: 'config-changed', facts: { app: action.app, config } })
  const ids = new Map([
    ...secrets.map((secret) => [`secret:${secret.name}`, secret.id] as const),
    ...configs.map((one) => [`config:${one.name}`, one.id] as const),
  ])
  try {
    await Promise.all([
      ...action.secrets
        .filter(({ name }) => !ids.has(`secret:${name}`))
        .map(async ({ name, body }) => ids.set(`secret:${name}`, await docker.createSecret(body, signal))),
      ...action.configs
        .filter(({ name }) => !ids.has(`config:${name}`))
        .map(async ({ name, body }) => ids.set(`config:${name}`, await docker.createConfig(body, signal))),
    ])
  } catch (error) {
    throw isOvertaken(error) && !again ? outdated(action.app) : error
  }

  const pinOf = new Map(pins)
  const wanted = action.services.map(({ name, body }) => ({
    name,
    body: withIds(pinned(body, pinOf), ids, action.app),
  }))
  const began = now()
  let mayBeSent = again
  for (let current = present; ; current = await docker.services({ stack: action.stack }, signal)) {
    const unsent = mayBeSent ? await withoutSent(docker, wanted, current, signal) : wanted
    const refused = await send(docker, unsent, current, signal)
    if (refused === null) return null
    // An earlier attempt that was given up may arrive as late as this one; a first attempt has met somebody else's.
    if (isOvertaken(refused) && !mayBeSent) throw outdated(action.app)
    if (!(isNetworkGone(refused) || isOvertaken(refused)) || now() - began > patience) throw refused
    yield { note: null, progress: null }
    await pause(askEvery, undefined, { signal })
    // Docker takes the networks of a stack away behind its answer: one that was there a moment ago is made anew.
    if (isNetworkGone(refused)) await makeNetworks(docker, action.networks, signal)
    mayBeSent = true
  }
}

/** What arrived before is not sent again: the swarm would forget what it could go back to should the new containers fail. */
async function withoutSent(
  docker: Engine,
  wanted: readonly Wanted[],
  present: readonly SwarmService[],
  signal: AbortSignal,
): Promise<readonly Wanted[]> {
  const names = new Map((await docker.networks({}, signal)).map(({ id, name }) => [id, name]))
  const there = new Map(present.map((service) => [service.name, service]))
  return wanted.filter(({ name, body }) => {
    const service = there.get(name)
    return service === undefined || !isSame(service, body, names)
  })
}

const askEvery = 500
const patience = 60_000

interface Wanted {
  readonly name: string
  readonly body: ServiceBody
}

/** Answers what one of them was refused with, once all were sent; another trouble than a network that is gone comes first. */
async function send(
  docker: Engine,
  wanted: readonly Wanted[],
  present: readonly SwarmService[],
  signal: AbortSignal,
): Promise<Trouble | null> {
  const current = new Map(present.map((service) => [service.name, service]))
  const refused = await Promise.all(
    wanted.map(async ({ name, body }) => {
      const there = current.get(name)
      try {
        if (there === undefined) await docker.createService(body, signal)
        else await docker.updateService(there, body, signal)
        return null
      } catch (error) {
        if (error instanceof Trouble) return error
        throw error
      }
    }),
  )
  const troubles = refused.filter((trouble) => trouble !== null)
  return troubles.find((trouble) => !isNetworkGone(trouble)) ?? troubles[0] ?? null
}

function outdated(app: string): Trouble {
  return new Trouble({ code: 'plan-outdated', facts: { app } })
}

function isNetworkGone(error: Trouble): boolean {
  if (error.failure.code !== 'engine-refused') return false
  return /\bnetwork\b.*\bnot (?:be )?found\b/i.test(error.failure.facts.detail)
}

function pinned(body: ServiceBody, pins: ReadonlyMap<string, Distribution | null>): ServiceBody {
  const { ContainerSpec, Placement } = body.TaskTemplate
  const pin = pins.get(ContainerSpec.Image)
  if (pin === undefined || pin === null) return body
  return {
    ...body,
    TaskTemplate: {
      ...body.TaskTemplate,
      ContainerSpec: { ...ContainerSpec, Image: pinnedImage(ContainerSpec.Image, pin.digest) },
      Placement: pin.platforms.length > 0 ? { ...Placement, Platforms: pin.platforms } : Placement,
    },
  }
}

/** Puts the server's ids where the plan could only name things. */
function withIds(body: ServiceBody, ids: ReadonlyMap<string, string>, app: string): ServiceBody {
  const { ContainerSpec } = body.TaskTemplate
  const idOf = (reference: string, name: string) => {
    const id = ids.get(reference)
    if (id === undefined) throw new Trouble({ code: 'secret-missing', facts: { app, secrets: [name] } })
    return id
  }
  return {
    ...body,
    TaskTemplate: {
      ...body.TaskTemplate,
      ContainerSpec: {
        ...ContainerSpec,
        Secrets: ContainerSpec.Secrets?.map((one) => ({ ...one, SecretID: idOf(one.SecretID, one.SecretName) })),
        Configs: ContainerSpec.Configs?.map((one) => ({ ...one, ConfigID: idOf(one.ConfigID, one.ConfigName) })),
      },
    },
  }
}
