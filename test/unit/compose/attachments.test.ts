import { describe, expect, test } from 'vitest'
import { appOf, containerOf, converted, refusal, withApp } from './scene.ts'

const refused = (options: string, rest = '') => refusal({ files: { 'compose.yml': withApp(options, rest) } }).problem
const ports = (list: string) =>
  (appOf(`ports: ${list}`).EndpointSpec.Ports ?? []).map(
    (port) => `${port.PublishedPort ?? '-'}:${port.TargetPort}/${port.Protocol ?? '-'} ${port.PublishMode ?? '-'}`,
  )

describe('ports', () => {
  test.each([
    ['[80]', ['-:80/tcp ingress']],
    ['["80"]', ['-:80/tcp ingress']],
    ['["8080:80"]', ['8080:80/tcp ingress']],
    ['["53:53/UDP"]', ['53:53/udp ingress']],
    ['["9-11"]', ['-:10/tcp ingress', '-:11/tcp ingress', '-:9/tcp ingress']],
    ['["91-92:81-82"]', ['91:81/tcp ingress', '92:82/tcp ingress']],
    ['["91-93:80"]', ['91:80/tcp ingress', '92:80/tcp ingress', '93:80/tcp ingress']],
    ['["[::1]:2:3"]', ['2:3/tcp ingress']],
    ['["127.0.0.1::80"]', ['-:80/tcp ingress']],
    ['[{target: 80, published: 8080, protocol: udp, mode: host}]', ['8080:80/udp host']],
    ['[{target: 80}]', ['-:80/- -']],
    ['["9000:1", "80:2"]', ['80:2/tcp ingress', '9000:1/tcp ingress']],
  ])('%s', (list, expected) => expect(ports(list)).toEqual(expected))

  test.each([
    '["a:b"]',
    '["80:"]',
    '["70000"]',
    '["1:2:3:4"]',
    '["300.1.1.1:1:1"]',
    '["80/icmp"]',
    '["1-2:1-3"]',
    '[80.5]',
    '["2-1"]',
    '[""]',
  ])('%s is refused', (list) =>
    expect(refused(`ports: ${list}`)).toMatchObject({ code: 'value-invalid', wanted: 'port' }),
  )

  test('a negative one is refused', () => {
    expect(refused('ports: [{target: -1}]')).toMatchObject({ code: 'value-invalid', wanted: 'number-in-range' })
  })

  test('an address is ignored by a swarm, and that is told', () => {
    const { warnings } = converted({ files: { 'compose.yml': withApp('ports: ["127.0.0.1:1:2", "0.0.0.0:3:4"]') } })
    expect(warnings).toEqual([
      { code: 'port-address-ignored', service: 'app', address: '127.0.0.1', port: '127.0.0.1:1:2' },
    ])
  })

  test('more ports than there are do not fill the memory', () => {
    const lines = Array.from({ length: 300 }, (_unused, index) => `  - "0-65535:${index + 1}"`)
    expect(refused(`ports:\n${lines.join('\n')}`)).toMatchObject({ code: 'stack-too-large', what: 'ports' })
  })
})

