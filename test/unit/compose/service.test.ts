import { describe, expect, test } from 'vitest'
import { appOf, containerOf, converted, refusal, withApp } from './scene.ts'

const refused = (options: string, rest = '') => refusal({ files: { 'compose.yml': withApp(options, rest) } }).problem

describe('a service and its container', () => {
  test('the least: an image', () => {
    expect(converted({ files: { 'compose.yml': 'services: {app: {image: nginx}}' } }).requests).toMatchObject({
      networks: [{ name: 'shop_default', body: { Name: 'shop_default', Driver: 'overlay' } }],
      services: [
        {
          name: 'shop_app',
          body: {
            Labels: { 'com.docker.stack.namespace': 'shop', 'com.docker.stack.image': 'nginx' },
            Mode: { Replicated: {} },
            TaskTemplate: {
              ContainerSpec: { Image: 'nginx:latest', Labels: { 'com.docker.stack.namespace': 'shop' } },
              Networks: [{ Target: 'shop_default', Aliases: ['app'] }],
              ForceUpdate: 0,
            },
          },
        },
      ],
    })
  })

  test('simple options travel under their Engine names', () => {
    expect(
      containerOf(
        'hostname: h\nuser: "1000"\nworking_dir: /w\nstop_signal: SIGQUIT\nstop_grace_period: 1m30s\ntty: true\n' +
          'stdin_open: true\nread_only: true\ninit: false\nisolation: default\nsysctls: {net.core.somaxconn: 1024}\n' +
          'cap_add: [net_admin]\ncap_drop: [ALL]\ndns: 9.9.9.9\ndns_search: [a.example, b.example]',
      ),
    ).toMatchObject({
      Hostname: 'h',
      User: '1000',
      Dir: '/w',
      StopSignal: 'SIGQUIT',
      StopGracePeriod: 90e9,
      TTY: true,
      OpenStdin: true,
      ReadOnly: true,
      Init: false,
      Isolation: 'default',
      Sysctls: { 'net.core.somaxconn': '1024' },
      CapabilityAdd: ['CAP_NET_ADMIN'],
      CapabilityDrop: ['ALL'],
      DNSConfig: { Nameservers: ['9.9.9.9'], Search: ['a.example', 'b.example'] },
    })
  })

  test('text is sorted by its bytes', () => {
    expect(containerOf('environment: ["😀=1", "～=2"]').Env).toEqual(['～=2', '😀=1'])
  })

  test('a number for an address comes out as Go prints it', () => {
    expect(containerOf('extra_hosts: {a: 1, b: 2.5, c: "3"}').Hosts).toEqual([
      '%!s(int=1) a',
      '%!s(float64=2.5) b',
      '3 c',
    ])
  })

  test('whole numbers wrap as they do in Go', () => {
    expect(containerOf('healthcheck: {retries: 18446744073709551615}').Healthcheck?.Retries).toBe(-1)
    expect(refused('ulimits: {nofile: 9223372036854775808}')).toMatchObject({ wanted: 'integer' })
  })

  test.each(['domainname: @', 'shm_size: @', 'tmpfs: [@]', 'networks: {default: {ipv4_address: @}}'])(
    'a date is not the text that %s needs, although a swarm ignores it',
    (option) =>
      expect(refused(option.replace('@', '2001-01-01'))).toMatchObject({ code: 'value-invalid', wanted: 'text' }),
  )

  test('a build is decoded in any case', () => {
    expect(refused('build: {Context: 5}')).toMatchObject({ code: 'value-invalid', wanted: 'text' })
  })

  test('command and entrypoint, as text and as a list', () => {
    expect(containerOf(`entrypoint: /start "a b"\ncommand: [run, "x y"]`)).toMatchObject({
      Command: ['/start', 'a b'],
      Args: ['run', 'x y'],
    })
    expect(refused(`command: "a 'b"`)).toMatchObject({ code: 'value-invalid', wanted: 'command' })
  })

  test('environment: map or list, sorted; empty values come from the app', () => {
    const environment = { FILLED: 'yes', ALONE: 'too', OTHER: 'unused' }
    const expected = ['A=1', 'ALONE=too', 'B=', 'C=x=y', 'FILLED=yes', 'NOWHERE']
    expect(
      containerOf('environment: {C: x=y, A: 1, B: "", FILLED: "", ALONE: , NOWHERE: }', '', environment).Env,
    ).toEqual(expected)
    expect(containerOf('environment: [C=x=y, A=1, B=, FILLED=, ALONE, NOWHERE]', '', environment).Env).toEqual(expected)
  })

  test('labels: map or list; numbers as Docker prints them', () => {
    expect(appOf('deploy: {labels: {a: 1.50, b: 1e6, c: , d: 0o17}}').Labels).toMatchObject({
      a: '1.5',
      b: '1e+06',
      c: '',
      d: '15',
    })
    expect(containerOf('labels: [a, b=c=d]').Labels).toMatchObject({ a: '', b: 'c=d' })
  })

  test('names that mean something to JavaScript are just names', () => {
    const Labels = containerOf('labels: {__proto__: x, constructor: y}').Labels
    expect(Object.entries(Labels)).toContainEqual(['__proto__', 'x'])
    expect(Object.entries(Labels)).toContainEqual(['constructor', 'y'])
    expect(containerOf('environment: [toString]').Env).toEqual(['toString'])
  })

  test('extra hosts in each notation', () => {
    expect(containerOf('extra_hosts: ["db:10.0.0.1", "v6=[::1]", "nothing"]').Hosts).toEqual(['10.0.0.1 db', '::1 v6'])
    expect(containerOf('extra_hosts: {b: 10.0.0.2, a: 10.0.0.1, c: }').Hosts).toEqual(['10.0.0.1 a', '10.0.0.2 b'])
  })

  test('ulimits, one number or two', () => {
    expect(containerOf('ulimits: {nproc: 5, nofile: {soft: 1, hard: 2}}').Ulimits).toEqual([
      { Name: 'nofile', Soft: 1, Hard: 2 },
      { Name: 'nproc', Soft: 5, Hard: 5 },
    ])
    expect(refused('ulimits: {nofile: 5.0}')).toMatchObject({ code: 'value-invalid' })
  })

  test('health checks', () => {
    expect(
      containerOf(
        'healthcheck: {test: curl localhost, interval: 30s, timeout: 5s, start_period: 1m, start_interval: 1s, retries: 3}',
      ).Healthcheck,
    ).toEqual({
      Test: ['CMD-SHELL', 'curl localhost'],
      Interval: 30e9,
      Timeout: 5e9,
      StartPeriod: 60e9,
      StartInterval: 1e9,
      Retries: 3,
    })
    expect(containerOf('healthcheck: {test: [CMD, ok]}').Healthcheck).toEqual({ Test: ['CMD', 'ok'] })
    expect(containerOf('healthcheck: {disable: true}').Healthcheck).toEqual({ Test: ['NONE'] })
    expect(refused('healthcheck: {disable: true, test: x}')).toMatchObject({ code: 'options-conflict' })
    expect(refused('healthcheck: {retries: -1}')).toMatchObject({ code: 'value-invalid', wanted: 'number-in-range' })
  })

  test('logging', () => {
    expect(appOf('logging: {driver: json-file, options: {max-size: 10m, max-file: 3}}').TaskTemplate.LogDriver).toEqual(
      {
        Name: 'json-file',
        Options: { 'max-size': '10m', 'max-file': '3' },
      },
    )
  })

  test('a number where Docker wants text, and a date, are refused', () => {
    expect(refused('shm_size: 64000000')).toMatchObject({ code: 'value-invalid', wanted: 'text' })
    expect(refused('hostname: 2024-01-01')).toMatchObject({ code: 'value-invalid', wanted: 'text' })
  })

  test('images are needed and checked', () => {
    expect(refusal({ files: { 'compose.yml': 'services: {app: {build: .}}' } }).problem).toEqual({
      code: 'image-missing',
      service: 'app',
    })
    expect(refusal({ files: { 'compose.yml': 'services: {app: {image: "Not An Image"}}' } }).problem).toEqual({
      code: 'image-invalid',
      service: 'app',
      image: 'Not An Image',
    })
  })
})

