import { describe, expect, test } from 'vitest'
import { judgeSteady } from '../../../main/app/steady.ts'
import type { SwarmService } from '../../../main/outside/docker/services.ts'
import type { SwarmTask } from '../../../main/outside/docker/tasks.ts'
import { ago, crashed, facts, service, task } from './swarm-facts.ts'

const fresh = (more: Partial<SwarmTask> = {}) => task({ at: ago(10), createdAt: ago(15), ...more })

function judge(
  services: readonly SwarmService[],
  tasks: readonly SwarmTask[],
  more: { old?: readonly SwarmTask[]; expected?: readonly string[]; startedAt?: number } = {},
) {
  return judgeSteady({
    ...facts(services, [...tasks, ...(more.old ?? [])]),
    upToDate: new Set(tasks.map(({ id }) => id)),
    startedAt: more.startedAt ?? ago(60),
    expected: more.expected ?? services.map(({ name }) => name),
  })
}

describe('what was sent is steady', () => {
  test('when every task runs the newest and has run for as long as Docker watches', () => {
    expect(judge([service()], [fresh()]).kind).toBe('steady')
    expect(judge([service()], [fresh({ at: ago(4) })]).kind).toBe('waiting')
    expect(judge([service({ monitorMilliseconds: 20_000 })], [fresh()]).kind).toBe('waiting')
  })

  test('not by its update status, which a first start never has', () => {
    expect(judge([service({ update: null })], [fresh({ state: 'starting' })]).kind).toBe('waiting')
  })

  test('not while an old task runs, beside the new one or alone', () => {
    expect(judge([service()], [], { old: [task()] })).toMatchObject({ kind: 'waiting', waiting: ['app'] })
    expect(judge([service()], [fresh()], { old: [task()] }).kind).toBe('waiting')
    expect(judge([service()], [fresh()], { old: [task({ wanted: 'shutdown' })] }).kind).toBe('steady')
  })

  test('not while a service that was sent is missing', () => {
    expect(judge([service()], [fresh()], { expected: ['wiki_app', 'wiki_db'] })).toEqual({
      kind: 'waiting',
      ready: 1,
      total: 2,
      waiting: ['db'],
      preparing: false,
      trouble: null,
    })
  })

  test('when what ends by itself has ended well', () => {
    const once = service({ restart: { condition: 'none', maxAttempts: 0 } })
    expect(judge([once], [fresh({ state: 'complete', wanted: 'shutdown', exitCode: 0 })]).kind).toBe('steady')
    expect(judge([service({ mode: { kind: 'replicated', replicas: 0 } })], []).kind).toBe('steady')
  })
})

describe('what was sent has failed', () => {
  const waiting = task({ state: 'ready', wanted: 'ready', at: ago(1), createdAt: ago(1) })

  test('at the third failure, not before', () => {
    expect(judge([service()], [crashed(20), crashed(10), waiting])).toMatchObject({
      kind: 'waiting',
      trouble: { failure: { code: 'service-crashes' } },
    })
    expect(judge([service()], [crashed(30), crashed(20), crashed(10), waiting])).toMatchObject({
      kind: 'failed',
      failure: { code: 'service-crashes', facts: { service: 'app', exitCode: 3 } },
    })
  })

  test('not for failures before it was sent', () => {
    const tasks = [crashed(300), crashed(200), crashed(100), waiting]
    expect(judge([service()], tasks).kind).toBe('waiting')
  })

  test('not while it runs: it is proved first, longer than the others lived', () => {
    const lives = [
      crashed(40, { createdAt: ago(50) }),
      crashed(30, { createdAt: ago(38) }),
      crashed(20, { createdAt: ago(28) }),
    ]
    expect(judge([service()], [...lives, fresh()]).kind).toBe('waiting')
    expect(judge([service()], [...lives, fresh({ at: ago(21) })]).kind).toBe('steady')
  })

  test('when Docker went back to what ran before, and does not pass for steady on the way', () => {
    const back = (state: 'rollback_started' | 'rollback_completed') =>
      service({ update: { state, message: '', startedAt: ago(50), completedAt: null } })
    expect(judge([back('rollback_started')], [fresh()]).kind).toBe('waiting')
    expect(judge([back('rollback_completed')], [fresh()])).toMatchObject({
      kind: 'failed',
      failure: { code: 'service-rolled-back' },
    })
  })

  test('when its image was not there twice', () => {
    const missing = { state: 'rejected', error: 'No such image: x:1' } as const
    expect(judge([service()], [crashed(5, missing), waiting]).kind).toBe('waiting')
    expect(judge([service()], [crashed(9, missing), crashed(5, missing), waiting])).toMatchObject({
      kind: 'failed',
      failure: { code: 'service-image-missing', facts: { image: 'registry.example/wiki:2.0' } },
    })
  })

  test('when no machine may run it for half a minute: an old task may be about to leave', () => {
    const error = 'no suitable node (host-mode port already in use on 1 node)'
    const pending = (seconds: number) =>
      task({ state: 'pending', node: null, error, at: ago(seconds), createdAt: ago(seconds) })
    expect(judge([service()], [pending(12)]).kind).toBe('waiting')
    expect(judge([service()], [pending(31)])).toMatchObject({
      kind: 'failed',
      failure: { code: 'service-unplaceable' },
    })
  })
})

test('fetching an image is told apart', () => {
  expect(judge([service()], [fresh({ state: 'preparing' })])).toMatchObject({ kind: 'waiting', preparing: true })
  expect(judge([service()], [fresh({ state: 'starting' })])).toMatchObject({ kind: 'waiting', preparing: false })
})
