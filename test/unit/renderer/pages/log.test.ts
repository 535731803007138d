import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { logColours } from '../../../../preload/contract/log.ts'
import { type KeptLines, nothingKept, withBatch } from '../../../../renderer/pages/app/kept-lines.ts'
import { evenLayout, rowsInSight, unevenLayout } from '../../../../renderer/pages/app/log-layout.ts'
import { runsOf } from '../../../../renderer/pages/app/log-runs.ts'
import { findRows, searchFor, spansIn } from '../../../../renderer/pages/app/log-search.ts'

const lines = (...texts: readonly string[]) => texts.map((text, at) => ({ service: 'app', at, text }))
const inWords = ({ rows }: KeptLines) => rows.map((row) => (row.kind === 'line' ? row.line.text : row.count))

describe('the lines that a window keeps', () => {
  test('are the newest, with a gap where some were skipped', () => {
    const first = withBatch(nothingKept, lines('a', 'b'), 0, 4)
    expect(inWords(first)).toEqual(['a', 'b'])
    expect(first.hasOlder).toBe(false)
    const second = withBatch(first, lines('c', 'd'), 7, 4)
    expect(inWords(second)).toEqual(['b', 7, 'c', 'd'])
    expect(second).toMatchObject({ came: 11, hasOlder: true })
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(5)
  })

  test('begin without a gap', () => {
    expect(withBatch(nothingKept, lines('x'), 90)).toMatchObject({ rows: [{ kind: 'line' }], came: 91, hasOlder: true })
  })
})

describe('searching them', () => {
  const { rows } = withBatch(withBatch(nothingKept, lines('One (1)', 'two'), 0), lines('a one (1) ONE', 'x'), 3)

  test('finds what is typed, whatever its case, word for word', () => {
    expect(findRows(rows, searchFor(' one (1) ') ?? expect.fail())).toEqual([0, 3])
    expect(findRows(rows, searchFor('.') ?? expect.fail())).toEqual([])
    expect(spansIn('a one (1) ONE', searchFor('one'))).toEqual([
      [2, 5],
      [10, 13],
    ])
    expect(searchFor('  ')).toBeNull()
  })

  test('takes anything that can be typed', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (words) => {
        const search = searchFor(words)
        if (search !== null) expect(spansIn(`<${words.trim()}>`, search).length).toBeGreaterThan(0)
      }),
    )
  })
})

describe('cutting a line where its looks change', () => {
  test('keeps colours, bold and what was found', () => {
    const paint = [
      { from: 2, colour: 'red', bold: true },
      { from: 6, colour: null, bold: false },
    ] as const
    expect(runsOf({ text: 'a red door', paint }, [[4, 8]])).toEqual([
      { from: 0, text: 'a ', colour: null, bold: false, isFound: false },
      { from: 2, text: 're', colour: 'red', bold: true, isFound: false },
      { from: 4, text: 'd ', colour: 'red', bold: true, isFound: true },
      { from: 6, text: 'do', colour: null, bold: false, isFound: true },
      { from: 8, text: 'or', colour: null, bold: false, isFound: false },
    ])
    expect(runsOf({ text: '' }, [])).toEqual([])
  })
})

describe('rows below each other', () => {
  test('of the same height and of different ones are found by where they are', () => {
    const even = evenLayout(100, 20)
    expect([even.height, even.topOf(3), even.at(59), even.at(60), even.at(9999)]).toEqual([2000, 60, 2, 3, 99])
    const uneven = unevenLayout(4, (index) => [20, 60, 20, 40][index] ?? 0)
    expect([0, 19, 20, 79, 80, 100, 139, 500].map((y) => uneven.at(y))).toEqual([0, 0, 1, 1, 2, 3, 3, 3])
    expect(uneven.height).toBe(140)
    expect(rowsInSight(evenLayout(20_000, 20), 20_000, 200_000, 400)).toEqual({ from: 9988, to: 10_033 })
    expect(rowsInSight(evenLayout(0, 20), 0, 0, 400)).toEqual({ from: 0, to: 0 })
  })
})

describe('the sixteen colours', () => {
  const tokens = readFileSync(path.resolve(import.meta.dirname, '../../../../renderer/style/tokens.css'), 'utf8')

  test.each(logColours)('%s can be read in light and in dark', (colour) => {
    const [text, ground] = [token(`log-${colour}`), token('sunk')]
    for (const theme of [0, 1] as const) expect(contrast(text[theme], ground[theme])).toBeGreaterThanOrEqual(4.5)
  })

  function token(name: string): readonly [light: string, dark: string] {
    const [, light, dark] = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(tokens) ?? []
    return [light ?? expect.fail(name), dark ?? expect.fail(name)]
  }
})

/** WCAG 2.2, "contrast ratio". */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
