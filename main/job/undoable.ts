import type { JobView } from '../../preload/contract/job.ts'
import type { Plan, UndoPoint } from '../plan/plan.ts'

/** A change that can be taken back. */
export interface Undoable {
  readonly id: string
  readonly plan: Plan
  readonly undo: UndoPoint
  readonly endedAt: number
}

interface AppJob {
  readonly plan: Plan
  readonly view: JobView
}

/**
 * The last change of an app that has not been taken back, of all its jobs in any order. Null where there is none, or where a change
 * without a way back, such as a deletion, came after it. What changed nothing in the end is passed over.
 */
export function lastChange(jobs: readonly AppJob[]): Undoable | null {
  const undone = new Set(jobs.filter(({ view }) => view.state === 'done').map(({ plan }) => plan.undoes))
  const [last] = jobs
    .filter(({ plan, view }) => !changedNothing(plan, view) && !undone.has(view.id))
    .toSorted((one, other) => other.view.startedAt - one.view.startedAt)
  if (last === undefined || last.plan.undo === null || last.view.endedAt === null) return null
  return { id: last.view.id, plan: last.plan, undo: last.plan.undo, endedAt: last.view.endedAt }
}

function changedNothing({ view: { kind } }: Plan, { state }: JobView): boolean {
  return kind === 'restart' || kind === 'undo' || state === 'returned'
}
