import type { Action } from '../../plan/action.ts'
import type { Performance, Surroundings } from '../perform.ts'

/** Makes the server a swarm of one machine where it is none. */
export async function* startSwarm(
  { address }: Extract<Action, { kind: 'start-swarm' }>,
  { engine, signal }: Surroundings,
): Performance {
  const docker = await engine(signal)
  const { swarm } = await docker.info(signal)
  if (swarm.kind !== 'off') return { code: 'note-already-done', values: {} }
  await docker.swarmInit(address, signal)
  return null
}

/** The shared network through which the proxy reaches apps: `docker network create -d overlay proxy` (abra.md §8). */
export async function* createProxyNetwork({ engine, signal }: Surroundings): Performance {
  const docker = await engine(signal)
  if ((await docker.network('proxy', signal)) !== null) return { code: 'note-already-done', values: {} }
  await docker.createNetwork({ Name: 'proxy', Driver: 'overlay', CheckDuplicate: true } as { Name: string }, signal)
  return null
}
