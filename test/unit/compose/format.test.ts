import { describe, expect, test } from 'vitest'
import { converted, refusal, withApp } from './scene.ts'

const inVersion = (version: string, options: string, rest = '') => ({
  files: { 'compose.yml': `version: "${version}"\n${withApp(options, rest)}` },
})

describe('the version of the format', () => {
  test.each(['3', '3.0', '3.8', '3.13', ''])('"%s" is known', (version) =>
    expect(converted(inVersion(version, 'hostname: a')).requests.services).toHaveLength(1),
  )

  test.each(['1', '2', '2.4', '3.14', '3.08', '4', 'latest', '${V}'])('"%s" is not', (version) =>
    expect(refusal(inVersion(version, 'hostname: a')).problem).toEqual({ code: 'version-unsupported', version }),
  )

  test('it is text', () => {
    expect(refusal({ files: { 'compose.yml': 'version: 3.8\nservices: {}\n' } }).problem).toEqual({
      code: 'wrong-type',
      path: 'version',
      wanted: ['string'],
      got: 'number',
    })
  })

  test('all files have the same; none and "3" mean the newest', () => {
    const second = (version: string) => ({
      files: { 'compose.yml': withApp('hostname: a'), 'compose.more.yml': `version: "${version}"\n` },
    })
    expect(converted(second('3')).requests.services).toHaveLength(1)
    expect(refusal(second('3.8')).problem).toEqual({ code: 'versions-differ', first: '3.13', other: '3.8' })
  })
})

describe('options came with versions', () => {
  test.each([
    ['3.1', 'secrets: []', ''],
    ['3.2', 'deploy: {endpoint_mode: vip}', ''],
    ['3.2', 'ports: [{target: 80}]', ''],
    ['3.2', 'volumes: [{type: tmpfs, target: /x}]', ''],
    ['3.2', 'hostname: a', 'networks: {n: {attachable: true}}'],
    ['3.3', 'configs: []', ''],
    ['3.3', 'deploy: {placement: {preferences: []}}', ''],
    ['3.3', 'credential_spec: {file: x}', ''],
    ['3.4', 'healthcheck: {start_period: 1s}', ''],
    ['3.4', 'deploy: {update_config: {order: start-first}}', ''],
    ['3.4', 'hostname: a', 'x-mine: 1'],
    ['3.4', 'hostname: a', 'volumes: {v: {name: x}}'],
    ['3.5', 'isolation: default', ''],
    ['3.5', 'hostname: a', 'networks: {n: {name: x}}'],
    ['3.6', 'volumes: [{type: tmpfs, target: /x, tmpfs: {size: 5}}]', ''],
    ['3.7', 'init: true', ''],
    ['3.7', 'deploy: {rollback_config: {}}', ''],
    ['3.7', 'x-mine: 1', ''],
    ['3.8', 'deploy: {placement: {max_replicas_per_node: 1}}', ''],
    ['3.8', 'hostname: a', 'configs: {c: {external: true, template_driver: golang}}'],
    ['3.9', 'deploy: {resources: {limits: {pids: 5}}}', ''],
    ['3.12', 'healthcheck: {start_interval: 1s}', ''],
    ['3.13', 'networks: {n: {driver_opts: {a: b}}}', 'networks: {n: {}}'],
  ])('%s: %s %s', (version, options, rest) => {
    const earlier = `3.${Number(version.slice(2)) - 1}`
    expect(converted(inVersion(version, options, rest)).requests.services).toHaveLength(1)
    expect(['option-unknown', 'wrong-type']).toContain(refusal(inVersion(earlier, options, rest)).problem.code)
  })

  test('an option of a newer version is named with it', () => {
    expect(refusal(inVersion('3.6', 'init: true')).problem).toEqual({
      code: 'option-unknown',
      path: 'services.app',
      option: 'init',
      since: '3.7',
    })
  })
})

