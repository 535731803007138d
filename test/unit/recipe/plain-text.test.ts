import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainLine, plainText } from '../../../main/recipe/plain-text.ts'

describe('foreign text', () => {
  test.each([
    ['colours', 'a\u001b[1;31mb\u001b[0mc', 'abc'],
    ['window titles', 'a\u001b]0;title\u0007b\u001b]8;;https://x\u001b\\c', 'abc'],
    ['cursor moves', 'a\u001b[2J\u001b[Hb\u001b7\u001bMc', 'abc'],
    ['the one-character forms', 'a\u009b31mb\u009dtitle\u009cc', 'abc'],
    ['backspaces, bells and carriage returns', 'a\u0008\u0007b\rc\r\nd', 'ab\nc\nd'],
    ['reversed reading', 'a\u202eb\u2066c', 'abc'],
    ['a lone escape', 'a\u001b', 'a'],
  ])('loses %s', (_, text, plain) => {
    expect(plainText(text)).toBe(plain)
  })

  test('keeps letters of all languages, tabs and lines', () => {
    expect(plainText('Grüße\t🌱\nمرحبا')).toBe('Grüße\t🌱\nمرحبا')
  })

  test('is cut where it is too long', () => {
    expect(plainText('a'.repeat(100), 10)).toBe(`${'a'.repeat(10)}…`)
    expect(plainLine(' a \n\t b ')).toBe('a b')
  })

  test('has no control character left whatever it was', () => {
    const unit = fc.constantFrom(
      '\u001b',
      '[',
      ']',
      '0',
      ';',
      'm',
      '\u0007',
      '\u009b',
      '\\',
      'P',
      'a',
      '\r',
      '\n',
      '\u0000',
      '\u007f',
    )
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), (units) => {
        expect(plainText(units.join(''))).not.toMatch(/[^\P{Cc}\n\t]/u)
      }),
      { numRuns: 3000 },
    )
  })

  test.each(['\u001b', '\u001b]', '\u001b[', '\u001b[0', '\u001b]x\n'])('of many %j is cleaned in time', (part) => {
    const start = performance.now()
    plainText(part.repeat(100_000))
    expect(performance.now() - start).toBeLessThan(4000)
  })
})
