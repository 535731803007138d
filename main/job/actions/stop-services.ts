import { setTimeout as pause } from 'node:timers/promises'
import type { Action } from '../../plan/action.ts'
import type { Performance, Surroundings } from '../perform.ts'

/** How often the server is asked whether what was stopped is gone, in milliseconds. */
const askEvery = 300

/** Removes exactly the named services and waits until their containers have ended; data, passwords and settings stay. */
export async function* stopServices(
  { stack, services }: Extract<Action, { kind: 'stop-services' }>,
  { engine, signal }: Surroundings,
): Performance {
  const docker = await engine(signal)
  const names = new Set(services)
  const there = await docker.services({ stack }, signal)
  const present = there.filter((service) => names.has(service.name))
  // Not only of those that are removed now: a step that is taken up again finds containers that still end.
  const others = new Set(there.filter((service) => !names.has(service.name)).map((service) => service.id))
  const total = services.length
  await Promise.all(present.map((service) => docker.removeService(service.id, signal)))
  for (;;) {
    const tasks = await docker.tasks({ stack }, signal)
    const alive = new Set(
      tasks.filter((task) => !others.has(task.service) && !ended.has(task.state)).map((task) => task.service),
    )
    if (alive.size === 0) return null
    const waiting = present.filter((service) => alive.has(service.id)).map((service) => service.name)
    const ready = Math.max(0, total - alive.size)
    yield { note: { code: 'progress-services', values: { ready, total, waiting } }, progress: ready / total }
    await pause(askEvery, undefined, { signal })
  }
}

const ended: ReadonlySet<string> = new Set([
  'complete',
  'shutdown',
  'failed',
  'rejected',
  'remove',
  'orphaned',
  'new',
  'allocated',
  'pending',
])
