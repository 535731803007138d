import { describe, expect, test } from 'vitest'
import { ComposeError } from '../../../main/compose/compose-error.ts'
import { converted, overlay, withApp } from './scene.ts'

/** Milliseconds; each took minutes or all memory once, and takes less than a second on a computer that is not busy. */
const inTime = 8000

function many(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_unused, index) => line(index)).join('')
}

function services(count: number, options: string): string {
  return `services:\n${many(count, (index) => `  s${index}: {image: a, ${options}}\n`)}`
}

/** The code of the refusal, or `read`. */
function outcome(files: Readonly<Record<string, string>>, environment: Readonly<Record<string, string>> = {}): string {
  const began = performance.now()
  try {
    converted({ files, environment })
    return 'read'
  } catch (error) {
    if (error instanceof ComposeError) return error.problem.code
    throw error
  } finally {
    expect(performance.now() - began).toBeLessThan(inTime)
  }
}

describe('a compose file that fits into its limit costs no more than others', () => {
  test.each([
    ['a duration of many digits', withApp(`stop_grace_period: ${'1'.repeat(200_000)}x`), 'value-invalid'],
    ['variables that never end', withApp(`hostname: ${'${a-'.repeat(60_000)}`), 'variable-syntax'],
    [
      'a long key above many variables',
      withApp(
        '',
        `? x-${'a'.repeat(99_000)}
: [${'$a,'.repeat(50_000)}]`,
      ),
      'read',
    ],
    ['quotes before a fault', `a: '${"''".repeat(100_000)}x'\nb: ]`, 'yaml-invalid'],
    ['backslashes before a fault', `a: "${'\\\\'.repeat(100_000)}x"\nb: ]`, 'yaml-invalid'],
    ['texts with a fault each', withApp(`command: ${"'a' ".repeat(50_000)}`), 'yaml-invalid'],
    ['lists that begin too far left', many(1500, (index) => `a${index}: [\nx\n]\n`), 'yaml-invalid'],
    ['lists in lists', '['.repeat(250_000), 'yaml-too-deep'],
    ['a list of very many items', withApp(`cap_add: [${many(20_000, (index) => `c${index},`)}]`), 'read'],
    ['very many mappings merged into one', `x-a: &a {}\n${withApp(`labels: {<<: [${'*a,'.repeat(60_000)}]}`)}`, 'read'],
    ['aliases of a long text', `x-a: &a ${'x'.repeat(99_000)}\nx-b: [${'*a,'.repeat(40_000)}]`, 'yaml-too-large'],
  ])('%s', (_name, text, expected) => expect(outcome({ 'compose.yml': text })).toBe(expected))
})

describe('a few lines cannot ask for gigabytes', () => {
  const text = 'x'.repeat(100_000)

  test('by variables with long values', () => {
    const file = withApp(`hostname: "${'$A'.repeat(50_000)}"`)
    expect(outcome({ 'compose.yml': file }, { A: text })).toBe('variables-too-long')
  })

  test.each([
    ['ports of many services', `x-p: &p ["0-65535"]\n${services(4000, 'ports: *p')}`],
    ['an env file of many services', services(4000, 'env_file: long.env')],
    ['a file of many configs', `configs:\n${many(4000, (index) => `  c${index}: {file: long.env}\n`)}${withApp('')}`],
    [
      'labels of a volume with many mounts',
      withApp(
        `volumes: [${many(4000, (index) => `"data:/${index}",`)}]`,
        `volumes: {data: {labels: {${many(4000, (index) => `l${index}: x,`)}}}}`,
      ),
    ],
    [
      'a long name that many services use',
      `secrets: {s: {external: true, name: ${text}}}\n${services(4000, 'secrets: [s]')}`,
    ],
  ])('by %s', (_name, file) => {
    expect(outcome({ 'compose.yml': file, 'long.env': `A=${text.slice(0, 60_000)}\n` })).toBe('stack-too-large')
  })

  test('by compose files that are named again and again, or are many', () => {
    const files = {
      'compose.yml': withApp(''),
      ...Object.fromEntries(Array.from({ length: 100 }, (_unused, index) => [`c${index}.yml`, overlay('tty: true')])),
    }
    expect(outcome(files)).toBe('stack-too-large')
  })

  test('and what recipes ask for is far from that', () => {
    const files = {
      'compose.yml': withApp('ports: ["49152-65535:49152-65535/udp"]'),
      'compose.more.yml': overlay('env_file: a.env'),
      'a.env': 'A=1\n',
    }
    expect(outcome(files)).toBe('read')
  })
})
