import type { AppWord } from '../../preload/contract/app.ts'
import type { Failure } from '../../preload/contract/failure.ts'
import type { AppFacts } from './app-facts.ts'
import type { ServiceFacts } from './service-facts.ts'
import { provingTime } from './service-facts.ts'
import { shortName } from '../recipe/stack-name.ts'
import { failureOf, hasFailed } from './task-failure.ts'

export interface ServiceWord {
  readonly word: Exclude<AppWord, 'unknown'>
  readonly failure: Failure | null
}

const second = 1000
/** An app whose parts wait for each other may fall over a few times at first: that is still starting. */
const tolerated = 3
/** After so long, one failure is enough to say that something is wrong. */
const firstMinutes = 120 * second
/** A machine may be about to come back, a port about to be free. */
const placingTime = 15 * second

/**
 * How a service does, for people who look at it now. Honest before hopeful: it works when everything it is to run runs and has
 * proved itself; what is under way is under way only while something moves.
 */
export function serviceWord(about: ServiceFacts, facts: AppFacts, jobRunning: boolean): ServiceWord {
  const { service, wanted, running, finished } = about
  if (wanted === 0 && service.mode.kind !== 'global') return { word: 'off', failure: null }
  const rolled = stoppedUpdate(about, facts)
  if (rolled !== null) return { word: 'attention', failure: rolled }
  const complete = wanted > 0 && running.length + finished >= wanted
  if (complete && hasProved(about, facts))
    return { word: isMoving(about, facts) ? 'updating' : 'working', failure: null }
  const failure = currentFailure(about, facts, jobRunning)
  if (failure !== null) return { word: 'attention', failure }
  if (isUpdating(about)) return { word: 'updating', failure: null }
  return { word: complete && about.failed.length === 0 ? 'working' : 'starting', failure: null }
}

function hasProved(about: ServiceFacts, { now }: AppFacts): boolean {
  const proving = provingTime(about)
  return about.running.every((task) => now - task.at >= proving)
}

function isUpdating({ service }: ServiceFacts): boolean {
  return service.update?.state === 'updating' || service.update?.state === 'rollback_started'
}

/** The swarm sometimes leaves an update `updating` for good: with everything new running for a while, it is over. */
function isMoving(about: ServiceFacts, { now }: AppFacts): boolean {
  const longest = about.service.monitorMilliseconds + 60 * second
  return isUpdating(about) && about.live.some((task) => task.state !== 'running' || now - task.at < longest)
}

/** The swarm gave up on an update. One that was paused and whose tasks then came up all the same is well. */
export function stoppedUpdate(about: ServiceFacts, facts: AppFacts): Failure | null {
  const { service, tasks } = about
  // Of any specification: after going back, what failed is not of the newest any more.
  const cause = tasks.find((task) => hasFailed(task, service))?.error ?? ''
  const detail = [service.update?.message ?? '', cause].filter((part) => part !== '').join(': ')
  const trouble = { app: facts.app, service: shortName(facts.stack, service.name), detail, log: [] }
  switch (service.update?.state) {
    case 'paused':
    case 'rollback_paused':
      return runsAsWanted(about, facts) ? null : { code: 'service-update-stopped', facts: trouble }
    case 'rollback_completed':
      return { code: 'service-rolled-back', facts: trouble }
    case 'updating':
    case 'completed':
    case 'rollback_started':
    case 'unknown':
    case undefined:
      return null
  }
}

function runsAsWanted({ running, finished, wanted }: ServiceFacts, { upToDate }: AppFacts): boolean {
  const newest = running.filter((task) => upToDate?.has(task.id) !== false)
  return newest.length + finished >= wanted
}

function currentFailure(about: ServiceFacts, facts: AppFacts, jobRunning: boolean): Failure | null {
  const { service, failed, live, unplaceable, wanted, tasks } = about
  if (unplaceable !== null && facts.now - unplaceable.at >= placingTime) return failureOf(unplaceable, service, facts)
  const newest = failed[0]
  if (newest !== undefined) {
    // Nothing is going to start again: it is not restarted, or its attempts are used up.
    const givenUp = live.length === 0 && !tasks.some((task) => task.wanted === 'ready')
    const grown = facts.now - startOf(about) >= firstMinutes && !jobRunning
    if (givenUp || grown || failed.length >= tolerated) return failureOf(newest, service, facts)
    return null
  }
  const waiting = live.find((task) => task.state === 'new' || task.state === 'pending' || task.state === 'allocated')
  const nowhere = wanted === 0 || live.length === 0
  if ((waiting !== undefined || nowhere) && facts.now - startOf(about) >= firstMinutes) {
    const detail = waiting?.error ?? waiting?.message ?? `${live.length}/${wanted}`
    return {
      code: 'service-unplaceable',
      facts: { app: facts.app, service: shortName(facts.stack, service.name), detail, log: [] },
    }
  }
  return null
}

/** When the newest attempts to run it as it is now began. */
function startOf({ service }: ServiceFacts): number {
  return Math.max(service.createdAt, service.update?.startedAt ?? 0)
}
