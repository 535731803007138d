import { describe, expect, test } from 'vitest'
import { appState } from '../../../main/app/state.ts'
import type { SwarmService } from '../../../main/outside/docker/services.ts'
import type { SwarmTask } from '../../../main/outside/docker/tasks.ts'
import { ago, crashed, facts, node, service, task } from './swarm-facts.ts'

const young = (more: Partial<SwarmService> = {}) => service({ createdAt: ago(20), updatedAt: ago(20), ...more })
const preparing = task({ state: 'preparing', at: ago(10), createdAt: ago(20) })
const waiting = task({ state: 'ready', wanted: 'ready', at: ago(1), createdAt: ago(1) })
const pending = (seconds: number) =>
  task({
    state: 'pending',
    node: null,
    at: ago(seconds),
    createdAt: ago(seconds),
    error: 'no suitable node (insufficient resources on 1 node)',
  })
const word = (services: readonly SwarmService[], tasks: readonly SwarmTask[], more = {}) =>
  appState(facts(services, tasks, more)).word
const code = (services: readonly SwarmService[], tasks: readonly SwarmTask[], more = {}) =>
  appState(facts(services, tasks, more)).failure?.code

describe('an app is', () => {
  test('working when all its tasks run', () => {
    expect(appState(facts([service()], [task()]))).toMatchObject({
      word: 'working',
      reason: { code: 'reason-all-running', values: { services: 1 } },
      services: [{ name: 'app', fullName: 'wiki_app', image: 'registry.example/wiki:2.0', running: 1, wanted: 1 }],
      failure: null,
    })
  })

  test('not working when its machine is gone, or when one of two copies does not run', () => {
    expect(word([service()], [task()], { nodes: [{ ...node, ready: false }] })).not.toBe('working')
    const two = young({ mode: { kind: 'replicated', replicas: 2 } })
    expect(word([two], [task(), task({ slot: 2, state: 'starting' })])).toBe('starting')
  })

  test('starting while images are fetched and health checks have not passed, however long it takes', () => {
    expect(word([young()], [preparing])).toBe('starting')
    expect(word([service()], [task({ state: 'starting' })])).toBe('starting')
  })

  test('updating while an update moves, and not for ever when Docker forgets to end it', () => {
    const update = { state: 'updating', message: '', startedAt: ago(30), completedAt: null } as const
    expect(word([service({ update })], [task({ at: ago(10) })])).toBe('updating')
    expect(word([service({ update })], [task({ at: ago(300) })])).toBe('working')
  })

  test('off without services, and when it is told to run no copies', () => {
    expect(appState(facts([], []))).toMatchObject({ word: 'off', reason: { code: 'reason-not-installed-here' } })
    const none = service({ mode: { kind: 'replicated', replicas: 0 } })
    expect(appState(facts([none], []))).toMatchObject({ word: 'off', reason: { code: 'reason-no-copies' } })
    const other = service({ id: 'db', name: 'wiki_db' })
    expect(word([none, other], [task({ service: 'db' })])).toBe('working')
  })

  test('working when a part has done its work and ended', () => {
    const once = service({ restart: { condition: 'on-failure', maxAttempts: 0 } })
    const done = task({ state: 'complete', wanted: 'shutdown', exitCode: 0 })
    expect(appState(facts([once], [done]))).toMatchObject({ word: 'working', services: [{ running: 0, wanted: 0 }] })
    const job = service({ mode: { kind: 'replicated-job', completions: 1, iteration: 7 } })
    const ran = task({ state: 'complete', wanted: 'complete', iteration: 7 })
    expect(word([job], [ran])).toBe('working')
    expect(word([job], [{ ...ran, iteration: 6 }])).not.toBe('working')
  })

  test('the same whatever the order of tasks and however many others the server has', () => {
    const tasks = [crashed(30), crashed(20), crashed(10), waiting, task({ service: 'another' })]
    expect(code([service()], tasks)).toBe('service-crashes')
    expect(code([service()], tasks.toReversed())).toBe('service-crashes')
  })
})

