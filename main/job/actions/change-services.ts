import type { Engine } from '../../outside/docker/engine.ts'
import type { ServiceRequest, SwarmService } from '../../outside/docker/services.ts'
import type { Action, Specification } from '../../plan/action.ts'
import type { Performance, Surroundings } from '../perform.ts'

/** Gives services the specifications that they had before; one that is gone is made again. */
export async function* restoreServices(
  { stack, services }: Extract<Action, { kind: 'restore-services' }>,
  { engine, signal }: Surroundings,
): Performance {
  const docker = await engine(signal)
  const present = await servicesOf(docker, stack, signal)
  await Promise.all(
    services.map(async ({ name, specification }) => {
      const there = present.get(name)
      const body = requestOf(name, specification)
      if (there === undefined) await docker.createService(body, signal)
      else await docker.updateService(there, body, signal)
    }),
  )
  return null
}

/** Starts services anew, one container after the other, as their own rules for updates say; those that were are left alone. */
export async function* restartServices(
  { stack, services }: Extract<Action, { kind: 'restart-services' }>,
  { engine, signal }: Surroundings,
): Performance {
  const docker = await engine(signal)
  const present = await servicesOf(docker, stack, signal)
  await Promise.all(
    services.map(async ({ name, forceUpdate }) => {
      const there = present.get(name)
      if (there === undefined || there.forceUpdate >= forceUpdate) return
      await docker.updateService(there, requestOf(name, there.specification), signal, forceUpdate)
    }),
  )
  return null
}

/** Only the number of copies changes. */
export async function* scaleServices(
  { stack, services }: Extract<Action, { kind: 'scale-services' }>,
  { engine, signal }: Surroundings,
): Performance {
  const docker = await engine(signal)
  const present = await servicesOf(docker, stack, signal)
  await Promise.all(
    services.map(async ({ name, copies }) => {
      const there = present.get(name)
      if (there?.mode.kind !== 'replicated' || there.mode.replicas === copies) return
      const body = { ...requestOf(name, there.specification), Mode: { Replicated: { Replicas: copies } } }
      await docker.updateService(there, body, signal)
    }),
  )
  return null
}

async function servicesOf(
  docker: Engine,
  stack: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, SwarmService>> {
  return new Map((await docker.services({ stack }, signal)).map((service) => [service.name, service]))
}

function requestOf(name: string, { TaskTemplate, ...rest }: Specification): ServiceRequest {
  return { ...rest, Name: name, TaskTemplate: typeof TaskTemplate === 'object' ? { ...TaskTemplate } : {} }
}
