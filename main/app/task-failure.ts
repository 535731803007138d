import type { Failure } from '../../preload/contract/failure.ts'
import type { SwarmService } from '../outside/docker/services.ts'
import type { SwarmTask } from '../outside/docker/tasks.ts'
import { shortName } from '../recipe/stack-name.ts'
import type { AppFacts } from './app-facts.ts'

/** Whether the task ended in a way that its service was not to end. Jobs and services that are not restarted end by themselves. */
export function hasFailed(task: SwarmTask, service: SwarmService): boolean {
  if (task.state === 'failed' || task.state === 'rejected') return true
  return task.state === 'complete' && runsForEver(service)
}

/** A service that ends with 0 is started again, so ending is not what it is for (needs.md, trap 6). */
export function runsForEver(service: SwarmService): boolean {
  return (service.mode.kind === 'replicated' || service.mode.kind === 'global') && service.restart.condition === 'any'
}

/** No machine may take the task: the swarm goes on looking. */
export function isUnplaceable(task: SwarmTask): boolean {
  return task.state === 'pending' && (task.error ?? '').includes('no suitable node')
}

/** Why the task does not run, by the Engine's own words (recorded in test/real/steady.test.ts); without log lines. */
export function failureOf(task: SwarmTask, service: SwarmService, facts: AppFacts): Failure {
  const detail = task.error ?? task.message
  const trouble = { app: facts.app, service: shortName(facts.stack, service.name), detail, log: [] }
  if (isUnplaceable(task)) return { code: 'service-unplaceable', facts: trouble }
  if (/No such image|manifest unknown|pull access denied/i.test(detail))
    return { code: 'service-image-missing', facts: { ...trouble, image: withoutDigest(service.image) } }
  // A container that its health check ends is killed and says 137 as well.
  if (/unhealthy/i.test(detail)) return { code: 'service-unhealthy', facts: trouble }
  if (facts.outOfMemory.has(task.id)) return { code: 'service-killed-memory', facts: trouble }
  // No program began, so its exit code is the Engine's (127: the command is not there).
  if (/starting container failed/i.test(detail)) return { code: 'service-rejected', facts: trouble }
  if (task.state === 'failed' || task.state === 'complete')
    return { code: 'service-crashes', facts: { ...trouble, exitCode: task.exitCode ?? 0 } }
  return { code: 'service-rejected', facts: trouble }
}

export function withoutDigest(image: string): string {
  const at = image.indexOf('@')
  return at === -1 ? image : image.slice(0, at)
}
