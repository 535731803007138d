import type { Failure } from '../../preload/contract/failure.ts'
import type { JobStepView, JobView } from '../../preload/contract/job.ts'
import type { Message } from '../../preload/contract/message.ts'
import type { Plan } from '../plan/plan.ts'
import type { JournalEntry } from './record.ts'

/** What is known about a running step and is not worth a line in the journal. */
export interface LiveProgress {
  readonly step: number
  readonly note: Message | null
  readonly progress: number | null
}

/** The state of a job: its plan with its journal folded over it. Pure, so that a restarted core shows the same. */
export function jobView(plan: Plan, journal: readonly JournalEntry[], live: LiveProgress | null): JobView {
  const planned = returningFor(journal) !== null ? [...plan.view.steps, ...(plan.back?.steps ?? [])] : plan.view.steps
  const steps: JobStepView[] = planned.map((step) => ({
    message: step.message,
    state: 'to-do',
    note: null,
    progress: null,
    startedAt: null,
    endedAt: null,
  }))
  let state: JobView['state'] = 'running'
  let failure: JobView['failure'] = null
  // The first line may have been lost.
  const startedAt = journal[0]?.at ?? 0
  let endedAt: number | null = null
  let by = ''
  for (const entry of journal) {
    switch (entry.kind) {
      case 'started':
        by = entry.by
        break
      case 'resumed':
        state = 'running'
        failure = null
        endedAt = null
        break
      case 'step-begun':
        change(steps, entry.step, (step) => ({
          ...step,
          state: 'running',
          startedAt: step.startedAt ?? entry.at,
          endedAt: null,
        }))
        break
      case 'step-done':
        change(steps, entry.step, (step) => ({
          ...step,
          state: 'done',
          note: entry.note,
          endedAt: entry.at,
          progress: 1,
        }))
        break
      case 'returning':
        failure = entry.failure
        stopRunningSteps(steps, 'failed', entry.at)
        break
      case 'ended':
        state = entry.state
        failure = entry.failure
        endedAt = entry.at
        stopRunningSteps(steps, entry.state === 'failed' || entry.state === 'waiting' ? 'failed' : 'to-do', entry.at)
        break
    }
  }
  if (live !== null && state === 'running') {
    change(steps, live.step, (step) =>
      step.state === 'running' ? { ...step, note: live.note, progress: live.progress } : step,
    )
  }
  const { id, kind, server, app, title } = plan.view
  // What comes after the trouble is not done any more.
  const shown = steps.filter(
    (step, index) =>
      steps.length === plan.view.steps.length || index >= plan.view.steps.length || step.state !== 'to-do',
  )
  return { id, kind, server, app, title, state, startedAt, endedAt, steps: shown, failure, by, url: plan.url }
}

/** The first step that has not been done, counted on into the way back: where the job goes on. */
export function nextStep(plan: Plan, journal: readonly JournalEntry[]): number {
  const done = new Set(journal.map((entry) => (entry.kind === 'step-done' ? entry.step : null)))
  let next = returningFor(journal) !== null ? plan.actions.length : 0
  while (done.has(next)) next += 1
  return next
}

/** What made the job turn around, to bring the app back to what it was; null where it goes forth. */
export function returningFor(journal: readonly JournalEntry[]): Failure | null {
  return journal.find((entry) => entry.kind === 'returning')?.failure ?? null
}

function stopRunningSteps(steps: JobStepView[], state: 'failed' | 'to-do', at: number) {
  for (const [index, step] of steps.entries()) {
    if (step.state === 'running') steps[index] = { ...step, state, endedAt: at }
  }
}

function change(steps: JobStepView[], index: number, how: (step: JobStepView) => JobStepView) {
  const step = steps[index]
  if (step !== undefined) steps[index] = how(step)
}