describe('volumes', () => {
  const mounts = (list: string, rest = 'volumes: {data: {}}', environment = {}) =>
    containerOf(`volumes: ${list}`, rest, environment).Mounts
  const ours = { 'com.docker.stack.namespace': 'shop' }

  test('a named volume gets the stack in its name and its labels', () => {
    expect(mounts('["data:/x:ro,nocopy"]')).toEqual([
      {
        Type: 'volume',
        Source: 'shop_data',
        Target: '/x',
        ReadOnly: true,
        VolumeOptions: { NoCopy: true, Labels: ours },
      },
    ])
  })

  test('name, driver, options and labels of its definition', () => {
    expect(
      mounts('["data:/x"]', 'volumes: {data: {name: own, driver: nfs, driver_opts: {size: 5}, labels: [a=b]}}'),
    ).toEqual([
      {
        Type: 'volume',
        Source: 'own',
        Target: '/x',
        VolumeOptions: { Labels: { a: 'b', ...ours }, DriverConfig: { Name: 'nfs', Options: { size: '5' } } },
      },
    ])
  })

  test('an external volume keeps its name and gets no labels', () => {
    expect(mounts('["data:/x"]', 'volumes: {data: {external: true}}')).toEqual([
      { Type: 'volume', Source: 'data', Target: '/x', VolumeOptions: {} },
    ])
  })

  test('anonymous volumes, binds of the server, of a home and of the recipe', () => {
    expect(mounts('["/x", "/srv:/y:rslave", "~/z:/z", "./conf:/c", "../up:/u"]', '', { HOME: '/home/ada' })).toEqual([
      { Type: 'volume', Target: '/x' },
      { Type: 'bind', Source: '/srv', Target: '/y', BindOptions: { Propagation: 'rslave' } },
      { Type: 'bind', Source: '/home/ada/z', Target: '/z' },
      { Type: 'bind', Source: '@TREE@/conf', Target: '/c' },
      { Type: 'bind', Source: '@TREE@/../up', Target: '/u' },
    ])
  })

  test("a bind of the recipe's own files is told: no server has them", () => {
    const { warnings } = converted({ files: { 'compose.yml': withApp('volumes: ["./conf:/c", "~/x:/x"]') } })
    expect(warnings).toEqual([
      { code: 'bind-of-recipe-file', service: 'app', path: './conf' },
      { code: 'no-home', service: 'app', path: '~/x' },
      { code: 'bind-of-recipe-file', service: 'app', path: '~/x' },
    ])
  })

  test('the long form', () => {
    expect(
      mounts(
        '[{type: volume, source: data, target: /a, read_only: true, volume: {nocopy: true}}, {type: bind, source: /b, target: /b, consistency: cached, bind: {propagation: shared}}, {type: tmpfs, target: /c, tmpfs: {size: 1000}}, {type: npipe, source: x, target: y}, {type: image, source: nginx, target: /d}, {type: cluster, source: "group:g", target: /e}]',
      ),
    ).toEqual([
      {
        Type: 'volume',
        Source: 'shop_data',
        Target: '/a',
        ReadOnly: true,
        VolumeOptions: { NoCopy: true, Labels: ours },
      },
      { Type: 'bind', Source: '/b', Target: '/b', Consistency: 'cached', BindOptions: { Propagation: 'shared' } },
      { Type: 'tmpfs', Target: '/c', TmpfsOptions: { SizeBytes: 1000 } },
      { Type: 'npipe', Source: 'x', Target: 'y' },
      { Type: 'image', Source: 'nginx', Target: '/d' },
      { Type: 'cluster', Source: 'group:g', Target: '/e', ClusterOptions: {} },
    ])
  })

  test('a folder of a volume', () => {
    expect(mounts('[{type: volume, source: data, target: /a, volume: {subpath: inner}}]')).toMatchObject([
      { VolumeOptions: { Subpath: 'inner' } },
    ])
  })

  test('options in another case count where the format lets them through', () => {
    expect(mounts('[{type: bind, source: /a, target: /a, bind: {Propagation: shared}}]')).toMatchObject([
      { BindOptions: { Propagation: 'shared' } },
    ])
    expect(refused('secrets: [{source: a, MODE: x}]', 'secrets: {a: {external: true}}')).toMatchObject({
      code: 'value-invalid',
      wanted: 'number',
    })
  })

  test('a single letter before the colon is a drive, not a name', () => {
    expect(mounts('["d:/x"]')).toEqual([{ Type: 'volume', Target: 'd:/x' }])
  })

  test('windows paths are binds', () => {
    expect(mounts("['C:\\x:/y']")).toEqual([{ Type: 'bind', Source: 'C:\\x', Target: '/y' }])
  })

  test.each(['[""]', '["data:"]', '[":/x"]', '["aa:bb:cc:dd"]'])('%s is no volume', (list) =>
    expect(refused(`volumes: ${list}`, 'volumes: {data: {}}')).toMatchObject({
      code: 'value-invalid',
      wanted: 'volume',
    }),
  )

  test.each([
    ['{type: tmpfs, source: x, target: /y}', 'source-not-allowed'],
    ['{type: bind, target: /y}', 'source-missing'],
    ['{type: bind, source: /x, target: /y, volume: {}}', 'volume-options'],
    ['{type: volume, source: data, target: /y, bind: {}}', 'bind-options'],
    ['{type: volume, source: data, target: /y, tmpfs: {}}', 'tmpfs-options'],
    ['{type: floppy, target: /y}', 'unknown-type'],
  ])('%s is refused', (volume, fault) =>
    expect(refused(`volumes: [${volume}]`, 'volumes: {data: {}}')).toMatchObject({ code: 'mount-invalid', fault }),
  )

  test('an undefined volume is refused', () => {
    expect(refused('volumes: ["other:/x"]')).toEqual({
      code: 'undefined-reference',
      service: 'app',
      kind: 'volume',
      name: 'other',
    })
  })
})

