import { describe, expect, test } from 'vitest'
import type {
  ComposeProblem,
  EnvFileFault,
  FileUse,
  MountFault,
  StackAmount,
  WantedValue,
} from '../../../main/compose/compose-error.ts'
import { explain } from '../../../main/compose/explain.ts'
import type { TreeRefusal } from '../../../main/compose/tree.ts'
import { refusal, type Scene, withApp } from './scene.ts'

/** What a sentence must have to help: what to write, or what to do. */
const advice =
  /\b(?:write|use|add|remove|put|name|define|correct|raise|save|set|split|leave|change|shorten|needs|list|all files need)\b|must be/

const app = (options: string, rest = ''): Scene => ({ files: { 'compose.yml': withApp(options, rest) } })
const file = (text: string): Scene => ({ files: { 'compose.yml': text } })

/** A scene for each refusal, and where the message must say that it is. The type has them all. */
const scenes: Readonly<Record<ComposeProblem['code'], readonly [Scene, string]>> = {
  'stack-name-invalid': [{ ...app(''), stack: '' }, ''],
  'no-compose-file': [{ files: {} }, ''],
  'file-missing': [app('hostname: a', 'configs:\n  c: {file: no}'), 'compose.yml:6:13'],
  'file-refused': [app('env_file:\n  - ../x'), 'compose.yml:5:7'],
  'file-too-large': [file('x'.repeat(300_000)), 'compose.yml:1:1'],
  'env-file-invalid': [{ files: { ...app('env_file: my.env').files, 'my.env': 'A=1\nA B=2\n' } }, 'my.env:2:1'],
  'yaml-invalid': [file('a: [\n  "b\n'), 'compose.yml:3:1'],
  'yaml-too-deep': [file(`a: ${'['.repeat(500)}`), 'compose.yml:1:77'],
  'yaml-too-large': [file(`a: &a [${'x,'.repeat(1000)}]\nb: [${'*a,'.repeat(500)}]`), 'compose.yml:2:599'],
  'yaml-key-not-text': [app('labels: {3: x}'), 'compose.yml:4:14'],
  'not-a-mapping': [file('- a\n'), 'compose.yml:1:1'],
  'version-unsupported': [file('version: "4"\n'), 'compose.yml:1:10'],
  'versions-differ': [{ files: { 'a.yml': 'version: "3.7"\n', 'b.yml': '\nversion: "3.8"\n' } }, 'b.yml:2:1'],
  'forbidden-options': [app('mem_limit: 1G'), 'compose.yml:4:5'],
  'variable-syntax': [app('hostname: ${a'), 'compose.yml:4:15'],
  'variable-required': [app('hostname: ${A:?}'), 'compose.yml:4:15'],
  'variables-too-long': [
    { ...app(`hostname: ${'$A'.repeat(300)}`), environment: { A: 'x'.repeat(10_000) } },
    'compose.yml:4:15',
  ],
  'option-unknown': [app('hots: a'), 'compose.yml:4:5'],
  'option-missing': [app('hostname: a', 'configs:\n  c: {}'), 'compose.yml:6:6'],
  'wrong-type': [app('hostname: [a]'), 'compose.yml:4:15'],
  'wrong-choice': [app('deploy:\n  update_config: {order: now}'), 'compose.yml:5:30'],
  'duplicate-item': [app('dns: [a, a]'), 'compose.yml:4:14'],
  'value-invalid': [app('stop_grace_period: soon'), 'compose.yml:4:24'],
  'undefined-reference': [app('volumes:\n  - /a\n  - data:/x'), 'compose.yml:6:9'],
  'options-conflict': [app('healthcheck: {disable: true, test: x}'), 'compose.yml:4:18'],
  'duplicate-target': [
    app('secrets:\n  - {source: s}\n  - {source: t, target: s}', 'secrets: {s: {external: true}, t: {external: true}}'),
    'compose.yml:6:9',
  ],
  'mount-invalid': [app('volumes:\n  - {type: tmpfs, source: a, target: /x}'), 'compose.yml:5:9'],
  'image-missing': [file('services:\n  app: {hostname: a}\n'), 'compose.yml:2:8'],
  'image-invalid': [file('services:\n  app: {image: A}\n'), 'compose.yml:2:16'],
  'mode-unknown': [app('deploy: {mode: some}'), 'compose.yml:4:20'],
  'replicas-with-global': [app('deploy: {mode: global, replicas: 2}'), 'compose.yml:4:38'],
  'stack-too-large': [app('ports:\n  - "0-65535"\n  - "1"'), 'compose.yml:6:9'],
}

