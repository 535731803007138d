import { describe, expect, test } from 'vitest'
import { appBody, converted, overlay, refusal, withApp } from './scene.ts'

const merged = (base: string, later: string, rests: readonly [string, string] = ['', '']) =>
  appBody({ files: { 'compose.yml': withApp(base, rests[0]), 'compose.later.yml': overlay(later, rests[1]) } })
const container = (base: string, later: string, rests?: readonly [string, string]) =>
  merged(base, later, rests).TaskTemplate.ContainerSpec

describe('a later file changes a service option by option', () => {
  test('text: the later one unless it is empty; a flag stays on', () => {
    expect(
      container('hostname: a\nuser: u\ntty: true\ninit: true', 'hostname: b\nuser: ""\ntty: false\ninit: false'),
    ).toMatchObject({
      Hostname: 'b',
      User: 'u',
      TTY: true,
      Init: true,
    })
    expect(container('init: false', 'init: true').Init).toBe(true)
    expect(container('stop_grace_period: 5s', 'stop_grace_period: 0s').StopGracePeriod).toBe(5e9)
  })

  test('commands: the later one unless it is empty', () => {
    expect(container('command: a b\nentrypoint: x', 'command: [c]\nentrypoint: []')).toMatchObject({
      Args: ['c'],
      Command: ['x'],
    })
  })

  test('environment by name; an empty later value changes nothing', () => {
    expect(
      container('environment: {A: 1, B: 2, C: 3, D: }', 'environment: {A: 9, B: "", C: , D: 4, E: 5}').Env,
    ).toEqual(['A=9', 'B=2', 'C=3', 'D=4', 'E=5'])
  })

  test('labels by key, also to nothing', () => {
    expect(merged('deploy: {labels: {a: 1, b: 2}}', 'deploy: {labels: {b: "", c: 3}}').Labels).toMatchObject({
      a: '1',
      b: '',
      c: '3',
    })
  })

  test('lists are appended', () => {
    expect(
      container('dns: 1.1.1.1\nextra_hosts: ["a:1.1.1.1"]', 'dns: [9.9.9.9]\nextra_hosts: ["b:2.2.2.2"]'),
    ).toMatchObject({
      DNSConfig: { Nameservers: ['1.1.1.1', '9.9.9.9'] },
      Hosts: ['1.1.1.1 a', '2.2.2.2 b'],
    })
    expect(
      merged('deploy: {placement: {constraints: [a]}}', 'deploy: {placement: {constraints: [b]}}').TaskTemplate
        .Placement.Constraints,
    ).toEqual(['a', 'b'])
  })

  test('secrets of a file after an empty list are taken as they are', () => {
    const twice = 'secrets: [{source: s, target: a}, {source: s, target: b}]'
    const secrets = (first: string, second: string) => {
      const files = {
        'a.yml': withApp(first, 'secrets: {s: {external: true}}'),
        'b.yml': overlay(second),
        'c.yml': overlay(twice),
      }
      return appBody({ files }).TaskTemplate.ContainerSpec.Secrets?.map((secret) => secret.File.Name)
    }
    expect(secrets('tty: true', 'secrets: []')).toEqual(['a', 'b'])
    expect(secrets('secrets: []', 'tty: true')).toEqual(['b'])
  })

  test('a list of an x- option cannot be appended to what is no list', () => {
    const files = { 'a.yml': withApp('x-a: 5\nx-b: [1]'), 'b.yml': overlay('x-a: {c: d}\nx-b: [2]') }
    expect(appBody({ files }).Name).toBe('shop_app')
    expect(refusal({ files: { ...files, 'b.yml': overlay('x-a: [5]') } }).problem).toMatchObject({
      code: 'value-invalid',
      path: 'services.app.x-a',
      wanted: 'list',
    })
  })

  test("a health check's test is appended, too; numbers of it are replaced", () => {
    expect(
      container(
        'healthcheck: {test: [CMD, a], retries: 3, interval: 5s}',
        'healthcheck: {test: [b], retries: 0, interval: 0s}',
      ).Healthcheck,
    ).toEqual({
      Test: ['CMD', 'a', 'b'],
      Interval: 5e9,
    })
  })

  test('volumes by target, sorted by it; ports as a set', () => {
    const body = merged(
      'volumes: ["data:/z", "data:/a"]\nports: ["90:90", "80:80"]',
      'volumes: ["extra:/z"]\nports: ["80:80", "70:70"]',
      ['volumes: {data: {}, extra: {}}', ''],
    )
    expect(body.TaskTemplate.ContainerSpec.Mounts?.map((mount) => `${mount.Source}:${mount.Target}`)).toEqual([
      'shop_data:/a',
      'shop_extra:/z',
    ])
    expect(body.EndpointSpec.Ports?.map((port) => port.PublishedPort)).toEqual([70, 80, 90])
  })

  test('volumes that only the later file has keep their order; those of the base are sorted all the same', () => {
    const targets = (base: string, later: string) =>
      container(base, later, ['volumes: {data: {}}', '']).Mounts?.map((mount) => mount.Target)
    expect(targets('hostname: a', 'volumes: ["data:/z", "data:/a"]')).toEqual(['/z', '/a'])
    expect(targets('volumes: ["data:/z", "data:/a"]', 'hostname: a')).toEqual(['/a', '/z'])
    expect(targets('volumes: []', 'volumes: ["data:/z", "data:/a"]')).toEqual(['/a', '/z'])
  })

  test('secrets by source', () => {
    const rest = 'secrets: {s: {external: true}, t: {external: true}}'
    expect(
      container('secrets: [t, s]', 'secrets: [{source: s, target: q}]', [rest, '']).Secrets?.map(
        (secret) => secret.File.Name,
      ),
    ).toEqual(['q', 't'])
  })

  test('networks by name; aliases are the later ones, even none; driver options are the earlier ones', () => {
    const rest = 'networks: {n: {}, m: {}}'
    const networks = (base: string, later: string) =>
      merged(`networks: ${base}`, `networks: ${later}`, [rest, '']).TaskTemplate.Networks
    expect(networks('{n: {aliases: [a], driver_opts: {x: y}}}', '{n: {aliases: [b]}, m: }')).toEqual([
      { Target: 'shop_m', Aliases: ['app'] },
      { Target: 'shop_n', Aliases: ['b', 'app'], DriverOpts: { x: 'y' } },
    ])
    expect(networks('{n: {aliases: [a]}}', '{n: {}}')).toEqual([{ Target: 'shop_n', Aliases: ['app'] }])
    expect(networks('{n: {aliases: [a]}}', '[n]')).toEqual([{ Target: 'shop_n', Aliases: ['a', 'app'] }])
    expect(networks('[n]', '{n: {aliases: [a]}}')).toEqual([{ Target: 'shop_n', Aliases: ['a', 'app'] }])
  })

  test('logging: options of one driver are merged, another driver replaces all', () => {
    const driver = (base: string, later: string) =>
      merged(`logging: ${base}`, `logging: ${later}`).TaskTemplate.LogDriver
    expect(driver('{driver: x, options: {a: 1, b: 2}}', '{options: {b: 3}}')).toEqual({
      Name: 'x',
      Options: { a: '1', b: '3' },
    })
    expect(driver('{options: {a: 1}}', '{driver: y, options: {b: 2}}')).toEqual({
      Name: 'y',
      Options: { a: '1', b: '2' },
    })
    expect(driver('{driver: x, options: {a: 1}}', '{driver: y}')).toEqual({ Name: 'y' })
    expect(driver('{driver: x}', '{driver: x, options: {a: 1}}')).toEqual({ Name: 'x' })
  })

  test('numbers that may be 0: the later one', () => {
    const body = merged(
      'deploy: {replicas: 2, update_config: {parallelism: 2, delay: 5s}, restart_policy: {max_attempts: 3, delay: 5s}}',
      'deploy: {replicas: 0, update_config: {parallelism: 0, delay: 0s}, restart_policy: {max_attempts: 0, delay: 0s}}',
    )
    expect(body.Mode).toEqual({ Replicated: { Replicas: 0 } })
    expect(body.UpdateConfig).toMatchObject({ Parallelism: 0, Delay: 5e9 })
    expect(body.TaskTemplate.RestartPolicy).toEqual({ MaxAttempts: 0, Delay: 5e9 })
  })

  test('limits one by one', () => {
    expect(
      merged(
        'deploy: {resources: {limits: {cpus: "1", memory: 1G}}}',
        'deploy: {resources: {limits: {memory: 2G}, reservations: {cpus: "0.1"}}}',
      ).TaskTemplate.Resources,
    ).toEqual({ Limits: { NanoCPUs: 1e9, MemoryBytes: 2 * 1024 ** 3 }, Reservations: { NanoCPUs: 1e8 } })
  })
})