describe('an app needs attention', () => {
  test('when it keeps crashing, also in the moments in which it runs', () => {
    const history = [crashed(33), crashed(26), crashed(19)]
    expect(code([young()], [...history, waiting])).toBe('service-crashes')
    expect(code([young()], [...history, task({ at: ago(1), createdAt: ago(3) })])).toBe('service-crashes')
    expect(word([young()], [...history, task({ at: ago(60), createdAt: ago(62) })])).toBe('working')
  })

  test('not at the first failure of its first minutes, but later', () => {
    expect(word([young()], [crashed(5), waiting])).toBe('starting')
    expect(word([service()], [crashed(5), waiting])).toBe('attention')
    expect(appState(facts([service()], [crashed(5), waiting]), true).word).toBe('starting')
  })

  test('at once when nothing is going to start again', () => {
    const once = young({ restart: { condition: 'none', maxAttempts: 0 } })
    expect(code([once], [crashed(2)])).toBe('service-crashes')
    const tries = young({ restart: { condition: 'any', maxAttempts: 2 } })
    expect(code([tries], [crashed(9), crashed(5)])).toBe('service-crashes')
  })

  test('for the memory only when the kernel said so', () => {
    const killed = crashed(1, { exitCode: 137, error: 'task: non-zero exit (137)' })
    expect(code([service()], [killed, waiting], { outOfMemory: new Set([killed.id]) })).toBe('service-killed-memory')
    expect(code([service()], [killed, waiting])).toBe('service-crashes')
  })

  test.each([
    ['task: non-zero exit (137): dockerexec: unhealthy container', 'failed', 'service-unhealthy'],
    ['No such image: nothere:1', 'rejected', 'service-image-missing'],
    ['invalid mount config for type "bind": bind source path does not exist: /nope', 'rejected', 'service-rejected'],
    [
      'starting container failed: failed to create shim task: exec: "/no/such": stat /no/such: no such file',
      'failed',
      'service-rejected',
    ],
  ] as const)('because of %s', (error, state, expected) => {
    expect(code([service()], [crashed(1, { state, error, exitCode: 137 }), waiting])).toBe(expected)
  })

  test('when no machine may run it, after a moment', () => {
    expect(word([young()], [pending(3)])).toBe('starting')
    expect(code([young()], [pending(20)])).toBe('service-unplaceable')
    expect(code([service({ mode: { kind: 'global' } })], [])).toBe('service-unplaceable')
  })

  test('when an update was stopped or taken back', () => {
    const message = 'update paused due to failure or early termination of task x'
    const paused = service({ update: { state: 'paused', message, startedAt: ago(60), completedAt: null } })
    const old = task()
    expect(code([paused], [old, crashed(5), waiting], { upToDate: new Set() })).toBe('service-update-stopped')
    // One that was paused at a first failure and then came up all the same is well.
    expect(word([paused], [old], { upToDate: new Set([old.id]) })).toBe('working')
    const update = {
      state: 'rollback_completed',
      message: 'rollback completed',
      startedAt: ago(60),
      completedAt: ago(30),
    } as const
    expect(code([service({ update })], [task()])).toBe('service-rolled-back')
  })

  test('not for what failed before an update', () => {
    const fresh = task({ at: ago(10), createdAt: ago(12) })
    const history = [crashed(60), crashed(50), crashed(40)]
    const update = { state: 'completed', message: '', startedAt: ago(20), completedAt: ago(1) } as const
    expect(word([service({ update })], [...history, fresh], { upToDate: new Set([fresh.id]) })).toBe('working')
  })

  test('by the worst of its parts, named as in the recipe', () => {
    const db = service({ id: 'db', name: 'wiki_db' })
    const state = appState(facts([service(), db], [task(), crashed(1, { service: 'db' })]))
    expect(state.reason).toMatchObject({ values: { failure: { facts: { app: 'wiki.example.org', service: 'db' } } } })
    expect(state.services.map((one) => [one.name, one.word])).toEqual([
      ['app', 'working'],
      ['db', 'attention'],
    ])
  })
})
