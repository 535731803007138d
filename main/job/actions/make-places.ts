import { Trouble } from '../../../preload/contract/failure.ts'
import type { Engine } from '../../outside/docker/engine.ts'
import type { Action } from '../../plan/action.ts'
import { isOvertaken } from '../overtaken.ts'
import type { Performance, Surroundings } from '../perform.ts'

type Networks = Extract<Action, { kind: 'make-places' }>['networks']

/** Makes an app's own networks. Volumes are made by the swarm when the app starts. */
export async function* makePlaces(
  { networks, externalNetworks }: Extract<Action, { kind: 'make-places' }>,
  { engine, signal }: Surroundings,
): Performance {
  const docker = await engine(signal)
  const present = new Map((await docker.networks({}, signal)).map((network) => [network.name, network]))
  for (const name of externalNetworks) {
    if (present.get(name)?.scope !== 'swarm') throw new Trouble({ code: 'network-missing', facts: { network: name } })
  }
  const missing = networks.filter(({ name }) => !present.has(name))
  await createNetworks(docker, missing, signal)
  return missing.length === 0 && networks.length > 0 ? { code: 'note-already-done', values: {} } : null
}

/** Makes those that are not there. */
export async function makeNetworks(docker: Engine, networks: Networks, signal: AbortSignal): Promise<void> {
  const present = new Set((await docker.networks({}, signal)).map(({ name }) => name))
  await createNetworks(
    docker,
    networks.filter(({ name }) => !present.has(name)),
    signal,
  )
}

async function createNetworks(docker: Engine, networks: Networks, signal: AbortSignal): Promise<void> {
  await Promise.all(
    networks.map(async ({ body }) => {
      try {
        await docker.createNetwork(body, signal)
      } catch (error) {
        // Whoever made it: it is there.
        if (!isOvertaken(error)) throw error
      }
    }),
  )
}