describe('outside of services a later definition replaces an earlier one', () => {
  test('networks, volumes, secrets, configs', () => {
    const { requests } = converted({
      files: {
        'compose.yml': withApp(
          'networks: [n]',
          'networks: {n: {driver: bridge, labels: {a: b}}}\nconfigs: {c: {file: x, name: own}}',
        ),
        'compose.later.yml': 'networks: {n: {attachable: true}}\nconfigs: {c: {file: y}}',
        x: 'x',
        y: 'y',
      },
    })
    expect(requests.networks[0]?.body).toMatchObject({
      Driver: 'overlay',
      Attachable: true,
      Labels: { 'com.docker.stack.namespace': 'shop' },
    })
    expect(requests.configs.map((config) => config.name)).toEqual(['shop_c'])
  })

  test('services of all files are there, and three files merge in order', () => {
    const { requests } = converted({
      files: {
        'a.yml': withApp('hostname: one'),
        'b.yml': overlay('hostname: two') + '  db: {image: postgres}\n',
        'c.yml': overlay('hostname: three'),
      },
    })
    expect(
      requests.services.map((service) => [service.name, service.body.TaskTemplate.ContainerSpec.Hostname]),
    ).toEqual([
      ['shop_app', 'three'],
      ['shop_db', undefined],
    ])
  })
})
