import { describe, expect, test } from 'vitest'
import { jobView, nextStep, returningFor } from '../../../main/job/job-view.ts'
import type { JournalEntry } from '../../../main/job/record.ts'
import { planOf, step } from '../../../main/plan/plan.ts'
import { setUpPlan } from '../../../main/plan/set-up-server.ts'

const started: readonly JournalEntry[] = [{ kind: 'started', at: 1, by: 'ada', returns: true }]
const plan = setUpPlan({ id: 'one', server: 'garden', swarm: false, proxyNetwork: false, address: '203.0.113.5' })

describe('a job is its plan with its journal folded over it', () => {
  test('before it starts every step is to do', () => {
    const view = jobView(plan, [], null)
    expect(view.steps.map((step) => step.state)).toEqual(['to-do', 'to-do'])
    expect(nextStep(plan, [])).toBe(0)
  })

  test('a step that was begun and not done is where it goes on', () => {
    const journal = [...started, begun(0), done(0), begun(1)]
    const view = jobView(plan, journal, null)
    expect(view.state).toBe('running')
    expect(view.steps.map((step) => step.state)).toEqual(['done', 'running'])
    expect(nextStep(plan, journal)).toBe(1)
  })

  test('live progress belongs to the running step only', () => {
    const journal = [...started, begun(0), done(0), begun(1)]
    const live = { note: { code: 'note-already-done', values: {} }, progress: 0.5 } as const
    expect(jobView(plan, journal, { step: 1, ...live }).steps[1]?.progress).toBe(0.5)
    expect(jobView(plan, journal, { step: 0, ...live }).steps[0]?.note).toBeNull()
  })

  test('a failure marks the step it happened in, and going on takes the mark away', () => {
    const failed: JournalEntry = {
      kind: 'ended',
      at: 9,
      state: 'failed',
      failure: { code: 'swarm-off', facts: { server: 'garden' } },
    }
    const before = jobView(plan, [...started, begun(0), failed], null)
    expect([before.state, before.steps[0]?.state, before.failure?.code]).toEqual(['failed', 'failed', 'swarm-off'])
    const after = jobView(plan, [...started, begun(0), failed, { kind: 'resumed', at: 10 }, begun(0)], null)
    expect([after.state, after.steps[0]?.state, after.failure, after.endedAt]).toEqual([
      'running',
      'running',
      null,
      null,
    ])
  })

  test('a cancelled step is to do again', () => {
    const view = jobView(
      plan,
      [...started, begun(0), { kind: 'ended', at: 5, state: 'cancelled', failure: null }],
      null,
    )
    expect(view.steps[0]?.state).toBe('to-do')
  })
})

describe('a job that turns around', () => {
  const waiting = { kind: 'wait-steady', app: 'wiki', stack: 'wiki', services: [], seconds: 1 } as const
  const words = { code: 'step-wait-steady', values: { app: 'Wiki', services: [], seconds: 1 } } as const
  const one = step(words, null, waiting)
  const whole = planOf({
    id: 'one',
    kind: 'update',
    server: 'garden',
    app: 'wiki',
    title: 'Wiki',
    details: [],
    steps: [one, one, one],
    back: [one, one],
  })
  const turned: readonly JournalEntry[] = [
    ...started,
    begun(0),
    done(0),
    begun(1),
    { kind: 'returning', at: 9, failure: { code: 'swarm-off', facts: { server: 'garden' } } },
  ]

  test('shows what was done, what failed, and the way back, and goes on there', () => {
    const { steps, state, failure } = jobView(whole, [...turned, begun(3)], null)
    expect(steps.map((each) => each.state)).toEqual(['done', 'failed', 'running', 'to-do'])
    expect([state, failure?.code]).toEqual(['running', 'swarm-off'])
    expect(nextStep(whole, [...turned, begun(3)])).toBe(3)
    expect(nextStep(whole, [...turned, begun(3), done(3)])).toBe(4)
    expect(returningFor(turned)?.code).toBe('swarm-off')
  })

  test('shows its plan alone as long as it goes forth', () => {
    expect(jobView(whole, started, null).steps.length).toBe(3)
    expect(returningFor(started)).toBeNull()
  })
})

function begun(step: number): JournalEntry {
  return { kind: 'step-begun', at: 2 + step, step }
}

function done(step: number): JournalEntry {
  return { kind: 'step-done', at: 3 + step, step, note: null }
}