describe('networks', () => {
  test('aliases, driver options and names; sorted by name on the server', () => {
    const body = appOf(
      'networks: {proxy: {aliases: [web], driver_opts: {a: 1}}, internal: }',
      'networks: {proxy: {external: true}, internal: {name: "a-net"}}',
    )
    expect(body.TaskTemplate.Networks).toEqual([
      { Target: 'a-net', Aliases: ['app'] },
      { Target: 'proxy', Aliases: ['web', 'app'], DriverOpts: { a: '1' } },
    ])
  })

  test('those used are made, those external are only named', () => {
    const { requests } = converted({
      files: {
        'compose.yml': withApp(
          'networks: [proxy, own, host]',
          'networks: {proxy: {external: true}, host: {external: true}, unused: {}, own: {driver: overlay, driver_opts: {encrypted: ""}, internal: true, attachable: true, labels: {a: b}, ipam: {driver: default, config: [{subnet: 10.1.0.0/16}]}}}',
        ),
      },
    })
    expect(requests.externalNetworks).toEqual(['proxy'])
    expect(requests.networks).toEqual([
      {
        name: 'shop_own',
        body: {
          Name: 'shop_own',
          Driver: 'overlay',
          Scope: '',
          Internal: true,
          Attachable: true,
          Ingress: false,
          ConfigOnly: false,
          Labels: { a: 'b', 'com.docker.stack.namespace': 'shop' },
          Options: { encrypted: '' },
          IPAM: { Driver: 'default', Config: [{ Subnet: '10.1.0.0/16' }] },
        },
      },
    ])
  })

  test('one whose name is outside the format is not checked, and its values are printed as Go prints them', () => {
    const { requests } = converted({
      files: {
        'compose.yml': withApp('networks: ["a b"]', 'networks: {"a b": {Driver: d, labels: {a: {y: [1, ], x: 2}}}}'),
      },
    })
    expect(requests.networks[0]?.body).toMatchObject({ Driver: 'd', Labels: { a: 'map[x:2 y:[1]]' } })
  })

  test('an undefined network is refused', () => {
    expect(refused('networks: [nowhere]')).toMatchObject({ code: 'undefined-reference', kind: 'network' })
  })

  test("external: {name} is the older way to say a network's name", () => {
    const scene = { files: { 'compose.yml': withApp('networks: [n]', 'networks: {n: {external: {name: old}}}') } }
    expect(converted(scene).requests.externalNetworks).toEqual(['old'])
    expect(converted(scene).warnings).toMatchObject([{ code: 'external-name', section: 'networks', name: 'n' }])
    expect(refused('networks: [n]', 'networks: {n: {external: {name: old}, name: new}}')).toMatchObject({
      code: 'options-conflict',
    })
  })
})

