import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkFormat } from '../../../main/compose/check-format.ts'
import { loadStack } from '../../../main/compose/load-stack.ts'
import { mergeStacks } from '../../../main/compose/merge.ts'
import { readYaml } from '../../../main/compose/read-yaml.ts'
import { openMeter } from '../../../main/compose/stack-limits.ts'
import type { StackFile } from '../../../main/compose/stack-file.ts'
import { memoryTree } from './scene.ts'

/** Options with a few of their values each, so that files often have the same ones. */
const options: Readonly<Record<string, readonly unknown[]>> = {
  image: ['a', 'b', ''],
  hostname: ['a', 'b', ''],
  tty: [true, false],
  init: [true, false],
  stop_grace_period: ['0s', '1s', '2s'],
  cap_add: [['a'], ['b', 'c']],
  dns: ['1.1.1.1', ['2.2.2.2']],
  extra_hosts: [['a:1'], { b: '2' }],
  command: ['a', ['b'], []],
  environment: [{ A: '1' }, { A: '' }, { A: null, B: '2' }, ['B=3']],
  labels: [{ a: '1' }, { a: '2', b: '' }],
  ulimits: [{ nofile: 1 }, { nofile: { soft: 1, hard: 2 }, nproc: 3 }],
  networks: [['n'], { n: { aliases: ['x'] } }, { n: { aliases: ['y'], driver_opts: { o: '1' } }, m: null }],
  ports: [['80'], ['80:80', '90:80'], ['90:80/udp', { target: 80, published: 90 }], []],
  secrets: [['s'], [{ source: 's', target: 't' }, 'r']],
  volumes: [['v:/x', 'w:/a'], ['w:/x']],
  healthcheck: [{ test: ['CMD', 'a'], retries: 3 }, { retries: 0, interval: '1s' }, { disable: true }],
  deploy: [
    { replicas: 2, labels: { a: '1' } },
    { replicas: 0, mode: 'replicated', update_config: { parallelism: 0, delay: '1s' } },
    { resources: { limits: { cpus: '1' } }, placement: { constraints: ['a'] } },
    {
      resources: { limits: { memory: '1G' } },
      restart_policy: { max_attempts: 0 },
      update_config: { order: 'stop-first' },
    },
  ],
}

const service = fc.record(
  Object.fromEntries(Object.entries(options).map(([name, values]) => [name, fc.constantFrom(...values)])),
  { requiredKeys: [] },
)

const file = fc
  .record(
    {
      services: fc.dictionary(fc.constantFrom('app', 'db'), service),
      networks: fc.dictionary(fc.constantFrom('n', 'm'), fc.constantFrom({ driver: 'a' }, { attachable: true })),
      volumes: fc.dictionary(fc.constantFrom('v', 'w'), fc.constantFrom({ driver: 'a' }, { external: true })),
      configs: fc.dictionary(fc.constantFrom('c', 'd'), fc.constantFrom({ file: 'a' }, { external: true })),
    },
    { requiredKeys: [] },
  )
  .map((value) => JSON.stringify({ version: '3.13', ...value }))

function load(text: string): StackFile {
  const read = readYaml('compose.yml', new TextEncoder().encode(text))
  checkFormat(read, '3.13')
  const lookup = () => undefined
  return loadStack(read, '3.13', {
    stack: 's',
    tree: memoryTree({}),
    folder: '',
    lookup,
    meter: openMeter(),
    warnings: [],
  })
}

describe('merging compose files', () => {
  test('two and then the third is the same as the last two and then the first before them', () => {
    fc.assert(
      fc.property(file, file, file, (one, two, three) => {
        const [a, b, c] = [load(one), load(two), load(three)]
        expect(mergeStacks([a, mergeStacks([b, c])])).toEqual(mergeStacks([mergeStacks([a, b]), c]))
      }),
      { numRuns: 500 },
    )
  })

  test('a file without anything changes nothing but the order of lists', () => {
    fc.assert(
      fc.property(file, (text) => {
        const [nothing, stack] = [load('{}'), load(text)]
        expect(mergeStacks([nothing, stack])).toEqual(stack)
        expect(mergeStacks([stack, nothing])).toEqual(stack)
      }),
    )
  })

  test("but logging depends on it, as Docker's does: another driver forgets what came before", () => {
    const logging = (value: object) => load(JSON.stringify({ services: { app: { logging: value } } }))
    const [a, b, c] = [logging({ driver: 'x' }), logging({ options: { o: '1' } }), logging({ driver: 'y' })]
    const options = (stack: StackFile) => stack.services.get('app')?.logging?.options?.size ?? 0
    expect(options(mergeStacks([mergeStacks([a, b]), c]))).toBe(0)
    expect(options(mergeStacks([a, mergeStacks([b, c])]))).toBe(1)
  })
})
