import { setTimeout as pause } from 'node:timers/promises'
import { Trouble } from '../../../preload/contract/failure.ts'
import type { Action } from '../../plan/action.ts'
import type { Performance, Surroundings } from '../perform.ts'

const askEvery = 500
/** A container that has just stopped holds its volumes for a moment. */
const patience = 60_000

/** Deletes the named volumes and those that the same stack has got since they were named. */
export async function* removeVolumes(
  { stack, volumes }: Extract<Action, { kind: 'remove-volumes' }>,
  { engine, signal, now }: Surroundings,
): Performance {
  const docker = await engine(signal)
  const present = (await docker.volumes({ stack }, signal)).map((volume) => volume.name)
  const began = now()
  for (const volume of new Set([...volumes, ...present])) {
    for (;;) {
      try {
        await docker.removeVolume(volume, signal)
        break
      } catch (error) {
        const held = error instanceof Trouble && error.failure.code === 'engine-refused' && now() - began < patience
        if (!held) throw error
        yield { note: null, progress: null }
        await pause(askEvery, undefined, { signal })
      }
    }
  }
  return null
}
