import { describe, expect, test } from 'vitest'
import { folderAbove, joined, lastName } from '../../../../renderer/pages/app/technician/part-path.ts'
import { shownName } from '../../../../renderer/pages/app/technician/shown-name.ts'
import { openTypedText } from '../../../../renderer/pages/app/technician/typed-text.ts'
import { typedWords } from '../../../../renderer/pages/app/technician/typed-words.ts'

test('paths lead down and up', () => {
  expect(joined('/', 'data')).toBe('/data')
  expect(joined('/data', 'a b')).toBe('/data/a b')
  expect(['/data/a', '/data/', '/data', '/'].map(folderAbove)).toEqual(['/data', '/', '/', '/'])
  expect(['/data/a', '/data/', '/'].map(lastName)).toEqual(['a', 'data', '/'])
})

test('names that hide something are told from others', () => {
  expect(shownName('a\nb')).toBe('a‹0A›b')
  expect(shownName('\u202egnp.exe')).toBe('‹202E›gnp.exe')
  expect(shownName('ünï 🍲')).toBe('ünï 🍲')
})

describe('words typed in a line', () => {
  test.for([
    ['', []],
    ['  one   two ', ['one', 'two']],
    ['"one two" three', ['one two', 'three']],
    [`it"'"s '' $(id) ; rm`, ["it's", '', '$(id)', ';', 'rm']],
    ['"one', null],
  ] as const)('%j', ([line, words]) => {
    expect(typedWords(line)).toEqual(words)
  })
})

test('what is typed is sent in order, together with what came meanwhile', async () => {
  const sent: string[] = []
  const arrive: (() => void)[] = []
  const type = openTypedText((text) => {
    sent.push(text)
    return new Promise<void>((resolve) => arrive.push(resolve))
  })
  for (const key of ['a', 'b', 'c']) type(key)
  expect(sent).toEqual(['a'])
  arrive[0]?.()
  await Promise.resolve()
  await Promise.resolve()
  await Promise.resolve()
  expect(sent).toEqual(['a', 'bc'])
})
