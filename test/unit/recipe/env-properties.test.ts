import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { removeVariable, setTypeVersion, setVariable, setVariables } from '../../../main/recipe/env-edit.ts'
import { parseEnvFile } from '../../../main/recipe/env-file.ts'
import { Trouble } from '../../../preload/contract/failure.ts'

const keys = ['A', 'B', 'C_1', 'TYPE'] as const
const onOneLine = ['', 'x', 'two words', '"quoted"', "'single'", '$A', '"${B}-y"', 'x # why', '"a" # length=3', 'é🌱']
const key = fc.constantFrom(...keys)
const sign = fc.constantFrom('=', ' = ')
const assignment = fc
  .oneof(
    fc.tuple(fc.constantFrom('', 'export ', '  '), key, sign, fc.constantFrom(...onOneLine, '"two\nlines"')),
    fc.tuple(fc.constantFrom('#', '# '), key, sign, fc.constantFrom(...onOneLine)),
  )
  .map((parts) => parts.join(''))
const line = fc.oneof(
  { weight: 4, arbitrary: assignment },
  { weight: 1, arbitrary: fc.constantFrom('', '  ', '# prose, with = in it', '#', '## Title ##', '\t# A') },
)
/** Duplicates, comments, CRLF or LF or both, a byte order mark, and no last newline. */
const file = fc
  .tuple(
    fc.constantFrom('', '\ufeff'),
    fc.array(fc.tuple(line, fc.constantFrom('\n', '\n', '\r\n')), { maxLength: 12 }),
    fc.oneof(fc.constant(''), assignment),
  )
  .map(([mark, lines, last]) => mark + lines.flat().join('') + last)
const value = fc.constantFrom('', 'new', 'it is', "it's", '$A', '#', ' # ', 'a\nb', '\\', '"', 'ü')

function without(text: string, from: number, to: number): string {
  return text.slice(0, from) + text.slice(to)
}

describe('an env file that is edited', () => {
  test('says the new value and differs in nothing but its line', () => {
    fc.assert(
      fc.property(file, key, value, (text, name, wanted) => {
        const before = parseEnvFile(text).lines.filter((one) => one.key === name)
        const target = before.findLast((one) => !one.commentedOut) ?? before[0]
        const result = setVariable(text, name, wanted)
        const { variables } = parseEnvFile(result)
        expect(variables.get(name)).toBe(wanted)
        if (target === undefined) {
          expect(result.startsWith(text)).toBe(true)
          return
        }
        const grown = result.length - text.length
        expect(without(result, target.start, target.valueEnd + grown)).toBe(
          without(text, target.start, target.valueEnd),
        )
      }),
      { numRuns: 3000 },
    )
  })

  test('says all of several values, also those that refer to each other', () => {
    fc.assert(
      fc.property(file, fc.dictionary(key, value, { noNullPrototype: true }), (text, wanted) => {
        const { variables } = parseEnvFile(setVariables(text, new Map(Object.entries(wanted))))
        for (const [name, one] of Object.entries(wanted)) expect(variables.get(name)).toBe(one)
      }),
      { numRuns: 2000 },
    )
  })

  test('stays as it is when it is told what it says', () => {
    fc.assert(
      fc.property(file, (text) => {
        const { variables } = parseEnvFile(text)
        expect(setVariables(text, variables)).toBe(text)
      }),
    )
  })

  test('loses a key and nothing else', () => {
    fc.assert(
      fc.property(file, key, (text, name) => {
        const kept = (of: string) => parseEnvFile(of).lines.filter((one) => one.key !== name || one.commentedOut)
        const result = removeVariable(text, name)
        expect(parseEnvFile(result).variables.has(name)).toBe(false)
        expect(kept(result).map((one) => one.written)).toEqual(kept(text).map((one) => one.written))
      }),
      { numRuns: 2000 },
    )
  })

  test('gets the version behind its recipe and loses it again', () => {
    fc.assert(
      fc.property(file, (text) => {
        const versioned = setTypeVersion(`${text}\nTYPE=wiki\n`, '1.0.0+2')
        expect(parseEnvFile(versioned).variables.get('TYPE')).toBe('wiki:1.0.0+2')
        expect(setTypeVersion(versioned, null)).toBe(`${text}\nTYPE=wiki\n`)
      }),
    )
  })
})

test('an env file of any characters is read or refused with its line', () => {
  const signs = fc.constantFrom(
    'A',
    '=',
    ':',
    '"',
    "'",
    '\\',
    '$',
    '{',
    '}',
    '(',
    '#',
    ' ',
    '\t',
    '\n',
    '\r\n',
    '\r',
    '\0',
    '\u0085',
    '\u202e',
    'é',
    '🌱',
    'export ',
  )
  const text = fc.oneof(
    fc.array(signs, { maxLength: 40 }).map((some) => some.join('')),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(text, (any) => {
      try {
        const { lines } = parseEnvFile(any)
        for (const one of lines) expect(any.slice(one.valueStart, one.valueEnd)).toBe(one.written)
      } catch (error) {
        if (!(error instanceof Trouble) || error.failure.code !== 'env-invalid') throw error
        expect(error.failure.facts.line).toBeLessThanOrEqual(any.split('\n').length)
        expect(error.failure.facts.detail).not.toMatch(/[\p{Cc}\u202e]/u)
      }
    }),
    { numRuns: 5000 },
  )
})
