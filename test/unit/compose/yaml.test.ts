import { describe, expect, test } from 'vitest'
import { ComposeError } from '../../../main/compose/compose-error.ts'
import { readYaml, yamlLimits } from '../../../main/compose/read-yaml.ts'
import { type MapValue, type Value, option, scalarText } from '../../../main/compose/value.ts'

function read(text: string): MapValue {
  return readYaml('compose.yml', new TextEncoder().encode(text))
}

/** Plain data for comparing; scalars as Docker prints them, with their kind. */
function plain(value: Value): unknown {
  switch (value.kind) {
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, plain(entry.value)]))
    case 'list':
      return value.items.map(plain)
    case 'null':
      return null
    default:
      return `${value.kind} ${scalarText(value)}`
  }
}

function scalar(written: string): unknown {
  const value = option(read(`a: ${written}\n`), 'a')
  return value && plain(value)
}

function problem(text: string): ComposeError {
  try {
    read(text)
  } catch (error) {
    if (error instanceof ComposeError) return error
    throw error
  }
  throw new Error('the file was read')
}

describe('scalars mean what they mean to Docker', () => {
  test.each([
    ['yes', 'text yes'],
    ['on', 'text on'],
    ['true', 'boolean true'],
    ['False', 'boolean false'],
    ['~', null],
    ['', null],
    ['12', 'integer 12'],
    ['-0', 'integer 0'],
    ['0644', 'integer 420'],
    ['0o644', 'integer 420'],
    ['0x1F', 'integer 31'],
    ['0b101', 'integer 5'],
    ['1_000', 'integer 1000'],
    ['18446744073709551615', 'integer 18446744073709551615'],
    ['089', 'float 89'],
    ['12:30', 'text 12:30'],
    ['3.80', 'float 3.8'],
    ['1.0', 'float 1'],
    ['.5', 'float 0.5'],
    ['1e6', 'float 1e+06'],
    ['999999.5', 'float 999999.5'],
    ['0.00001', 'float 1e-05'],
    ['100000000000000000000', 'float 1e+20'],
    ['1.2.3', 'text 1.2.3'],
    ['"12"', 'text 12'],
    ["'true'", 'text true'],
    ['!!str 12', 'text 12'],
    ['!!int "12"', 'integer 12'],
    ['!!float 12', 'float 12'],
    ['!mine 12', 'text 12'],
    ['!!binary aGk=', 'text hi'],
    ['2024-02-29', 'date 2024-02-29 00:00:00 +0000 UTC'],
    ['2024-02-29T10:20:30.50+02:00', 'date 2024-02-29 10:20:30.5 +0200 +0200'],
    ['2024-02-29T10:20:30-00:00', 'date 2024-02-29 10:20:30 +0000 UTC'],
    ['2024-02-29T10:20:30+12:60', 'date 2024-02-29 10:20:30 +1300 +1300'],
    ['2024-02-29  1:2:3,5', 'date 2024-02-29 01:02:03.5 +0000 UTC'],
    ['2024-02-29T10:20:30+25:00', 'text 2024-02-29T10:20:30+25:00'],
    ['_1', 'text _1'],
    ['.5_0', 'float 0.5'],
    ['2023-02-29', 'text 2023-02-29'],
    ['a#b # c', 'text a#b'],
  ])('%s is %s', (written, expected) => expect(scalar(written)).toBe(expected))

  test.each(['!!int many', '!!binary aGk', '!!binary aG k='])('%s is not what its tag says, and refused', (written) =>
    expect(problem(`a: ${written}`).problem.code).toBe('yaml-invalid'),
  )
})

describe('anchors and merging', () => {
  test('a key of the mapping itself wins, then the first merged mapping', () => {
    const file = read(`
x-one: &one {image: one, labels: {a: "1"}}
x-two: &two {image: two, hostname: two}
a:
  <<: [*one, *two]
  labels: {b: "2"}
`)
    expect(plain(option(file, 'a') ?? file)).toEqual({
      image: 'text one',
      hostname: 'text two',
      labels: { b: 'text 2' },
    })
  })

  test('an alias stands for its anchor', () => {
    expect(plain(read('a: &x [1, 2]\nb: *x\n'))).toEqual({
      a: ['integer 1', 'integer 2'],
      b: ['integer 1', 'integer 2'],
    })
  })

  test.each([
    ['a: *nobody', 'unknown anchor "nobody"'],
    ['a: &x {b: *x}', 'the anchor "x" contains itself'],
    ['a: {<<: 5}', '"<<" needs a mapping or a list of mappings'],
    ['a: &x {b: 1}\nc: {<<: *x, <<: *x}', 'the mapping key "<<" is defined twice'],
    ['a: {b: 1, b: 2}', 'the mapping key "b" is defined twice'],
  ])('%s is refused', (text, detail) =>
    expect(problem(text).problem).toEqual({ code: 'yaml-invalid', detail: expect.stringContaining(detail) }),
  )
})

