import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { openLogs } from '../../../main/app/logs.ts'
import type { Engine } from '../../../main/outside/docker/engine.ts'
import type { LogOptions } from '../../../main/outside/docker/logs.ts'
import type { LogEvent } from '../../../preload/contract/log.ts'
import { Trouble } from '../../../preload/contract/failure.ts'
import { failureOf } from '../../support/failure-of.ts'

const wish = { server: 'garden', app: 'wiki', since: 'newest' } as const
const now = Date.parse('2026-05-03T10:00:00Z')

interface Script {
  readonly lines?: number
  readonly failure?: Trouble
}

/** Logs of an app with one part, whose Engine writes so many lines at once and then fails or goes on listening. */
function logsOf({ lines = 0, failure }: Script) {
  const asked: LogOptions[] = []
  const saved: { readonly name: string; readonly text: string }[] = []
  const engine = {
    services: () => Promise.resolve([{ id: 's', name: 'wiki_app' }]),
    async *rawServiceLog(_id: string, options: LogOptions, signal: AbortSignal) {
      asked.push(options)
      const times = Array.from({ length: lines }, (_, index) => new Date(now + index + 1).toISOString())
      yield { stream: 'output', lines: times.map((time, index) => `${time} line ${index + 1}`) }
      if (failure !== undefined) throw failure
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    },
  } as unknown as Engine
  const logs = openLogs({
    engine: () => Promise.resolve(engine),
    stackOf: () => Promise.resolve('wiki'),
    saveDownload: (name, text) => Promise.resolve(`/downloads/${saved.push({ name, text }) && name}`),
    now: () => now,
  })
  return { logs, asked, saved }
}

async function next(events: AsyncGenerator<LogEvent>): Promise<LogEvent> {
  const { value, done } = await events.next()
  if (done === true) throw new Error('The stream has ended')
  return value
}

async function began(events: AsyncGenerator<LogEvent>): Promise<string> {
  const first = await next(events)
  if (first.kind !== 'began') throw new Error(`It began with ${first.kind}`)
  return first.stream
}

describe('a log that a page looks at', () => {
  test.each([
    ['newest', { tail: 200, follow: true }],
    ['ten-minutes', { tail: 20_000, follow: true, since: now - 600_000 }],
    ['hour', { tail: 20_000, follow: true, since: now - 3_600_000 }],
    ['day', { tail: 20_000, follow: true, since: now - 86_400_000 }],
    ['all', { tail: 20_000, follow: true }],
  ] as const)('from %s on asks the server for just that', async (since, options) => {
    const { logs, asked } = logsOf({ lines: 1 })
    const leaving = new AbortController()
    const events = logs.log({ ...wish, since }, leaving.signal)
    await began(events)
    await next(events)
    leaving.abort()
    expect((await events.next()).done).toBe(true)
    expect(asked).toEqual([options])
  })

  test('sends no more than a page takes, and tells what it skipped', async () => {
    const { logs } = logsOf({ lines: 30_000 })
    const leaving = new AbortController()
    const events = logs.log(wish, leaving.signal)
    const stream = await began(events)
    const batches = [await next(events), await next(events), await next(events)]
    expect(batches).toMatchObject([
      { batch: 1, skipped: 10_000, lines: { length: 1000 } },
      { batch: 2, skipped: 0, lines: { length: 1000 } },
      { batch: 3, skipped: 0, lines: { length: 1000 } },
    ])
    let came: LogEvent | null = null
    const fourth = next(events).then((event) => (came = event))
    for (let turns = 0; turns < 100; turns += 1) await turn()
    expect(came).toBeNull()
    logs.logTaken({ stream, batch: 1 })
    expect(await fourth).toMatchObject({ batch: 4 })
    leaving.abort()
    expect((await events.next()).done).toBe(true)
  })

  test('ends for a page that leaves without having taken anything', async () => {
    const { logs } = logsOf({ lines: 9000 })
    const leaving = new AbortController()
    const events = logs.log(wish, leaving.signal)
    await began(events)
    for (const _ of [1, 2, 3]) await next(events)
    const end = events.next()
    leaving.abort()
    expect((await end).done).toBe(true)
  })

  test('can still be saved once it has ended, but not once it is left', async () => {
    const failure = { code: 'connection-lost', facts: { server: 'garden' } } as const
    const { logs, saved } = logsOf({ lines: 2, failure: new Trouble(failure) })
    const leaving = new AbortController()
    const events = logs.log(wish, leaving.signal)
    const stream = await began(events)
    expect(await next(events)).toMatchObject({ lines: [{ text: 'line 1' }, { text: 'line 2' }] })
    expect(await next(events)).toEqual({ kind: 'ended', failure })
    expect(await logs.saveLog({ stream })).toEqual({
      file: '/downloads/wiki-log-2026-05-03-10-00-00.txt',
      lines: 2,
      skipped: 0,
    })
    expect(saved[0]?.text).toBe('2026-05-03T10:00:00.001Z app line 1\n2026-05-03T10:00:00.002Z app line 2\n')
    const end = events.next()
    leaving.abort()
    expect((await end).done).toBe(true)
    expect((await failureOf(logs.saveLog({ stream }))).code).toBe('log-closed')
  })
})