describe('every refusal', () => {
  test.each(Object.entries(scenes))('%s says where, and what to write instead', (code, [scene, where]) => {
    const error = refusal(scene)
    expect(error.problem.code).toBe(code)
    const { place } = error
    expect(place === undefined ? '' : `${place.file}:${place.line}:${place.column}`).toBe(where)
    expect(error.message.startsWith(where === '' ? '' : `${where}: `)).toBe(true)
    expect(explain(error.problem)).toMatch(advice)
  })

  test('names the file that is at fault, not the one that it changes', () => {
    const base = withApp('deploy: {mode: replicated}', 'volumes: {data: {}}')
    const later = (options: string) =>
      refusal({ files: { 'a.yml': base, 'b.yml': `services:\n  app:\n    ${options}\n` } })
    expect(later('deploy: {mode: some}').place).toEqual({ file: 'b.yml', line: 3, column: 20 })
    expect(later('restart: some').place).toEqual({ file: 'b.yml', line: 3, column: 14 })
    expect(later('volumes: ["data:/x", "gone:/y"]').place).toEqual({ file: 'b.yml', line: 3, column: 26 })
    expect(later('configs: [gone]').place).toEqual({ file: 'b.yml', line: 3, column: 15 })
    expect(later('networks: [gone]').place).toEqual({ file: 'b.yml', line: 3, column: 15 })
    expect(later('image: NO').place).toEqual({ file: 'b.yml', line: 3, column: 12 })
  })

  test('has advice for each of its reasons', () => {
    const place = 'services.app'
    const said = [
      ...keys<FileUse>({ 'compose-file': 0, 'env-file': 0, config: 0, secret: 0 }).map((use) =>
        explain({ code: 'file-missing', use, path: 'x' }),
      ),
      ...keys<TreeRefusal>({
        absolute: 0,
        outside: 0,
        symlink: 0,
        submodule: 0,
        folder: 0,
        device: 0,
        'too-large': 0,
      }).map((reason) => explain({ code: 'file-refused', use: 'config', path: 'x', reason })),
      ...keys<EnvFileFault>({ 'not-utf8': 0, 'no-name': 0, 'space-in-name': 0, 'line-too-long': 0 }).map((reason) =>
        explain({ code: 'env-file-invalid', path: 'x', line: 1, reason }),
      ),
      ...keys<MountFault>({
        'unknown-type': 0,
        'source-missing': 0,
        'source-not-allowed': 0,
        'bind-options': 0,
        'volume-options': 0,
        'tmpfs-options': 0,
      }).map((fault) => explain({ code: 'mount-invalid', service: 'app', type: 'x', fault })),
      ...keys<WantedValue>({
        boolean: 0,
        integer: 0,
        number: 0,
        duration: 0,
        size: 0,
        cpus: 0,
        port: 0,
        volume: 0,
        command: 0,
        restart: 0,
        text: 0,
        mapping: 0,
        list: 0,
        'number-in-range': 0,
      }).map((wanted) => explain({ code: 'value-invalid', path: place, value: 'x', wanted })),
      ...keys<StackAmount>({
        'compose-files': 0,
        'compose-bytes': 0,
        'env-file-bytes': 0,
        'file-bytes': 0,
        ports: 0,
        'request-characters': 0,
      }).map((what) => explain({ code: 'stack-too-large', what, limit: 1 })),
      explain({ code: 'option-unknown', path: place, option: 'x', since: '3.9' }),
      explain({ code: 'forbidden-options', options: ['extends', 'volume_driver', 'volumes_from', 'mem_limit'] }),
    ]
    expect(said.filter((words) => !advice.test(words))).toEqual([])
  })

  test.each([
    'a: *nobody',
    'a: &x {b: *x}',
    'a: {<<: 5}',
    'a: {<<: {}, <<: {}}',
    'a: {b: 1, b: 2}',
    'a: !!int many',
    'a: \u0001',
    'a:\n\tb: 1',
    'a: "x\\/y"',
    'a: ]',
    'a: "',
  ])('of YAML has advice: %j', (text) => {
    const { problem, place } = refusal(file(text))
    expect(problem.code).toBe('yaml-invalid')
    expect(explain(problem)).toMatch(advice)
    expect(place?.file).toBe('compose.yml')
  })

  test('is harmless as text, and short', () => {
    const { message } = refusal(file(`services: {app: {image: "\\e[31m\\u202e${'x'.repeat(100_000)}"}}`))
    expect(message).not.toMatch(/[\u001b\u202e]/)
    expect(message.length).toBeLessThan(2200)
  })
})

/** The members of a union; the record must have them all. */
function keys<Name extends string>(record: Readonly<Record<Name, 0>>): readonly Name[] {
  return Object.keys(record) as Name[]
}