describe('lines that Docker takes at any indentation', () => {
  test.each([
    ['a:\n  b: [\n  x,\n  y\n  ]\n  c: z\n'],
    ['a:\n  b: [\nx,\n y]\n  c: z\n'],
    ['a:\n  b:\n    - x\n    - y\n  c: z # d\n'],
    ['a:\n  b: ["x"\n, "y"]\n  c: "z"#d\n'],
  ])('%j', (text) => expect(plain(read(text))).toEqual({ a: { b: ['text x', 'text y'], c: 'text z' } }))

  test('quoted text folds its lines wherever they begin', () => {
    expect(plain(read(`a:\n  b: "x\n y\n\n z"\n  c: 'it''s\nfine'\n`))).toEqual({
      a: { b: 'text x y\nz', c: "text it's fine" },
    })
  })

  test('the place of a value after such lines is the one in the file', () => {
    const file = read('a: [\nx,\ny]\nb:   z\n')
    expect(option(file, 'b')?.place).toEqual({ file: 'compose.yml', line: 4, column: 6 })
    const list = option(file, 'a')
    expect(list?.kind === 'list' && list.items[1]?.place).toEqual({ file: 'compose.yml', line: 3, column: 1 })
  })
})

describe('what is no YAML to Docker is refused with its place', () => {
  test.each([
    ['a: b\n\tc: d\n', 2],
    ['a: b\n\t# comment\nc: d\n', 2],
    ['a: "b"\n\t\nc: d\n', 2],
    ['a:\n  - \tb\n', 2],
    ['a: "x\\/y"\n', 1],
    ['a: b: c\n', 1],
    ['a: @b\n', 1],
    ['a: [b\n', 2],
    ['a:\n  b: c\n d: e\n', 3],
    ['a: "\u0007"\n', 1],
  ])('%j', (text, line) => {
    const error = problem(text)
    expect(error.problem.code).toBe('yaml-invalid')
    expect(error.place?.line).toBe(line)
  })

  test.each(['', '# nothing\n', '- a\n', 'text\n', '5'])('%j is no mapping', (text) =>
    expect(problem(text).problem).toEqual({ code: 'not-a-mapping' }),
  )

  test.each(['1: a', 'true: a', '~: a', '[a]: b', '2024-01-01: a'])('the key of %j is not text', (text) =>
    expect(problem(`services: {${text}}`).problem.code).toBe('yaml-key-not-text'),
  )

  test('what follows the first document is not read', () => {
    expect(plain(read('a: b\n---\nc: [\n'))).toEqual({ a: 'text b' })
  })

  test('a byte order mark and Windows line ends are no trouble', () => {
    expect(plain(read('\ufeffa: |\r\n  x\r\n  y\r\nb: z\r\n'))).toEqual({ a: 'text x\ny\n', b: 'text z' })
  })

  test('bytes that are not UTF-8 are refused', () => {
    expect(() => readYaml('compose.yml', Uint8Array.of(0x61, 0x3a, 0x20, 0xff))).toThrow('not UTF-8')
  })
})

describe('a file cannot cost more than a recipe needs', () => {
  test('bytes', () => {
    expect(problem('#'.repeat(yamlLimits.bytes + 1)).problem.code).toBe('file-too-large')
  })

  test.each([
    ['brackets', `a: ${'['.repeat(100_000)}`],
    ['dashes', `a:\n ${'- '.repeat(100_000)}b`],
    ['braces', `a: ${'{b: '.repeat(50_000)}`],
  ])('levels of %s', (_name, text) => expect(problem(text).problem.code).toBe('yaml-too-deep'))

  test('64 levels are enough for everybody, and allowed', () => {
    expect(read(`a: ${'['.repeat(60)}${']'.repeat(60)}`).kind).toBe('map')
  })

  test('values behind aliases', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
    for (let level = 1; level < 9; level += 1) {
      lines.push(`a${level}: &a${level} [${`*a${level - 1}, `.repeat(9)}*a${level - 1}]`)
    }
    expect(problem(lines.join('\n')).problem.code).toBe('yaml-too-large')
  })

  test('a large flat file is read', () => {
    const text = Array.from({ length: 20_000 }, (_unused, index) => `k${index}: v`).join('\n')
    expect(read(text).entries.size).toBe(20_000)
  })
})
