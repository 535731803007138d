import { describe, expect, test } from 'vitest'
import { openPieces } from '../../../main/app/inside/pieces.ts'
import { Trouble } from '../../../preload/contract/failure.ts'

describe('pieces', () => {
  test('arrive in order, and no more of them than were told', async () => {
    const pieces = openPieces(5)
    const sent = (async () => {
      for (const text of ['ab', 'cd', 'efgh']) await pieces.add(Buffer.from(text))
      await pieces.add(Buffer.from('more'))
    })()
    const got: string[] = []
    for await (const piece of pieces.all) got.push(piece.toString())
    await sent
    expect(got).toEqual(['ab', 'cd', 'e'])
  })

  test('of an empty file are none', async () => {
    for await (const piece of openPieces(0).all) expect.fail(`there is ${piece.length}`)
  })

  test('that stop fail on both sides', async () => {
    const pieces = openPieces(10)
    const trouble = new Trouble({ code: 'cancelled', facts: {} })
    const reading = (async () => {
      for await (const piece of pieces.all) expect(piece.toString()).toBe('ab')
    })()
    await pieces.add(Buffer.from('ab'))
    pieces.stop(trouble)
    await expect(reading).rejects.toBe(trouble)
    await expect(pieces.add(Buffer.from('cd'))).rejects.toBe(trouble)
    expect(pieces.trouble()).toBe(trouble)
  })
})