describe('secrets and configs', () => {
  const scene = (options: string, rest: string) => ({
    files: { 'compose.yml': withApp(options, rest), 'app.conf': 'x = 1\n', 'stacks/own.txt': 'own' },
    composeFiles: ['compose.yml'],
  })

  test('external ones are named, in short and long form', () => {
    const stack = converted(
      scene(
        'secrets: [a, {source: b, target: bee, uid: "5", gid: "6", mode: 0400}]',
        'secrets: {a: {external: true}, b: {external: true, name: shop_b_v2}}',
      ),
    )
    expect(stack.requests.services[0]?.body.TaskTemplate.ContainerSpec.Secrets).toEqual([
      { SecretID: 'secret:a', SecretName: 'a', File: { Name: 'a', UID: '0', GID: '0', Mode: 0o444 } },
      { SecretID: 'secret:shop_b_v2', SecretName: 'shop_b_v2', File: { Name: 'bee', UID: '5', GID: '6', Mode: 0o400 } },
    ])
    expect(stack.requests.externalSecrets).toEqual(['a', 'shop_b_v2'])
    expect(stack.requests.secrets).toEqual([])
  })

  test('Docker keeps 32 bits of a mode', () => {
    const body = containerOf('secrets: [{source: a, mode: 0x100000124}]', 'secrets: {a: {external: true}}')
    expect(body.Secrets?.[0]?.File.Mode).toBe(0o444)
  })

  test('an empty file travels as nothing', () => {
    const { requests } = converted({ files: { 'compose.yml': withApp('', 'configs: {c: {file: c}}'), c: '' } })
    expect(requests.configs[0]?.body.Data).toBeUndefined()
  })

  test('those with a file are made, used or not', () => {
    const { requests } = converted(
      scene(
        'configs: [c]',
        'configs: {c: {file: ./app.conf, template_driver: golang}, unused: {file: app.conf, name: own, labels: {a: b}}}\nsecrets: {s: {file: app.conf}}',
      ),
    )
    const Data = Buffer.from('x = 1\n').toString('base64')
    const ours = { 'com.docker.stack.namespace': 'shop' }
    expect(requests.configs).toEqual([
      { name: 'shop_c', body: { Name: 'shop_c', Labels: ours, Data, Templating: { Name: 'golang' } } },
      { name: 'own', body: { Name: 'own', Labels: { a: 'b', ...ours }, Data } },
    ])
    expect(requests.secrets).toEqual([{ name: 'shop_s', body: { Name: 'shop_s', Labels: ours, Data } }])
    expect(requests.externalConfigs).toEqual([])
  })

  test('a secret of a driver has no data', () => {
    expect(
      converted(scene('hostname: a', 'secrets: {s: {driver: vault, driver_opts: {path: x}}}')).requests.secrets,
    ).toEqual([
      {
        name: 'shop_s',
        body: {
          Name: 'shop_s',
          Labels: { 'com.docker.stack.namespace': 'shop' },
          Driver: { Name: 'vault', Options: { path: 'x' } },
        },
      },
    ])
  })

  test('files are relative to the first compose file, also those of an overlay elsewhere', () => {
    const stack = converted({
      files: {
        'stacks/compose.yml': withApp('hostname: a'),
        'more/compose.more.yml': 'configs: {c: {file: own.txt}, d: {file: ../app.conf}}',
        'stacks/own.txt': 'own',
        'app.conf': 'up',
      },
    })
    expect(stack.requests.configs.map((config) => Buffer.from(config.body.Data ?? '', 'base64').toString())).toEqual([
      'own',
      'up',
    ])
  })

  test('a credential spec from a config', () => {
    const container = containerOf('credential_spec: {config: c}', 'configs: {c: {external: true, name: shop_c}}')
    expect(container.Configs).toEqual([{ ConfigID: 'config:shop_c', ConfigName: 'shop_c', Runtime: {} }])
    expect(container.Privileges.CredentialSpec).toEqual({ Config: 'config:shop_c', File: '', Registry: '' })
    expect(containerOf('credential_spec: {file: x.json}').Privileges.CredentialSpec).toEqual({
      Config: '',
      File: 'x.json',
      Registry: '',
    })
    expect(refused('credential_spec: {file: a, registry: b}')).toMatchObject({ code: 'options-conflict' })
    expect(refused('credential_spec: {config: c}', 'configs: {c: {external: true, name: other}}')).toMatchObject({
      code: 'undefined-reference',
    })
  })

  test.each([
    ['secrets: [s]', 'secrets: {t: {external: true}}', 'undefined-reference'],
    ['configs: [s]', '', 'undefined-reference'],
    ['secrets: [s, {source: t, target: s}]', 'secrets: {s: {external: true}, t: {external: true}}', 'duplicate-target'],
    ['secrets: [{source: s, mode: -1}]', 'secrets: {s: {external: true}}', 'value-invalid'],
    ['hostname: a', 'secrets: {s: {driver: d, file: app.conf}}', 'options-conflict'],
    ['hostname: a', 'configs: {c: {}}', 'option-missing'],
    ['hostname: a', 'volumes: {v: {external: true, driver: x}}', 'options-conflict'],
  ])('%s %s → %s', (options, rest, code) => expect(refused(options, rest)).toMatchObject({ code }))
})
