import type { Failure } from '../../preload/contract/failure.ts'
import type { SwarmTask } from '../outside/docker/tasks.ts'
import type { AppFacts } from './app-facts.ts'
import type { ServiceFacts } from './service-facts.ts'
import { allServiceFacts, provingTime } from './service-facts.ts'
import { stoppedUpdate } from './service-word.ts'
import { shortName } from '../recipe/stack-name.ts'
import { failureOf, hasFailed, isUnplaceable } from './task-failure.ts'

export type Steadiness =
  | { readonly kind: 'steady' }
  | {
      readonly kind: 'waiting'
      readonly ready: number
      readonly total: number
      /** Short names of the services that are not ready. */
      readonly waiting: readonly string[]
      /** A machine fetches an image or sets a container up: time that no app can be blamed for. */
      readonly preparing: boolean
      /** The newest failure so far, which may heal; null when nothing failed. */
      readonly trouble: ServiceFailure | null
    }
  | ({ readonly kind: 'failed' } & ServiceFailure)

export interface ServiceFailure {
  readonly failure: Failure
  /** Whose last lines tell more; null when nothing ran. */
  readonly task: SwarmTask | null
  /** The service's id. */
  readonly service: string
}

export interface SteadyQuestion extends AppFacts {
  readonly upToDate: ReadonlySet<string>
  /** When the services were sent, by the server's clock: what failed before that is history. */
  readonly startedAt: number
  /** Full names of services that must be there; what the server has of the stack besides them counts too. */
  readonly expected: readonly string[]
}

const second = 1000
/** A crash loop: so many failed attempts at the newest specification. Fewer may be parts that wait for each other. */
const failuresOfALoop = 3
/** Docker tried, failed, and tried again: an image that is not there does not come by waiting. */
const failuresOfAnImage = 2
/** Long enough for an old task to leave its port or its memory to the new one. */
const placingTime = 30 * second

/**
 * Whether everything that was sent to a server has come to rest: every service at its newest specification, every task
 * running (healthy where it has a health check) and proved, as abra and the docker command judge it (abra.md §5.5), without
 * their three mistakes (needs.md, traps 5 to 7): what has no update status is judged by its tasks, what ends by itself is done,
 * and a slow first start is not a failure.
 */
export function judgeSteady(question: SteadyQuestion): Steadiness {
  const services = allServiceFacts(question).filter(
    ({ service, wanted }) => wanted > 0 || service.mode.kind === 'global',
  )
  const found = new Set(question.services.map(({ name }) => name))
  const missing = question.expected.filter((name) => !found.has(name))
  for (const about of services) {
    const failed = endOf(about, question)
    if (failed !== null) return { kind: 'failed', ...failed }
  }
  const waiting = services.filter((about) => !isSteady(about, question))
  if (waiting.length === 0 && missing.length === 0) return { kind: 'steady' }
  const total = services.length + missing.length
  const names = [...waiting.map(({ service }) => service.name), ...missing].map((name) =>
    shortName(question.stack, name),
  )
  return {
    kind: 'waiting',
    ready: total - names.length,
    total,
    waiting: names,
    preparing: waiting.some(({ live }) => live.some((task) => task.state === 'preparing')),
    trouble: waiting.map((about) => newestTrouble(about, question)).find((trouble) => trouble !== null) ?? null,
  }
}

function isSteady(about: ServiceFacts, question: SteadyQuestion): boolean {
  const { service, running, finished, wanted, live } = about
  const newest = running.filter((task) => question.upToDate.has(task.id))
  // More than one task a place: an update starts new ones first and the old one is still there.
  if (wanted === 0 || newest.length + finished < wanted || live.length > newest.length) return false
  const proving = provingTime(about)
  const youngest = Math.max(0, ...newest.map((task) => task.at))
  if (question.now - youngest < proving && newest.length > 0) return false
  // What ran before runs again: not what was sent.
  if (service.update?.state === 'rollback_started') return false
  // The swarm watches for as long itself, and may still go back; it has been seen to forget to say that it is done.
  return service.update?.state !== 'updating' || question.now - youngest >= proving + 10 * second
}

/** Why the service will not become steady by itself; null while it may. */
function endOf(about: ServiceFacts, question: SteadyQuestion): ServiceFailure | null {
  const { service, live, unplaceable } = about
  const failed = recentFailures(about, question)
  const newest = failed[0]
  const because = (task: SwarmTask): ServiceFailure => ({
    failure: failureOf(task, service, question),
    task,
    service: service.id,
  })

  // The swarm forgets the outcome of an update when the next specification is sent: this one is of what was sent last.
  const stopped = stoppedUpdate(about, question)
  if (stopped !== null) {
    const task = about.tasks.find((one) => hasFailed(one, service)) ?? null
    return { failure: stopped, task, service: service.id }
  }
  if (unplaceable !== null && question.now - unplaceable.at >= placingTime) return because(unplaceable)
  if (service.mode.kind === 'global' && live.length === 0 && newest === undefined) return nowhere(about, question)
  if (newest === undefined || about.running.length + about.finished >= about.wanted) return null
  if (live.length === 0 && !about.tasks.some((task) => task.wanted === 'ready')) return because(newest)
  const { failure } = because(newest)
  const enough = failure.code === 'service-image-missing' ? failuresOfAnImage : failuresOfALoop
  return failed.length >= enough ? because(newest) : null
}

function recentFailures({ failed }: ServiceFacts, { startedAt }: SteadyQuestion): readonly SwarmTask[] {
  return failed.filter((task) => task.at >= startedAt)
}

/** No machine of the swarm may run a service that each machine is to run. */
function nowhere({ service }: ServiceFacts, question: SteadyQuestion): ServiceFailure | null {
  if (question.now - Math.max(question.startedAt, service.createdAt) < placingTime) return null
  const trouble = { app: question.app, service: shortName(question.stack, service.name), detail: '0/0', log: [] }
  return { failure: { code: 'service-unplaceable', facts: trouble }, task: null, service: service.id }
}

function newestTrouble(about: ServiceFacts, question: SteadyQuestion): ServiceFailure | null {
  const task = recentFailures(about, question)[0] ?? about.live.find(isUnplaceable)
  return task === undefined
    ? null
    : { failure: failureOf(task, about.service, question), task, service: about.service.id }
}
