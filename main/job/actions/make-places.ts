import { Trouble } from '../../../preload/contract/failure.ts'
import type { Action } from '../../plan/action.ts'
import type { Performance, Surroundings } from '../perform.ts'

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
  await Promise.all(missing.map(({ body }) => docker.createNetwork(body, signal)))
  return missing.length === 0 && networks.length > 0 ? { code: 'note-already-done', values: {} } : null
}
