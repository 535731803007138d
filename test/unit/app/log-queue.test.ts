import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openKeptLog } from '../../../main/app/kept-log.ts'
import { openLogQueue } from '../../../main/app/log-queue.ts'

const line = (at: number, service = 'app') => ({ service, at, text: `line ${at}` })
const queueOf = (room: number) => openLogQueue<number>(room, (one, other) => one - other)

describe('lines on their way to a window', () => {
  test('are taken in batches, oldest first, whichever part was quicker', () => {
    const queue = queueOf(10)
    for (const at of [5, 7, 1, 6]) queue.add(at)
    expect(queue.take(3)).toEqual({ skipped: 0, items: [1, 5, 6] })
    expect(queue.take(3)).toEqual({ skipped: 0, items: [7] })
    expect(queue.take(3)).toBeNull()
  })

  test('make room for newer ones when nobody takes them, and are counted', () => {
    const queue = queueOf(4)
    for (let at = 1; at <= 5; at += 1) queue.add(at)
    expect(queue.take(10)).toEqual({ skipped: 2, items: [3, 4, 5] })
    queue.add(6)
    expect(queue.take(10)).toEqual({ skipped: 0, items: [6] })
  })

  test('are never more than there is room for, and none is lost without being counted', () => {
    const step = fc.oneof({ weight: 5, arbitrary: fc.constant('add' as const) }, { arbitrary: fc.nat(6), weight: 1 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.array(step, { maxLength: 200 }), (room, steps) => {
        const queue = queueOf(room)
        let [added, taken, last] = [0, 0, 0]
        const take = (most: number) => {
          const batch = queue.take(most)
          if (batch === null) return
          taken += batch.skipped + batch.items.length
          expect(batch.items.length).toBeLessThanOrEqual(Math.min(room, most))
          for (const at of batch.items) {
            expect(at).toBeGreaterThan(last)
            last = at
          }
        }
        for (const each of steps) {
          if (each === 'add') queue.add((added += 1))
          else if (each > 0) take(each)
        }
        take(room)
        expect(taken).toBe(added)
        expect(last).toBe(added)
      }),
    )
  })
})

describe('what is kept of a log for saving', () => {
  test('is the newest lines, with their times and parts, and says where some are missing', () => {
    const kept = openKeptLog(4)
    kept.add({ skipped: 3, lines: [line(1), line(2)] })
    kept.add({ skipped: 0, lines: [line(3, 'db')] })
    expect(kept.text()).toMatchObject({ lines: 3, skipped: 0 })
    kept.add({ skipped: 40, lines: [line(50), line(51)] })
    expect(kept.text()).toEqual({
      lines: 4,
      skipped: 40,
      text: [
        '1970-01-01T00:00:00.002Z app line 2',
        '1970-01-01T00:00:00.003Z db line 3',
        '… 40 …',
        '1970-01-01T00:00:00.050Z app line 50',
        '1970-01-01T00:00:00.051Z app line 51',
        '',
      ].join('\n'),
    })
  })
})
