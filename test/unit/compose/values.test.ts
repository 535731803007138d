import { describe, expect, test } from 'vitest'
import { effectiveCapabilities } from '../../../main/compose/capabilities.ts'
import { parseCpus } from '../../../main/compose/cpus.ts'
import { parseDuration } from '../../../main/compose/duration.ts'
import { readEnvFile } from '../../../main/compose/env-file.ts'
import { goSort } from '../../../main/compose/go-sort.ts'
import { isImageReference, sentImage } from '../../../main/compose/image-reference.ts'
import { asFloat32, parseSize } from '../../../main/compose/quantity.ts'
import { splitCommand } from '../../../main/compose/shell-words.ts'
import { insideTree } from '../../../main/compose/tree-path.ts'

describe('durations', () => {
  test.each([
    ['90s', 90e9],
    ['1h2m3.5s', 3723.5e9],
    ['1.5h', 5400e9],
    ['100ms', 1e8],
    ['7us', 7000],
    ['7µs', 7000],
    ['.5s', 5e8],
    ['1.s', 1e9],
    ['0', 0],
    ['-5s', -5e9],
    ['+5s', 5e9],
    ['8760h', 31_536_000e9],
    ['0.3333333333333333333h', 1200e9],
  ])('%s', (text, nanoseconds) => expect(parseDuration(text)).toBe(nanoseconds))

  test.each(['', '5', '1d', '5 s', 's', '.s', '1h-5m', '99999999999h'])('%j is none', (text) =>
    expect(parseDuration(text)).toBeUndefined(),
  )
})

describe('sizes', () => {
  test.each([
    ['512', 512],
    ['50M', 50 * 1024 ** 2],
    ['50mb', 50 * 1024 ** 2],
    ['1.5 GiB', 1.5 * 1024 ** 3],
    ['1k', 1024],
    ['2tb', 2 * 1024 ** 4],
    ['.5k', 512],
    ['+1e3', 1000],
    ['1_000 kb', 1000 * 1024],
    ['0x1p4', 16],
  ])('%s', (text, bytes) => expect(parseSize(text)).toBe(bytes))

  test.each(['', 'x', '5x', '-5', '5  M', '1.2.3k', '1ki', '1ib', '1__0'])('%j is none', (text) =>
    expect(parseSize(text)).toBeUndefined(),
  )
})

describe('processors', () => {
  test.each([
    ['0.5', 5e8],
    ['2', 2e9],
    ['.25', 25e7],
    ['1.', 1e9],
    ['1/4', 25e7],
    ['5e-1', 5e8],
    ['-1', -1e9],
    ['010', 10e9],
    ['010/2', 4e9],
    ['0x10', 16e9],
    ['0x1.8p-1', 75e7],
    ['1_0e1_0', Number(BigInt.asIntN(64, 10n ** 20n))],
    ['1e10000', 0],
    ['9223372036.854775807', Number(2n ** 63n - 1n)],
  ])('%s', (text, billionths) => expect(parseCpus(text)).toBe(billionths))

  test.each(['', 'half', '1/3', '1/0', '0.0000000001', ' 1', '1/2/3', '.', '1__0', '08/1', '1e9999999'])(
    '%j is none',
    (text) => expect(parseCpus(text)).toBeUndefined(),
  )
})

test('ratios travel with the digits of a float32', () => {
  expect([0.3, 0, 1, 0.123456789, 1 / 3].map(asFloat32)).toEqual([0.3, 0, 1, 0.12345679, 0.33333334])
})

describe('commands are split into words', () => {
  test.each([
    ['run --fast now', ['run', '--fast', 'now']],
    [`sh -c 'a "b" \\c' "d 'e' \\" f"`, ['sh', '-c', 'a "b" \\c', `d 'e' " f`]],
    ['a\\ b c', ['a b', 'c']],
    ["x='1 2'3", ['x=1 23']],
    ["'' a", ['', 'a']],
    ['a b#c # comment\nd', ['a', 'b#c', 'd']],
    ['$HOME *.txt é', ['$HOME', '*.txt', 'é']],
    ['  ', []],
  ])('%j', (command, words) => expect(splitCommand(command)).toEqual(words))

  test.each(["a 'b", 'a "b', 'a \\'])('%j is not complete', (command) => expect(splitCommand(command)).toBeUndefined())
})