describe('the format is checked', () => {
  test.each([
    ['profiles: [a]', 'option-unknown'],
    ['depends_on: {db: {condition: healthy}}', 'wrong-type'],
    ['ports: {a: b}', 'wrong-type'],
    ['user: 1000', 'wrong-type'],
    ['environment: {A: true}', 'wrong-type'],
    ['environment: {"": a}', 'option-unknown'],
    ['environment: [A=1, A=1]', 'duplicate-item'],
    ['command: [1]', 'wrong-type'],
    ['hostname:', 'wrong-type'],
    ['stop_grace_period: 1d', 'value-invalid'],
    ['deploy: {update_config: {order: random}}', 'wrong-choice'],
    ['deploy: {resources: {limits: {cpus: 0.5}}}', 'wrong-type'],
    ['deploy: {replicas: 1.5}', 'wrong-type'],
    ['ulimits: {nofile: {soft: 1}}', 'option-missing'],
    ['volumes: [{target: /x}]', 'option-missing'],
    ['volumes: [{type: tmpfs, target: /x, tmpfs: {size: -1}}]', 'value-invalid'],
    ['secrets: [{source: a, mode: "0400"}]', 'wrong-type'],
    ['logging: {driver: a, level: b}', 'option-unknown'],
    ['networks: {n: {aliases: x}}', 'wrong-type'],
    ['labels: {a: .inf}', 'value-invalid'],
    ['labels: {a: 2001-01-01T00:00:00+24:00}', 'value-invalid'],
  ])('%s', (options, code) => expect(refusal({ files: { 'compose.yml': withApp(options) } }).problem.code).toBe(code))

  test.each(['{secrets: {a: b}}', '{group: 5}', '{capacity_range: {limit_bytes: much}}'])(
    'the cluster spec of a volume is decoded before it is checked: %s',
    (spec) => {
      const text = withApp('', `volumes: {v: {x-cluster-spec: ${spec}}}`)
      const files = { 'compose.yml': `version: "3.8"\n${text}` }
      expect(refusal({ files }).problem.code).toBe('value-invalid')
    },
  )

  test.each([
    ['services: {"a b": {image: x}}'],
    ['services:'],
    ['services: {a: }'],
    ['services: []'],
    ['name: shop'],
    ['include: [a.yml]'],
    ['volumes: {"a/b": {}}'],
    ['networks: {n: 5}'],
    ['secrets: {s: }'],
  ])('%s', (text) =>
    expect(['option-unknown', 'wrong-type']).toContain(refusal({ files: { 'compose.yml': text } }).problem.code),
  )

  test('null is as good as nothing where the format says so', () => {
    const scene = {
      files: { 'compose.yml': withApp('deploy:\npid:\nnetworks: {n: }', 'networks: {n: }\nvolumes: {v: }\n') },
    }
    expect(converted(scene).requests.networks.map((network) => network.name)).toEqual(['shop_n'])
  })

  test('a refusal names file, line and column, and what to write instead', () => {
    const error = refusal({ files: { 'compose.yml': withApp('ports:\n  - target: eighty') } })
    expect(error.place).toEqual({ file: 'compose.yml', line: 5, column: 17 })
    expect(error.message).toBe('compose.yml:5:17: services.app.ports[0].target must be an integer, not a string')
  })
})

describe('forbidden, unsupported and deprecated options', () => {
  test.each(['mem_limit: 5m', 'cpu_shares: 5', 'volumes_from: [a]', 'extends: {}'])('%s is refused', (options) => {
    const error = refusal({ files: { 'compose.yml': withApp(options) } })
    expect(error.problem).toEqual({ code: 'forbidden-options', options: [options.split(':')[0]] })
  })

  test('what a swarm ignores is told, and accepted', () => {
    const scene = {
      files: { 'compose.yml': withApp('build: .\nprivileged: true\nlinks: [a]\nexpose: [80]\ncontainer_name: x') },
    }
    expect(converted(scene).warnings).toEqual([
      { code: 'unsupported-options', options: ['build', 'links', 'privileged'] },
      { code: 'deprecated-options', options: ['container_name', 'expose'] },
    ])
  })

  test('nothing ignored, nothing told', () => {
    expect(converted({ files: { 'compose.yml': withApp('hostname: a') } }).warnings).toEqual([])
  })
})
