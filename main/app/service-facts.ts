import type { SwarmService } from '../outside/docker/services.ts'
import type { SwarmTask } from '../outside/docker/tasks.ts'
import type { AppFacts } from './app-facts.ts'
import { hasFailed, isUnplaceable } from './task-failure.ts'

/** One service's tasks, sorted out: what both judgements (`state.ts`, `steady.ts`) look at. */
export interface ServiceFacts {
  readonly service: SwarmService
  /** All of them, newest first. */
  readonly tasks: readonly SwarmTask[]
  /** How many places are to be filled: by a running task, or by one that has done its work. */
  readonly wanted: number
  /** Those that run and are to run, on a machine that answers. A task with a health check says `running` once it is healthy. */
  readonly running: readonly SwarmTask[]
  /** How many places are filled for good by a task that ended as it should: one-shot services and jobs. */
  readonly finished: number
  /** Those that the swarm still wants to run, whatever their state. */
  readonly live: readonly SwarmTask[]
  /** Those that ended as they should not, newest first; of the newest specification where that is known. */
  readonly failed: readonly SwarmTask[]
  readonly unplaceable: SwarmTask | null
}

export function serviceFacts(
  service: SwarmService,
  tasksOfService: readonly SwarmTask[],
  facts: AppFacts,
): ServiceFacts {
  const tasks = tasksOfThisRun(service, tasksOfService).toSorted((one, other) => other.createdAt - one.createdAt)
  const live = tasks.filter((task) => isWanted(task) && !hasEnded(task))
  const finished = finishedPlaces(service, tasks)
  const lostMachines = new Set(facts.nodes.filter((node) => !node.ready).map((node) => node.id))
  return {
    service,
    tasks,
    wanted: wantedPlaces(service, tasks, finished),
    running: live.filter((task) => task.state === 'running' && !(task.node !== null && lostMachines.has(task.node))),
    finished,
    live,
    failed: tasks.filter((task) => hasFailed(task, service) && facts.upToDate?.has(task.id) !== false),
    unplaceable: live.find(isUnplaceable) ?? null,
  }
}

/** Every service of the app with its tasks, in one pass over the tasks; by name. */
export function allServiceFacts(facts: AppFacts): readonly ServiceFacts[] {
  const tasks = Map.groupBy(facts.tasks, (task) => task.service)
  return facts.services
    .map((service) => serviceFacts(service, tasks.get(service.id) ?? [], facts))
    .toSorted((one, other) => (one.service.name < other.service.name ? -1 : 1))
}

/** Jobs keep the tasks of earlier runs; only the newest run counts. */
function tasksOfThisRun(service: SwarmService, tasks: readonly SwarmTask[]): readonly SwarmTask[] {
  const { mode } = service
  if (mode.kind !== 'replicated-job' && mode.kind !== 'global-job') return tasks
  return tasks.filter((task) => (task.iteration ?? 0) === mode.iteration)
}

function isWanted(task: SwarmTask): boolean {
  return task.wanted === 'running' || task.wanted === 'ready' || task.wanted === 'complete'
}

function hasEnded(task: SwarmTask): boolean {
  switch (task.state) {
    case 'complete':
    case 'shutdown':
    case 'failed':
    case 'rejected':
    case 'remove':
    case 'orphaned':
      return true
    default:
      return false
  }
}

function finishedPlaces(service: SwarmService, tasks: readonly SwarmTask[]): number {
  switch (service.mode.kind) {
    case 'replicated-job':
    case 'global-job':
      return tasks.filter((task) => task.state === 'complete').length
    case 'replicated':
    case 'global':
      if (service.restart.condition === 'any') return 0
      return newestOfEachPlace(tasks).filter((task) => task.state === 'complete').length
  }
}

function wantedPlaces(service: SwarmService, tasks: readonly SwarmTask[], finished: number): number {
  switch (service.mode.kind) {
    case 'replicated':
      return service.mode.replicas
    case 'replicated-job':
      return service.mode.completions
    // The swarm makes a task for every machine that may have one: only it knows the rules.
    case 'global':
    case 'global-job':
      return Math.max(newestOfEachPlace(tasks).filter(isWanted).length, finished)
  }
}

/** `tasks` newest first. */
function newestOfEachPlace(tasks: readonly SwarmTask[]): readonly SwarmTask[] {
  const places = new Map<string, SwarmTask>()
  for (const task of tasks) {
    const place = task.slot === null ? (task.node ?? task.id) : String(task.slot)
    if (!places.has(place)) places.set(place, task)
  }
  return [...places.values()]
}

const second = 1000

/**
 * How long a task must have run until it is taken for steady: as long as Docker watches an update, and, where others
 * failed before it, twice as long as the longest of them lived, or a crash loop would look well in between. Two minutes at most.
 */
export function provingTime({ service, failed }: ServiceFacts): number {
  const longestLife = Math.max(0, ...failed.map((task) => task.at - task.createdAt))
  return Math.max(service.monitorMilliseconds, Math.min(120 * second, 2 * longestLife))
}
