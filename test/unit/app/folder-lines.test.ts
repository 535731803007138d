import { describe, expect, test } from 'vitest'
import { mostEntries, readListing } from '../../../main/app/inside/folder-lines.ts'

const file = (name: string) => `81a4 12 1700000000 1000 33 ./${name}\n`

function output(names: readonly string[], lines: string, leads = '', count = names.length): Buffer {
  return Buffer.from(`${[String(count), ...names.map((name) => `./${name}`)].join('\0')}\0\0${lines}\0${leads}`)
}

describe('what a listing says', () => {
  test('becomes entries, folders first', () => {
    const lines = `${file('a')}41ed 4096 1700000001 0 0 ./z\na1ff 1 1700000002 0 0 ./link\n`
    const { entries = [], total } =
      readListing(output(['a', 'z', 'link'], lines, '81a4 ./a\n41ed ./z\n41ed ./link\n')) ?? {}
    expect(total).toBe(3)
    expect(entries.map(({ name, kind, leadsTo }) => [name, kind, leadsTo])).toEqual([
      ['link', 'link', 'folder'],
      ['z', 'folder', null],
      ['a', 'file', null],
    ])
    expect(entries[2]).toMatchObject({ size: 12, changedAt: 1_700_000_000_000, mode: 'rw-r--r--', owner: '1000:33' })
  })

  test('is read line by line although names hold lines that look alike', () => {
    const liar = `x\n${file('a').trimEnd()}`
    const { entries = [] } = readListing(output([liar, 'a'], file(liar) + file('a'))) ?? {}
    expect(entries.map(({ name }) => name).toSorted()).toEqual(['a', liar].toSorted())
  })

  test('leaves out what was gone in between, and patterns that nothing matched', () => {
    const { entries = [], total } = readListing(output(['gone', 'there', '.[!.]*'], file('there'))) ?? {}
    expect([entries.map(({ name }) => name), total]).toEqual([['there'], 1])
  })

  test('says which names are no text', () => {
    const bytes = Buffer.concat([
      Buffer.from('1\0./'),
      Buffer.from([0xff]),
      Buffer.from('\0\x0081a4 1 1 0 0 ./'),
      Buffer.from([0xff]),
      Buffer.from('\n\0'),
    ])
    expect(readListing(bytes)?.entries).toMatchObject([{ isNamed: false, kind: 'file' }])
  })

  test.for(['', 'nonsense', '1\0', 'x\0./a\0\0\0', `1\0${'./a\0'.repeat(mostEntries + 1)}\0\0`])(
    '%# is none',
    (text) => {
      expect(readListing(Buffer.from(text))).toBeNull()
    },
  )
})
