import { setTimeout as pause } from 'node:timers/promises'
import { Trouble } from '../../../preload/contract/failure.ts'
import type { Action } from '../../plan/action.ts'
import type { Performance, Surroundings } from '../perform.ts'

const askEvery = 300
/** Docker takes networks away behind the answer, after the last container has let go. */
const patience = 60_000

/** Removes exactly the named networks, configs and secrets and waits until they are gone, so that the app can be turned on at once. */
export async function* removeNetworks(
  { stack, networks, configs, secrets }: Extract<Action, { kind: 'remove-networks' }>,
  { engine, signal, now }: Surroundings,
): Performance {
  const docker = await engine(signal)
  const configNames = new Set(configs)
  const presentConfigs = (await docker.configs({ stack }, signal)).filter((config) => configNames.has(config.name))
  await Promise.all(presentConfigs.map((config) => docker.removeConfig(config.id, signal)))
  const secretNames = new Set(secrets)
  const presentSecrets = (await docker.secrets({ stack }, signal)).filter((secret) => secretNames.has(secret.name))
  await Promise.all(presentSecrets.map((secret) => docker.removeSecret(secret.id, signal)))

  const names = new Set(networks)
  const began = now()
  for (;;) {
    const present = (await docker.networks({ stack }, signal)).filter((network) => names.has(network.name))
    if (present.length === 0) return null
    const refused = (await Promise.all(present.map((one) => refusal(docker.removeNetwork(one.id, signal))))).find(
      (failure) => failure !== null,
    )
    if (refused !== undefined && now() - began > patience) throw refused
    yield { note: null, progress: null }
    await pause(askEvery, undefined, { signal })
  }
}

/** "has active endpoints" passes when the last container is gone; anything else is passed on. */
async function refusal(removal: Promise<boolean>): Promise<Trouble | null> {
  try {
    await removal
    return null
  } catch (error) {
    if (error instanceof Trouble && error.failure.code === 'engine-refused') return error
    throw error
  }
}