describe('deploy', () => {
  test.each([
    ['{}', { Replicated: {} }],
    ['{replicas: 0}', { Replicated: { Replicas: 0 } }],
    ['{mode: global}', { Global: {} }],
    ['{mode: global-job}', { GlobalJob: {} }],
    ['{mode: replicated-job, replicas: 3}', { ReplicatedJob: { MaxConcurrent: 3, TotalCompletions: 3 } }],
  ])('%s', (deploy, mode) => expect(appOf(`deploy: ${deploy}`).Mode).toEqual(mode))

  test('modes that cannot be', () => {
    expect(refused('deploy: {mode: twice}')).toEqual({ code: 'mode-unknown', service: 'app', mode: 'twice' })
    expect(refused('deploy: {mode: global, replicas: 1}')).toEqual({ code: 'replicas-with-global', service: 'app' })
    expect(refused('deploy: {replicas: -1}')).toMatchObject({ code: 'value-invalid' })
  })

  test('limits and reservations', () => {
    expect(
      appOf(
        'deploy: {resources: {limits: {cpus: "0.5", memory: 50M, pids: 100}, reservations: {memory: 20M, ' +
          'generic_resources: [{discrete_resource_spec: {kind: gpu, value: 2}}]}}}',
      ).TaskTemplate.Resources,
    ).toEqual({
      Limits: { NanoCPUs: 5e8, MemoryBytes: 52428800, Pids: 100 },
      Reservations: {
        MemoryBytes: 20971520,
        GenericResources: [{ DiscreteResourceSpec: { Kind: 'gpu', Value: 2 } }],
      },
    })
    expect(refused('deploy: {resources: {limits: {cpus: much}}}')).toMatchObject({
      code: 'value-invalid',
      wanted: 'cpus',
    })
    expect(refused('deploy: {resources: {limits: {memory: much}}}')).toMatchObject({
      code: 'value-invalid',
      wanted: 'size',
    })
  })

  test('updating and going back', () => {
    const body = appOf(
      'deploy: {update_config: {delay: 10s, failure_action: rollback, monitor: 1m, max_failure_ratio: 0.3, order: start-first}, rollback_config: {parallelism: 0}}',
    )
    expect(body.UpdateConfig).toEqual({
      Parallelism: 1,
      Delay: 10e9,
      FailureAction: 'rollback',
      Monitor: 60e9,
      MaxFailureRatio: 0.3,
      Order: 'start-first',
    })
    expect(body.RollbackConfig).toEqual({ Parallelism: 0, MaxFailureRatio: 0, Order: '' })
  })

  test('placement', () => {
    expect(
      appOf(
        'deploy: {placement: {constraints: [node.role == manager], preferences: [{spread: node.labels.zone}], max_replicas_per_node: 2}}',
      ).TaskTemplate.Placement,
    ).toEqual({
      Constraints: ['node.role == manager'],
      Preferences: [{ Spread: { SpreadDescriptor: 'node.labels.zone' } }],
      MaxReplicas: 2,
    })
  })

  test('restarting: the policy, or the older word', () => {
    const policy = (options: string) => appOf(options).TaskTemplate.RestartPolicy
    expect(
      policy(
        'restart: always\ndeploy: {restart_policy: {condition: on-failure, delay: 0s, max_attempts: 0, window: 2m}}',
      ),
    ).toEqual({
      Condition: 'on-failure',
      Delay: 0,
      MaxAttempts: 0,
      Window: 120e9,
    })
    expect(policy('restart: unless-stopped')).toEqual({ Condition: 'any' })
    expect(policy('restart: on-failure:3')).toEqual({ Condition: 'on-failure', MaxAttempts: 3 })
    expect(policy('restart: on-failure:-1')).toEqual({ Condition: 'on-failure', MaxAttempts: 2 ** 64 - 2 ** 11 })
    expect(policy('restart: "no"')).toBeUndefined()
    expect(refused('restart: sometimes')).toMatchObject({ code: 'value-invalid', wanted: 'restart' })
    expect(refused('restart: on-failure:often')).toMatchObject({ code: 'value-invalid', wanted: 'restart' })
  })

  test('the way in', () => {
    expect(appOf('deploy: {endpoint_mode: DNSRR}').EndpointSpec).toEqual({ Mode: 'dnsrr', Ports: [] })
  })

  test('facts for plans: time-out, ports, volumes, variables', () => {
    const stack = converted({
      files: {
        'compose.yml': withApp(
          'ports: ["8080:80"]\nvolumes: ["data:/x"]\nhealthcheck: {test: x}\ndeploy: {labels: {"coop-cloud.${STACK_NAME}.timeout": "1", "coop-cloud.shop.timeout": "${TIMEOUT:-120}"}}',
          'volumes: {data: {}}',
        ),
      },
    })
    expect(stack.timeout).toBe(120)
    expect(stack.services).toEqual([
      {
        name: 'app',
        fullName: 'shop_app',
        image: 'example/app:1',
        ports: [{ mode: 'ingress', target: 80, published: 8080, protocol: 'tcp' }],
        volumes: ['shop_data'],
        hasHealthcheck: true,
      },
    ])
    expect([...stack.variables]).toEqual([['TIMEOUT', '120']])
  })
})