describe('images', () => {
  const sha256 = `sha256:${'ab'.repeat(32)}`

  test.each([
    ['nginx', 'nginx:latest'],
    ['nginx:1.27', 'nginx:1.27'],
    ['docker.io/library/nginx', 'nginx:latest'],
    ['docker.io/example/app:2', 'example/app:2'],
    ['index.docker.io/example/app', 'example/app:latest'],
    ['docker.io/library/a/b', 'library/a/b:latest'],
    ['localhost/app', 'localhost/app:latest'],
    ['registry.example.org:5000/Team', undefined],
    ['registry.example.org:5000/team/app:v1', 'registry.example.org:5000/team/app:v1'],
    [`nginx@${sha256}`, `nginx@${sha256}`],
    [`nginx:1@${sha256}`, `nginx:1@${sha256}`],
    [sha256, sha256],
    ['ab'.repeat(32), 'ab'.repeat(32)],
    ['UPPER/app', 'UPPER/app:latest'],
    ['a--b__c.d', 'a--b__c.d:latest'],
    ['Nginx', undefined],
    ['nginx:', undefined],
    ['nginx: latest', undefined],
    ['a..b', undefined],
    ['/app', undefined],
    ['nginx@sha256:abc', undefined],
    [`nginx@sha512:${'ab'.repeat(32)}`, undefined],
    ['a'.repeat(256), undefined],
  ])('%s', (image, sent) => {
    expect(isImageReference(image)).toBe(sent !== undefined)
    if (sent !== undefined) expect(sentImage(image)).toBe(sent)
  })
})

describe('env files of a compose file', () => {
  const read = (text: string) =>
    readEnvFile(new TextEncoder().encode(text), (name) => (name === 'KNOWN' ? 'from the app' : undefined))

  test('values are taken as they are, names alone from the environment', () => {
    expect(read('\ufeff# comment\n  A=b c # d\nQ="x"\nE=\nKNOWN\nUNKNOWN\n\nC=1=2\r\nlast=é')).toEqual({
      kind: 'pairs',
      pairs: [
        ['A', 'b c # d'],
        ['Q', '"x"'],
        ['E', ''],
        ['KNOWN', 'from the app'],
        ['C', '1=2'],
        ['last', 'é'],
      ],
    })
  })

  test.each([
    ['A=1\n=2', 2, 'no-name'],
    ['A B=1', 1, 'space-in-name'],
    ['export A=1', 1, 'space-in-name'],
    [`A=${'x'.repeat(70_000)}`, 1, 'line-too-long'],
  ])('%.20s is refused', (text, line, reason) => expect(read(text)).toEqual({ kind: 'fault', line, reason }))

  test('bytes that are not UTF-8 are refused with their line', () => {
    const bytes = Uint8Array.of(0x41, 0x3d, 0x0a, 0x42, 0x3d, 0xff)
    expect(readEnvFile(bytes, () => undefined)).toEqual({ kind: 'fault', line: 2, reason: 'not-utf8' })
  })
})

test('capabilities are written one way, and what is added is not dropped', () => {
  expect(effectiveCapabilities(['net_admin', 'CAP_CHOWN', ' chown '], ['chown', 'kill', 'RESET'])).toEqual({
    add: ['CAP_CHOWN', 'CAP_NET_ADMIN'],
    drop: ['CAP_KILL'],
  })
  expect(effectiveCapabilities(['all', 'kill'], ['ALL', 'chown'])).toEqual({ add: ['ALL'], drop: [] })
})

describe("Go's sort", () => {
  const order = (keys: readonly number[]) =>
    goSort(
      keys.map((key, index) => ({ key, index })),
      (one, other) => one.key < other.key,
    )

  test('a short list keeps the order of equal items', () => {
    expect(order([2, 1, 2, 1, 1]).map((item) => item.index)).toEqual([1, 3, 4, 0, 2])
  })

  test('a long one does not, in the way that Docker shows', () => {
    const keys = [
      0, 0, 0, 0, 0, 0, 8000, 8080, 49100, 9090, 9091, 5000, 5001, 5002, 5003, 5004, 5005, 5006, 5007, 5008, 5009, 5010,
    ]
    expect(order(keys).map((item) => item.index)).toEqual([
      1, 2, 3, 4, 5, 0, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 6, 7, 9, 10, 8,
    ])
  })

  test.each([13, 49, 50, 300, 2000])('%i items are sorted, none is lost', (size) => {
    for (const shape of [1, 7, 1000]) {
      const keys = Array.from({ length: size }, (_unused, index) => (index * 7919 + shape * 31) % (size / 2 + shape))
      const sorted = order(keys)
      expect(sorted.map((item) => item.key)).toEqual(keys.toSorted((one, other) => one - other))
      expect(new Set(sorted.map((item) => item.index)).size).toBe(size)
      expect(order(keys.toReversed()).map((item) => item.key)).toEqual(sorted.map((item) => item.key))
    }
  })
})

describe('paths that a recipe names', () => {
  test.each([
    ['', 'entrypoint.sh', 'entrypoint.sh'],
    ['', './a//b/./c', 'a/b/c'],
    ['stacks/web', '../shared/x.conf', 'stacks/shared/x.conf'],
    ['stacks', '..', ''],
  ])('%s + %s is inside', (folder, file, path) => expect(insideTree(folder, file)).toEqual({ kind: 'inside', path }))

  test.each([
    ['', '/etc/passwd', 'absolute'],
    ['', 'C:\\secrets.txt', 'absolute'],
    ['', '\\\\server\\share', 'absolute'],
    ['', '../other', 'outside'],
    ['a', 'b/../../../c', 'outside'],
    ['a', '../../a/b', 'outside'],
  ])('%s + %s is not', (folder, file, reason) => expect(insideTree(folder, file)).toEqual({ kind: 'refused', reason }))
})
