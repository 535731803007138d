import { describe, expect, test } from 'vitest'
import { textIn } from '../../../../renderer/pages/app/settings/settings-draft.ts'

/** As a browser's editor gives a text back: every line ends with `\n`. */
const edited = (from: string, change: (text: string) => string) =>
  textIn({ from, now: change(from.replaceAll('\r\n', '\n')) })

describe('a text that was edited in the window', () => {
  test.each(['A=1\r\nB=2\r\nC=3\r\n', 'A=1\r\nB=2\nC=3', '\ufeffA=1\nB=2\nC=3\n', ''])('%j is the same', (from) => {
    expect(edited(from, (text) => text)).toBe(from)
  })

  test('keeps the line ends around a change', () => {
    expect(edited('A=1\r\nB=2\nC=3\r\n', (text) => text.replace('B=2', 'B=9\nX=1'))).toBe(
      'A=1\r\nB=9\r\nX=1\r\nC=3\r\n',
    )
    expect(edited('A=1\r\nB=2\r\n', (text) => `${text}X=1\n`)).toBe('A=1\r\nB=2\r\nX=1\r\n')
    expect(edited('A=1\r\nB=2', (text) => `${text}\nX=1`)).toBe('A=1\r\nB=2\r\nX=1')
  })
})
