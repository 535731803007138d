import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanLine, paintedLine } from '../../../main/outside/docker/clean-text.ts'

const limit = 4000
const plain = { colour: null, bold: false }

describe('what an app writes for a terminal', () => {
  test('keeps its colours and its bold', () => {
    expect(paintedLine('a \u001b[1;31mred\u001b[0m and \u001b[92mgreen\u001b[39m', limit)).toEqual({
      text: 'a red and green',
      paint: [
        { from: 2, colour: 'red', bold: true },
        { from: 5, ...plain },
        { from: 10, colour: 'bright-green', bold: false },
      ],
    })
  })

  test.each([
    ['38;5;9', 'bright-red'],
    ['38;5;208', 'yellow'],
    ['38;5;21', 'blue'],
    ['38;5;232', 'black'],
    ['38;5;255', 'white'],
    ['38;2;255;250;10', 'bright-yellow'],
    ['38:2::0:200:0', 'green'],
    ['38:2:0:200:0', 'green'],
    ['48;5;1;35', 'magenta'],
    ['48;2;31;31;31;35', 'magenta'],
    ['38;5;400', null],
    ['38;2;1', null],
    ['38;5', null],
    ['999;;', null],
  ])('of \\e[%sm makes %s of the sixteen', (parameters, colour) => {
    const { paint } = paintedLine(`\u001b[${parameters}mx`, limit)
    expect(paint).toEqual(colour === null ? [] : [{ from: 0, colour, bold: false }])
  })

  test.each([
    ['a cursor that moves', 'on\u001b[2J\u001b[10;3H\u001b[1Ae', 'one'],
    ['a title', 'on\u001b]0;rm -rf /\u0007e', 'one'],
    ['a link', '\u001b]8;;https://evil.example\u001b\\one\u001b]8;;\u001b\\', 'one'],
    ['device control', 'o\u001bP$q"p\u001b\\ne', 'one'],
    ['a message to the program, without an end', 'one\u001b_payload', 'one'],
    ['a private mode', '\u001b[?1049h\u001b[>4mone\u001b[?25l', 'one'],
    ['another set of letters', '\u001b(0one\u001b#8\u001bc', 'one'],
    ['the 8-bit forms', '\u009b31mo\u009d0;title\u009cne', 'one'],
    ['one that was cut off', 'one\u001b[38;5', 'one'],
    ['an escape at the end', 'one\u001b', 'one'],
    ['a bell and a backspace', 'on\u0007\u0008e', 'one'],
    ['text that runs backwards', 'o\u202en\u2066e', 'one'],
  ])('loses %s', (_, text, clean) => {
    expect(cleanLine(text, limit)).toBe(clean)
  })

  const word = fc.stringMatching(/^[ -~äöü☕]{0,12}$/)
  const sequence = fc.oneof(
    fc.array(fc.nat(300), { maxLength: 6 }).map((numbers) => `\u001b[${numbers.join(';')}m`),
    fc.constantFrom(
      '\u001b[2K',
      '\u001b[?25h',
      '\u001b]0;title\u0007',
      '\u001b]8;;x\u001b\\',
      '\u001bPq\u001b\\',
      '\u0000',
    ),
  )

  test('loses none of its text', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(sequence, word), { maxLength: 40 }), (pieces) => {
        const { text } = paintedLine(pieces.flat().join(''), limit)
        expect(text).toBe(pieces.map(([, words]) => words).join(''))
      }),
    )
  })

  test('never has a control character, and its paint is in order and within it, whatever is written', () => {
    const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array).toString('latin1'))
    const nasty = fc.array(fc.constantFrom('\u001b', '[', ']', '38', ';', ':', '5', 'm', '\u0007', '\\', 'x'), {
      maxLength: 200,
    })
    fc.assert(
      fc.property(
        fc.oneof(
          bytes,
          fc.string({ unit: 'binary' }),
          nasty.map((all) => all.join('')),
        ),
        (line) => {
          const { text, paint } = paintedLine(line, 100)
          // oxlint-disable-next-line no-control-regex
          expect(text).not.toMatch(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
          expect(text.length).toBeLessThanOrEqual(101)
          const places = paint.map(({ from }) => from)
          expect(places).toEqual([...new Set(places)].toSorted((one, other) => one - other))
          expect(places.every((from) => from < text.length)).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('costs little, also where it is made to cost much', () => {
    const began = performance.now()
    for (const piece of ['\u001b[', '\u001b]', '\u001b[38;5;', '\u001b[31m', '\u001b[:::'])
      paintedLine(piece.repeat(100_000), limit)
    expect(performance.now() - began).toBeLessThan(10_000)
  })
})
