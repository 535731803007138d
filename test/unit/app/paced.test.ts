import { describe, expect, test } from 'vitest'
import { inBatches, openPace } from '../../../main/app/inside/paced.ts'
import { Trouble } from '../../../preload/contract/failure.ts'

const never = new AbortController().signal

async function* chunks(...all: readonly (string | Buffer)[]): AsyncGenerator<Buffer> {
  for (const chunk of all) yield Buffer.from(chunk)
}

describe('output in batches', () => {
  test('is all of it, in order, with letters that came in two pieces', async () => {
    const pace = openPace()
    const bytes = Buffer.from('größer')
    const text: string[] = []
    for await (const batch of inBatches(
      chunks(bytes.subarray(0, 3), bytes.subarray(3), ' ', 'x'.repeat(100_000)),
      pace,
      never,
    )) {
      text.push(batch.text)
      pace.taken(batch.batch)
    }
    expect(text.join('')).toBe(`größer ${'x'.repeat(100_000)}`)
  })

  test('is not read on while nobody takes it', async () => {
    let read = 0
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) {
        read += 1
        yield Buffer.alloc(64 * 1024, 'x')
      }
    }
    const left = new AbortController()
    const pace = openPace()
    const batches = inBatches(endless(), pace, left.signal)
    for (const wanted of [1, 2, 3]) expect(await batches.next()).toMatchObject({ value: { batch: wanted } })
    const fourth = batches.next()
    const before = read
    expect(before).toBeLessThan(4)
    pace.taken(1)
    expect(await fourth).toMatchObject({ value: { batch: 4 } })
    left.abort()
    await batches.return(undefined)
  })

  test('tells what reading failed with, after what came before', async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield Buffer.from('last words')
      throw new Trouble({ code: 'connection-lost', facts: { server: 'garden' } })
    }
    const batches = inBatches(broken(), openPace(), never)
    expect(await batches.next()).toMatchObject({ value: { text: 'last words' } })
    await expect(batches.next()).rejects.toMatchObject({ failure: { code: 'connection-lost' } })
  })
})
