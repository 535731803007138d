import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Trouble } from '../../../preload/contract/failure.ts'
import { parseEnvFile } from '../../../main/recipe/env-file.ts'
import { failureOf } from './failure-of.ts'

const values = (text: string) => Object.fromEntries(parseEnvFile(text).variables)
const conformance = new URL('../../../../shared/conformance/dotenv-cases.json', import.meta.url)

const recorded = z.object({
  cases: z.array(
    z.object({
      input: z.string(),
      actual: z.object({ 'godotenv-v1.5.1': z.object({ value: z.record(z.string(), z.string()).optional() }) }),
    }),
  ),
})

describe('reading an env file', () => {
  test.runIf(existsSync(conformance))('agrees with godotenv v1.5.1 in every recorded case', () => {
    const { cases } = recorded.parse(JSON.parse(readFileSync(conformance, 'utf8')))
    const read = (input: string) => {
      try {
        return values(input)
      } catch (error) {
        return error instanceof Trouble ? 'refused' : error
      }
    }
    expect(cases.length).toBeGreaterThan(70)
    expect(cases.map(({ input }) => ({ input, result: read(input) }))).toEqual(
      cases.map(({ input, actual }) => ({ input, result: actual['godotenv-v1.5.1'].value ?? 'refused' })),
    )
  })

  test('knows bare, single-quoted and double-quoted values', () => {
    expect(values(`A=plain words\nB='as $A is'\nC="line\\nnext \\"$A\\"."\nexport D = 4\nE: yaml`)).toEqual({
      A: 'plain words',
      B: 'as $A is',
      C: 'line\nnext "plain words".',
      D: '4',
      E: 'yaml',
    })
  })

  test('cuts a comment only where a space stands before its sign', () => {
    expect(values('A=one # two\nB=one#two\nC="x"#y\nD=#one')).toEqual({ A: 'one', B: 'one#two', C: 'x', D: '#one' })
  })

  test('accumulates a list through references to earlier lines', () => {
    const text = 'COMPOSE_FILE="compose.yml"\nCOMPOSE_FILE="$COMPOSE_FILE:compose.mail.yml"\n'
    expect(values(text)).toEqual({ COMPOSE_FILE: 'compose.yml:compose.mail.yml' })
  })

  test('fills in upper-case names only, and an escaped dollar stays', () => {
    expect(values('A=1\nB=$A ${A} $a ${a} \\$A $(A)')).toEqual({ A: '1', B: '1 1 $a ${a} $A 1)' })
  })

  test('never sees the environment of this computer', () => {
    expect(process.env['PATH']).not.toBe('')
    expect(values('A=$PATH$HOME')).toEqual({ A: '' })
  })

  test('reads quoted values across lines and says where they begin and end', () => {
    const { lines } = parseEnvFile("A=1\n\nB='two\r\nlines'\nC=3")
    expect(lines.map(({ key, value, number, lastNumber }) => [key, value, number, lastNumber])).toEqual([
      ['A', '1', 1, 1],
      ['B', 'two\nlines', 3, 4],
      ['C', '3', 5, 5],
    ])
  })

  test('reads the modifiers behind a value and leaves them out of it', () => {
    const { lines } = parseEnvFile(
      'SECRET_A_VERSION=v1 # length=64 charset=default,special\nSECRET_B_VERSION="v2" #generate=false',
    )
    expect(lines.map(({ value, modifiers }) => [value, Object.fromEntries(modifiers)])).toEqual([
      ['v1', { length: '64', charset: 'default,special' }],
      ['v2', { generate: 'false' }],
    ])
  })

  test('knows lines that are commented out from prose', () => {
    const { variables, lines } = parseEnvFile(
      '#A=1\n# B="two words" # note\n## C=\n# Use D=4 here\n# E is e=5\n#F="open\n# G=1 turns on what nobody ever asked for\n#H=a b c d e f g\n',
    )
    expect([...variables]).toEqual([])
    expect(lines.map(({ key, value, commentedOut, comment }) => [key, value, commentedOut, comment])).toEqual([
      ['A', '1', true, ''],
      ['B', 'two words', true, 'note'],
      ['C', '', true, ''],
      ['H', 'a b c d e f g', true, ''],
    ])
  })

  test('passes over a byte order mark', () => {
    expect(values('\ufeffA=1\r\nB=2\r\n')).toEqual({ A: '1', B: '2' })
  })

  test.each([
    ['a word without a value', 'A=1\nnonsense here\nB=2', 2],
    ['a quote that is never closed', 'A=1\nB="two\nC=3\n', 2],
    ['a sign that no name has', 'A=1\n\n\nB-C=2', 4],
  ])('refuses %s and names its line', (_, text, line) => {
    expect(failureOf(() => parseEnvFile(text, 'wiki.env'))).toMatchObject({
      code: 'env-invalid',
      facts: { file: 'wiki.env', line },
    })
  })

  test('refuses values that double until they fill the memory', () => {
    const doubling = Array.from({ length: 40 }, () => 'A="$A$A"').join('\n')
    expect(failureOf(() => parseEnvFile(`A=0123456789\n${doubling}`))).toMatchObject({ code: 'env-invalid' })
  })

  test.each([
    ['spaces', `A=${' '.repeat(250_000)}x`],
    ['spaces at the end', `A=x${' '.repeat(250_000)}`],
    ['signs of comments', `A=${'#'.repeat(250_000)}`],
    ['dollars', `A=${'$'.repeat(250_000)}`],
    ['backslashes', `A="${'\\'.repeat(250_000)}"`],
    ['escaped quotes', `A="${'\\"'.repeat(120_000)}`],
    ['comments', '#A="\n'.repeat(19_000)],
    ['a long name', 'A'.repeat(250_000)],
  ])('takes no longer for a quarter of a million %s', (_, text) => {
    const start = performance.now()
    try {
      parseEnvFile(text)
    } catch (error) {
      expect(error).toBeInstanceOf(Trouble)
    }
    expect(performance.now() - start).toBeLessThan(4000)
  })

  test('gives values or its own failure for any text', () => {
    const unit = fc.constantFrom(
      'A',
      'B',
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
      '\n',
      '\r',
      'é',
      '\u00a0',
      '🌱',
      'export ',
    )
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 40 }), (units) => {
        try {
          parseEnvFile(units.join(''))
        } catch (error) {
          expect(error).toBeInstanceOf(Trouble)
        }
      }),
      { numRuns: 3000 },
    )
  })
})
