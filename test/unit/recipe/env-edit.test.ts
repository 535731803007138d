import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  appendVariable,
  commentLines,
  removeVariable,
  setTypeVersion,
  setVariable,
  setVariables,
  uncommentLines,
} from '../../../main/recipe/env-edit.ts'
import { parseEnvFile } from '../../../main/recipe/env-file.ts'
import { Trouble } from '../../../preload/contract/failure.ts'
import { failureOf } from './failure-of.ts'

const file =
  '\ufeffTYPE=wiki:1.0.0+2.0\r\n\r\n# The name\r\nNAME=Old # shown on top\r\nNAME=New\r\n#COLOUR=red\r\nLAST="x"'

const awkward = fc
  .array(
    fc.constantFrom(
      'a',
      'B',
      '7',
      ' ',
      '#',
      ' #',
      "'",
      '"',
      '\\',
      '$',
      '${A}',
      '\n',
      '\r\n',
      '=',
      ':',
      'é',
      '🌱',
      '\t',
      '`',
    ),
    {
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(''))

describe('editing an env file', () => {
  test('changes one value and no other byte', () => {
    expect(setVariable(file, 'NAME', 'Newer')).toBe(file.replace('NAME=New', 'NAME=Newer'))
    expect(setVariable(file, 'LAST', 'it is')).toBe(file.replace('"x"', '"it is"'))
  })

  test('makes the first commented-out line active when no line is', () => {
    expect(setVariable(file, 'COLOUR', 'blue')).toBe(file.replace('#COLOUR=red', 'COLOUR=blue'))
  })

  test('adds a line with the line end of the file when the key is nowhere', () => {
    expect(setVariable(file, 'SIZE', '3')).toBe(`${file}\r\nSIZE=3\r\n`)
    expect(appendVariable('', 'A', '')).toBe('A=\n')
    expect(appendVariable('A=1\n', 'B', 'two words')).toBe("A=1\nB='two words'\n")
  })

  test('keeps the comment behind a value, and quotes what would swallow it', () => {
    expect(setVariable('A=1 # why', 'A', 'x')).toBe('A=x # why')
    expect(setVariable('A="1" # a # b', 'A', 'x')).toBe('A="x" # a # b')
    expect(setVariable('A=1 # why', 'A', '')).toBe("A='' # why")
  })

  test('leaves a file alone that says the value already', () => {
    expect(setVariable("A='one'  # x\n", 'A', 'one')).toBe("A='one'  # x\n")
  })

  test('refuses a name that is none, and a last line that would become unreadable', () => {
    expect(failureOf(() => appendVariable('', 'A B', '1'))).toMatchObject({ code: 'setting-invalid' })
    expect(failureOf(() => appendVariable('nameless', 'A', '1'))).toMatchObject({ code: 'env-invalid' })
  })

  test('any value that is set reads back identical, and nothing but its line differs', () => {
    let written = 0
    const place = fc.constantFrom(
      'A=old',
      'A="old"',
      "A='old'",
      'export A=old # note',
      'A="old" # a # b',
      '#A=old',
      '# A="old"',
      '',
    )
    const around = fc.constantFrom(
      '',
      '# a comment\n',
      'B=1\r\n\r\n',
      'B="two\nlines"\n',
      '\ufeffB=$C\n',
      'A=earlier\nB=2\n',
    )
    const end = fc.constantFrom('', '\n', '\r\n', '\nB=$A\n# end')
    fc.assert(
      fc.property(around, place, end, awkward, (before, line, after, value) => {
        const text = before + line + after
        let result: string
        try {
          result = setVariable(text, 'A', value)
        } catch (error) {
          expect(error).toBeInstanceOf(Trouble)
          // Only what ends in its own quote or in a backslash and needs quotes has no spelling.
          expect(value).toMatch(/["'\\]/)
          return
        }
        written++
        expect(parseEnvFile(result).variables.get('A')).toBe(value)
        if (line === '' || before.startsWith('A=')) return
        expect(result.startsWith(before)).toBe(true)
        expect(result.endsWith(after)).toBe(true)
        if (!/\n.*["\\]$|\r/s.test(value)) {
          expect(result.slice(before.length, result.length - after.length).split('\n')).toHaveLength(1)
        }
      }),
      { numRuns: 5000 },
    )
    expect(written).toBeGreaterThan(4000)
  })

  test('sets hundreds of values in a file of the largest size in time, also on one line', () => {
    const names = Array.from({ length: 500 }, (_unused, index) => `KEY_${index}`)
    const values = new Map(names.map((name) => [name, 'new']))
    const lines = names.map((name) => `${name}=old # ${'x'.repeat(450)}\n`).join('')
    const oneLine = `${names.map((name) => `${name}="old"`).join(' ')} # ${'x'.repeat(200_000)}`
    for (const text of [lines, oneLine]) {
      const began = performance.now()
      expect(setVariables(text, values)).toBe(text.replaceAll('old', 'new'))
      expect(performance.now() - began).toBeLessThan(4000)
    }
  })

  test('takes a key out with all its active lines', () => {
    expect(removeVariable(file, 'NAME')).toBe(file.replace('NAME=Old # shown on top\r\nNAME=New\r\n', ''))
    expect(removeVariable(file, 'COLOUR')).toBe(file)
    expect(removeVariable(file, 'LAST')).toBe(file.replace('LAST="x"', ''))
    expect(removeVariable('A="two\nlines"\nB=1\n', 'A')).toBe('B=1\n')
    expect(removeVariable('A="x" B=1\n', 'A')).toBe(' B=1\n')
  })

  test('comments lines out and in again', () => {
    expect(uncommentLines('# one\n#A=1\n  ##  B=2\r\nC=3', [2, 3, 4])).toBe('# one\nA=1\n  B=2\r\nC=3')
    expect(commentLines('\ufeffA=1\nB=2\n', [1])).toBe('\ufeff#A=1\nB=2\n')
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('A=1', 'B="x"\r', '', '# prose'), { minLength: 1 }),
        fc.nat(20),
        (lines, number) => {
          const text = lines.join('\n')
          fc.pre(!(lines[number - 1] ?? '').startsWith('#'))
          expect(uncommentLines(commentLines(text, [number]), [number])).toBe(text)
        },
      ),
    )
  })

  test('writes the version into the line that names the recipe, and only there', () => {
    expect(setTypeVersion(file, '1.1.0+2.1')).toBe(file.replace('wiki:1.0.0+2.0', 'wiki:1.1.0+2.1'))
    expect(setTypeVersion(file, null)).toBe(file.replace(':1.0.0+2.0', ''))
    expect(setTypeVersion('A=1\nTYPE=wiki # our recipe', '1.0.0+1')).toBe('A=1\nTYPE=wiki:1.0.0+1 # our recipe')
    expect(setTypeVersion('TYPE=wiki\nRECIPE="wiki"\n', '1.0.0+1')).toBe('TYPE=wiki\nRECIPE="wiki:1.0.0+1"\n')
    expect(setTypeVersion('A=1\n', '1.0.0+1')).toBe('A=1\n')
  })
})
