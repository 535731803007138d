import { expect, test } from 'vitest'
import { withNewLines } from '../../../main/recipe/new-lines.ts'

const file = 'TYPE=wiki:1.0.0+1\nDOMAIN=wiki.example.org\n#MAIL=off\n'

test('settings that a newer sample has come at the end, with what stands behind them', () => {
  const sample =
    'TYPE=wiki\nDOMAIN=wiki.example.org\nLANGUAGE=en\n# a comment\nSECRET_KEY_VERSION=v1 # length=32\n#THEME=dark\nMAIL=on\n'
  expect(withNewLines(file, sample)).toBe(`${file}LANGUAGE=en\nSECRET_KEY_VERSION=v1 # length=32\n`)
})

test('a file that lacks nothing stays as it is, byte for byte', () => {
  expect(withNewLines(file, file)).toBe(file)
})

test('line ends are those of the file, and a last line without one gets it', () => {
  const text = withNewLines('TYPE=wiki\r\nDOMAIN=x', 'TYPE=wiki\nA="two\nlines"\nB=2')
  expect(text).toBe('TYPE=wiki\r\nDOMAIN=x\r\nA="two\nlines"\r\nB=2\r\n')
})
