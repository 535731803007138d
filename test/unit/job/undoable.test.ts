import { expect, test } from 'vitest'
import { lastChange } from '../../../main/job/undoable.ts'
import type { JobState } from '../../../preload/contract/job.ts'
import type { PlanKind } from '../../../preload/contract/plan.ts'
import { planOf, type UndoPoint } from '../../../main/plan/plan.ts'

const point: UndoPoint = { settings: 'TYPE=wiki\n', version: '1.0.0+1', copies: {} }

function job(at: number, kind: PlanKind, more: { state?: JobState; undo?: UndoPoint | null; undoes?: string } = {}) {
  const { state = 'done', undo = kind === 'undo' || kind === 'restart' ? null : point, undoes = null } = more
  const id = `${kind}-${at}`
  const plan = planOf({ id, kind, server: 'garden', app: 'wiki', title: 'Wiki', details: [], steps: [], undo, undoes })
  const ended = { endedAt: state === 'running' ? null : at + 1, steps: [], failure: null, by: 'ada', url: null }
  return { plan, view: { id, kind, server: 'garden', app: 'wiki', title: 'Wiki', state, startedAt: at, ...ended } }
}

const idOf = (jobs: readonly ReturnType<typeof job>[]) => lastChange(jobs)?.id ?? null

test('the last change is offered, whatever the order of the jobs', () => {
  expect(idOf([])).toBeNull()
  expect(idOf([job(3, 'change-settings'), job(1, 'install'), job(2, 'update')])).toBe('change-settings-3')
})

test('what was taken back makes room for the one before, one by one', () => {
  const done = [job(1, 'install'), job(2, 'update'), job(3, 'rotate')]
  const undone = [...done, job(4, 'undo', { undoes: 'rotate-3' })]
  expect(idOf(undone)).toBe('update-2')
  expect(idOf([...undone, job(5, 'undo', { undoes: 'update-2' })])).toBe('install-1')
  expect(idOf([...undone, job(5, 'undo', { undoes: 'update-2', state: 'failed' })])).toBe('update-2')
})

test('what changed nothing is passed over; a change that failed half-way is not', () => {
  expect(idOf([job(1, 'update'), job(2, 'restart'), job(3, 'update', { state: 'returned' })])).toBe('update-1')
  expect(idOf([job(1, 'install'), job(2, 'update', { state: 'failed' })])).toBe('update-2')
})

test('nothing is offered while something goes on, or after what cannot be taken back', () => {
  expect(idOf([job(1, 'install'), job(2, 'update', { state: 'running' })])).toBeNull()
  expect(idOf([job(1, 'install'), job(2, 'delete', { undo: null })])).toBeNull()
})
