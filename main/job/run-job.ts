import { setTimeout as pause } from 'node:timers/promises'
import { type Failure, Trouble } from '../../preload/contract/failure.ts'
import { failureOf } from './failure-of.ts'
import type { LiveProgress } from './job-view.ts'
import { perform, type Surroundings } from './perform.ts'
import { changesServices } from '../plan/action.ts'
import { isAsFound, type Plan } from '../plan/plan.ts'
import type { JournalEntry } from './record.ts'

export interface JobRun {
  readonly plan: Plan
  /** The step to begin with; those of the way back are counted on behind the plan's own. */
  readonly from: number
  /** Whether trouble leads back, where the plan has a way. */
  readonly returns: boolean
  /** What had led back already when the job was picked up. */
  readonly returning: Failure | null
  readonly begunBefore: (step: number) => boolean
  readonly around: Surroundings
  readonly append: (entry: JournalEntry) => Promise<void>
  readonly tell: (live: LiveProgress) => void
  /** Logs a bug and answers the reference that finds it. */
  readonly logBug: (error: unknown) => string
}

/** Trouble of the link that often passes by itself; the job tries again, in seconds, before it waits for the member. */
const pauses = [1, 2, 4, 8, 15, 30]

/**
 * Runs a job's steps in order, journaled before and after each; ends with an `ended` entry whatever happens. A change that does not
 * come to rest is brought back to what was, where the member left that on.
 */
export async function runJob(run: JobRun): Promise<void> {
  const { now, signal } = run.around
  try {
    const failure = run.returning ?? (await goForth(run))
    if (failure === null) return await run.append({ kind: 'ended', at: now(), state: 'done', failure })
    await goBack(run)
    await run.append({ kind: 'ended', at: now(), state: 'returned', failure })
  } catch (error) {
    // A core that closes leaves the journal as it is: the next start finds the job unfinished and goes on with it.
    if (signal.reason === coreCloses) return
    const failure: Failure = signal.aborted ? { code: 'cancelled', facts: {} } : failureOf(error, run.logBug)
    await run.append({ kind: 'ended', at: now(), state: endState(failure, signal), failure })
  }
}

export const coreCloses = Symbol('the core closes')

/** Answers what leads back; any other trouble is thrown. */
async function goForth(run: JobRun): Promise<Failure | null> {
  const { now, signal } = run.around
  for (let step = run.from; step < run.plan.actions.length; step += 1) {
    try {
      await runStep(run, step)
    } catch (error) {
      const mayReturn = run.returns && run.plan.back !== null && !signal.aborted
      if (!mayReturn || !(error instanceof Trouble) || !isUnsteady(error.failure)) throw error
      await run.append({ kind: 'returning', at: now(), failure: error.failure })
      return error.failure
    }
  }
  return null
}

async function goBack(run: JobRun): Promise<void> {
  const first = run.plan.actions.length
  const end = first + (run.plan.back?.actions.length ?? 0)
  for (let step = run.returning === null ? first : run.from; step < end; step += 1) await runStep(run, step)
}

async function runStep(run: JobRun, step: number): Promise<void> {
  const action = [...run.plan.actions, ...(run.plan.back?.actions ?? [])][step]
  if (action === undefined) return
  const { now, signal } = run.around
  const begunBefore = run.begunBefore(step)
  await run.append({ kind: 'step-begun', at: now(), step })
  for (let attempt = 0; ; attempt += 1) {
    const again = begunBefore || attempt > 0
    const work = perform(action, { ...run.around, again })
    try {
      if (looksFirst(run.plan, step, again)) await refuseChanged(run)
      for (;;) {
        signal.throwIfAborted()
        const next = await work.next()
        if (next.done === true) {
          await run.append({ kind: 'step-done', at: now(), step, note: next.value })
          return
        }
        run.tell({ step, ...next.value })
      }
    } catch (error) {
      const seconds = pauses[attempt]
      if (seconds === undefined || !(error instanceof Trouble) || !passes(error.failure)) throw error
      await pause(seconds * 1000, undefined, { signal })
    } finally {
      await work.return(null)
    }
  }
}

/**
 * Somebody else may have changed the app since the plan was made, or while this job fetched images: it is looked at before the first
 * step, and once more before its settings are written and before the step that changes it. What that step finds when it is taken up again may be its own doing.
 */
function looksFirst({ actions }: Plan, step: number, again: boolean): boolean {
  const changing = actions.findIndex(changesServices)
  const isBefore = step === 0 || actions[step]?.kind === 'write-settings'
  return (isBefore && step !== changing) || (step === changing && !again)
}

async function refuseChanged({ plan, around }: JobRun): Promise<void> {
  const { found, view } = plan
  if (found === null) return
  const docker = await around.engine(around.signal)
  if (isAsFound(found, await docker.services({ stack: found.stack }, around.signal))) return
  throw new Trouble({ code: 'plan-outdated', facts: { app: view.app ?? view.server } })
}

/** The app itself does not come to rest. Any other trouble is of the way there, which can be gone on with. */
function isUnsteady({ code }: Failure): boolean {
  switch (code) {
    case 'service-crashes':
    case 'service-killed-memory':
    case 'service-unhealthy':
    case 'service-image-missing':
    case 'service-unplaceable':
    case 'service-rejected':
    case 'service-update-stopped':
    case 'service-rolled-back':
    case 'not-steady-in-time':
      return true
    default:
      return false
  }
}

function passes(failure: Failure): boolean {
  switch (failure.code) {
    case 'connection-lost':
    case 'server-silent':
    case 'server-unreachable':
    case 'port-closed':
      return true
    default:
      return false
  }
}

/** What can be continued waits; what needs a change first has failed. Both can be gone on with. */
function endState(failure: Failure, signal: AbortSignal): 'waiting' | 'failed' | 'cancelled' {
  if (signal.aborted) return 'cancelled'
  return failure.code === 'not-steady-in-time' || passes(failure) ? 'waiting' : 'failed'
}
