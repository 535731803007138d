import { describe, expect, test } from 'vitest'
import { makePassword, passwordRule, type Random } from '../../../main/recipe/passwords.ts'

const rule = (modifiers: Readonly<Record<string, string>>) => passwordRule(new Map(Object.entries(modifiers)))
const first: Random = () => 0
const last: Random = (exclusiveMaximum) => exclusiveMaximum - 1
const inTurn = (): Random => {
  let count = 0
  return (exclusiveMaximum) => count++ % exclusiveMaximum
}
const make = (modifiers: Readonly<Record<string, string>>, random: Random) => {
  const made = rule(modifiers)
  if (made.kind === 'by-member') throw new Error('nothing to make')
  return makePassword(made, random)
}

describe('a password', () => {
  test('without a length is six words of the EFF list', () => {
    expect(make({}, first)).toBe('abacus-abacus-abacus-abacus-abacus-abacus')
    expect(make({ length: 'long' }, last)).toBe('zoom-zoom-zoom-zoom-zoom-zoom')
  })

  test('may have any of the 7,776 words', () => {
    const asked: number[] = []
    make({}, (exclusiveMaximum) => asked.push(exclusiveMaximum) - 1)
    expect(asked).toEqual([7776, 7776, 7776, 7776, 7776, 7776])
  })

  test('with a length has letters and digits that nobody mistakes', () => {
    const password = make({ length: '56' }, inTurn())
    expect(password).toBe('abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'.slice(0, 56))
    expect(password).not.toMatch(/[lIO01]/)
  })

  test.each([
    ['special', /^[!@#$%^&*_\-+=]{40}$/],
    ['safespecial', /^[!@#%^&*_\-+=]{40}$/],
    ['hex', /^[0-9a-f]{40}$/],
    ['unheard-of', /^[A-Za-z2-9]{40}$/],
  ])('of the alphabet %s has nothing else', (charset, shape) => {
    expect(make({ length: '40', charset }, inTurn())).toMatch(shape)
  })

  test('of two alphabets draws each character of both with equal chance', () => {
    const joined = rule({ length: '40', charset: 'default,safespecial,special' })
    expect(joined).toMatchObject({ kind: 'characters' })
    if (joined.kind !== 'characters') return
    expect(new Set(joined.alphabet).size).toBe(joined.alphabet.length)
    expect(joined.alphabet).toHaveLength(57 + 12)
  })

  test.each([
    ['1', 5],
    ['5', 5],
    ['1024', 1024],
    ['999999999', 1024],
  ])('of length=%s has %i characters', (length, characters) => {
    expect(make({ length }, first)).toHaveLength(characters)
  })

  test('that only the member knows is not made', () => {
    expect(rule({ generate: 'false', length: '20' })).toEqual({ kind: 'by-member' })
    expect(rule({ generate: 'true' })).toMatchObject({ kind: 'passphrase' })
  })

  test('is not made from a random source that is broken', () => {
    expect(() => make({}, (exclusiveMaximum) => exclusiveMaximum)).toThrow(RangeError)
    expect(() => make({ length: '8' }, () => 0.5)).toThrow(RangeError)
  })
})
