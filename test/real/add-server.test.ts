/** Trying, adding, using and forgetting servers: practice servers with Docker, a keychain, and folders of the test's own. */
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openLookUp } from '../../main/outside/dns/look-up.ts'
import { openKeychain } from '../../main/outside/keychain/open-keychain.ts'
import { openServers, type Servers } from '../../main/server/servers.ts'
import { type Failure, Trouble } from '../../preload/contract/failure.ts'
import type { AddServerInput, Connection, StageEvent } from '../../preload/contract/server.ts'
import { type PracticeServers, startPracticeServers } from '../practice-server/practice-server.ts'
import { run } from '../practice-server/run.ts'
import { type KeychainSession, startKeychainSession } from '../support/keychain-session.ts'
import { type Sshd, type SshdOptions, startSshd } from '../support/sshd.ts'

type Remote = Extract<AddServerInput, { kind: 'remote' }>

let practice: PracticeServers
let session: KeychainSession
const variants: Sshd[] = []

beforeAll(async () => {
  session = await startKeychainSession()
  process.env['DBUS_SESSION_BUS_ADDRESS'] = session.environment.DBUS_SESSION_BUS_ADDRESS
  practice = await startPracticeServers({ hosts: 2, joined: true, catalogue: false })
})
afterAll(async () => {
  for (const variant of variants) await variant.stop()
  await practice.stop()
  await session.stop()
})

function practiceServer(number = 0) {
  const server = practice.servers[number]
  if (server === undefined) throw new Error('No such practice server')
  return server
}

let folder = ''
let servers: Servers
let clock = 0
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'canteen-add-'))
  await mkdir(join(folder, 'home', '.ssh'), { recursive: true })
  clock = 1_000_000
  servers = open()
})
afterEach(async () => {
  servers.close()
  await rm(folder, { recursive: true })
})

const inFolder = (...path: string[]) => join(folder, ...path)

function open(environment: Record<string, string> = {}): Servers {
  return openServers({
    folders: { abra: inFolder('abra'), docker: inFolder('docker'), own: inFolder('own') },
    environment,
    platform: process.platform,
    home: inFolder('home'),
    user: 'ada',
    keychain: openKeychain(),
    lookUp: openLookUp(),
    now: () => clock,
  })
}

function input(more: Partial<Remote> = {}, number = 0): Remote {
  const server = practiceServer(number)
  return {
    kind: 'remote',
    name: 'coop.example.org',
    host: server.address,
    port: server.port,
    user: server.user,
    login: { kind: 'password', password: server.password },
    acceptedKeys: [server.hostKeySha256],
    ...more,
  }
}

async function variant(options: SshdOptions): Promise<Remote> {
  const sshd = await startSshd(options)
  variants.push(sshd)
  const { host, port, user, password } = sshd
  const login = { kind: 'password', password } as const
  return input({ host, port, user, login, acceptedKeys: [sshd.hostKeys.ed25519 ?? ''] })
}

async function tryIt(how: AddServerInput): Promise<readonly StageEvent[]> {
  const events: StageEvent[] = []
  for await (const event of servers.try(how, new AbortController().signal)) events.push(event)
  return events
}
const short = (events: readonly StageEvent[]) => events.map(({ stage, kind }) => `${stage} ${kind}`)
const lastOf = (events: readonly StageEvent[]) => events.at(-1)

async function failure(doing: Promise<unknown>): Promise<Failure> {
  const outcome = await doing.then(
    () => new Error('It worked'),
    (error: unknown) => error,
  )
  if (outcome instanceof Trouble) return outcome.failure
  throw outcome
}

const exists = async (file: string) =>
  await stat(file).then(
    () => true,
    () => false,
  )

const wholeWay = ['name', 'reach', 'identity', 'sign-in', 'docker', 'allowed', 'swarm', 'proxy-network']
const upTo = (stage: string, kind: string) => [
  ...wholeWay.slice(0, wholeWay.indexOf(stage)).flatMap((each) => [`${each} running`, `${each} done`]),
  `${stage} running`,
  `${stage} ${kind}`,
]

describe('trying a server', () => {
  it('asks first whether this is the server, and tells every stage once the member said yes', async () => {
    const first = await tryIt(input({ acceptedKeys: [] }))
    expect(short(first)).toEqual(upTo('identity', 'ask'))
    const { hostKeySha256, address } = practiceServer()
    expect(lastOf(first)).toMatchObject({ sha256: hostKeySha256, keyType: 'ssh-ed25519', host: address })

    const second = await tryIt(input())
    expect(short(second)).toEqual(upTo('proxy-network', 'done'))
    expect(await readdir(folder)).toEqual(['home'])
  })

  it('says which stage fails and why', async () => {
    const wrong = await tryIt(input({ login: { kind: 'password', password: 'not this one' } }))
    expect(short(wrong)).toEqual(upTo('sign-in', 'failed'))
    expect(lastOf(wrong)).toMatchObject({
      failure: { code: 'login-refused', facts: { tried: 'password', accepted: ['publickey', 'password'] } },
      fixable: false,
    })
    expect(short(await tryIt(input({ port: 1 })))).toEqual(upTo('reach', 'failed'))
    const unknown = await tryIt(input({ host: 'nobody.invalid' }))
    expect(['name failed', 'reach failed']).toContain(short(unknown).at(-1))
  })

  it('says that the user may not use Docker', async () => {
    const { user, password } = practiceServer().noDockerUser
    const events = await tryIt(input({ user, login: { kind: 'password', password } }))
    expect(short(events)).toEqual([...upTo('docker', 'done'), 'allowed failed'])
    expect(lastOf(events)).toMatchObject({ failure: { code: 'docker-not-allowed', facts: { user } }, fixable: false })
  })

  it('says that Docker is not there, or does not run', async () => {
    const without = await tryIt(await variant({ dockerCommand: false }))
    expect(short(without)).toEqual(upTo('docker', 'failed'))
    expect(lastOf(without)).toMatchObject({ failure: { code: 'docker-missing' } })
    const stopped = await tryIt(await variant({}))
    expect(short(stopped)).toEqual(upTo('docker', 'failed'))
    expect(lastOf(stopped)).toMatchObject({ failure: { code: 'docker-not-running' } })
  })

  it('takes the docker command where sshd forwards no sockets, and says when there is neither', async () => {
    const { dockerSocket } = practiceServer()
    const command = await tryIt(await variant({ streamLocal: false, dockerSocket }))
    expect(short(command)).toEqual(upTo('proxy-network', 'done'))
    expect(command).toContainEqual({ stage: 'allowed', kind: 'done', facts: { way: 'command' } })
    const refused = await tryIt(await variant({ streamLocal: false, dockerSocket, dockerUser: false }))
    expect(lastOf(refused)).toMatchObject({ stage: 'allowed', failure: { code: 'docker-not-allowed' } })
    const neither = await tryIt(await variant({ streamLocal: false, dockerSocket, dockerCommand: false }))
    expect(lastOf(neither)).toMatchObject({ stage: 'allowed', failure: { code: 'forwarding-forbidden' } })
  })

  it('tells a missing proxy network and a swarm that is off as what Canteen can mend, a worker as what it cannot', async () => {
    expect(lastOf(await tryIt(input({}, 1)))).toMatchObject({
      stage: 'swarm',
      failure: { code: 'swarm-worker' },
      fixable: false,
    })
    const { docker } = practiceServer()
    await docker('network', 'rm', 'proxy')
    try {
      expect(lastOf(await tryIt(input()))).toMatchObject({
        stage: 'proxy-network',
        failure: { code: 'proxy-network-missing' },
        fixable: true,
      })
    } finally {
      await docker('network', 'create', '--driver', 'overlay', 'proxy')
    }
    const bare = await startPracticeServers({ swarm: 'bare', catalogue: false })
    try {
      const [server] = bare.servers
      if (server === undefined) throw new Error('No practice server')
      const login = { kind: 'key-file', file: server.keyFile } as const
      const way = input({ host: server.address, login, acceptedKeys: [server.hostKeySha256] })
      expect(lastOf(await tryIt(way))).toMatchObject({ stage: 'swarm', failure: { code: 'swarm-off' }, fixable: true })
      expect(await servers.add(way)).toEqual({ name: way.name })
    } finally {
      await bare.stop()
    }
  })

  it('goes through a jump host, whose identity is asked for too', async () => {
    const bastion = await startSshd()
    variants.push(bastion)
    const { host, port, user, password } = bastion
    const jump = { host, port, user, login: { kind: 'password', password } } as const
    const asked = await tryIt(input({ jump }))
    expect(lastOf(asked)).toMatchObject({ stage: 'identity', kind: 'ask', sha256: bastion.hostKeys.ed25519, host })
    const keys = [bastion.hostKeys.ed25519 ?? '', practiceServer().hostKeySha256]
    expect(short(await tryIt(input({ jump, acceptedKeys: keys })))).toEqual(upTo('proxy-network', 'done'))

    await servers.add(input({ jump, acceptedKeys: keys }))
    expect((await (await servers.connections.engine('coop.example.org')).info()).swarm.kind).toBe('manager')
    await bastion.rotateHostKeys()
    servers.close()
    servers = open()
    const changed = await failure(servers.connections.engine('coop.example.org'))
    expect(changed).toMatchObject({ code: 'host-key-changed', facts: { address: host } })
  })

  it('ends when the member leaves', async () => {
    const leave = new AbortController()
    const events: StageEvent[] = []
    for await (const event of servers.try(input(), leave.signal)) {
      events.push(event)
      if (event.stage === 'reach') leave.abort()
    }
    expect(short(events).at(-1)).toBe('reach running')
  })
})

describe('adding a server', () => {
  it('keeps the password in the keychain and nowhere else, and writes what abra needs', async () => {
    expect(await servers.add(input())).toEqual({ name: 'coop.example.org' })

    expect((await stat(inFolder('abra', 'servers', 'coop.example.org'))).isDirectory()).toBe(true)
    // The name's SHA-256, as the docker command finds its contexts.
    const name = (await run('sha256sum', [], { input: 'coop.example.org' })).split(' ')[0] ?? ''
    const context = inFolder('docker', 'contexts', 'meta', name, 'meta.json')
    expect(JSON.parse(await readFile(context, 'utf8'))).toEqual({
      Name: 'coop.example.org',
      Metadata: {},
      Endpoints: { docker: { Host: 'ssh://coop.example.org', SkipTLSVerify: false } },
    })
    const listed = await run('docker', ['context', 'ls', '--format', '{{.Name}} {{.DockerEndpoint}}'], {
      env: { ...process.env, DOCKER_CONFIG: inFolder('docker') },
    })
    expect(listed).toContain('coop.example.org ssh://coop.example.org')
    expect((await stat(inFolder('own', 'servers.json'))).mode & 0o777).toBe(0o600)

    await expectInNoFile(practiceServer().password)
    servers.close()
    servers = open()
    expect((await (await servers.connections.engine('coop.example.org')).info()).swarm.kind).toBe('manager')
    expect(await servers.place('coop.example.org')).toEqual({
      host: practiceServer().address,
      port: 22,
      user: practiceServer().user,
    })
  })

  it.each(['key', 'key-file'] as const)('keeps a %s with its passphrase', async (kind) => {
    const { protectedKeyFile: file, passphrase } = practiceServer()
    const key = await readFile(file, 'utf8')
    const login = kind === 'key' ? ({ kind, key, passphrase } as const) : ({ kind, file, passphrase } as const)
    await servers.add(input({ login }))
    await expectInNoFile(passphrase)
    await expectInNoFile(key.split('\n')[2] ?? '')
    servers.close()
    servers = open()
    expect((await (await servers.connections.engine('coop.example.org')).version()).docker).not.toBe('')
  })

  it('adds nothing that cannot be reached or can hold no app', async () => {
    expect((await failure(servers.add(input({ acceptedKeys: [] })))).code).toBe('host-key-unknown')
    expect((await failure(servers.add(input({ login: { kind: 'password', password: 'no' } })))).code).toBe(
      'login-refused',
    )
    expect((await failure(servers.add(input({}, 1)))).code).toBe('swarm-worker')
    expect((await failure(servers.add(input({ name: 'default' })))).code).toBe('server-name-invalid')
    expect(await readdir(folder)).toEqual(['home'])
  })

  it('undoes what it had made when it fails half-way', async () => {
    await mkdir(inFolder('docker'))
    await writeFile(inFolder('docker', 'contexts'), 'a file where a folder must be')
    expect((await failure(servers.add(input()))).code).toBe('file-not-writable')
    expect(await exists(inFolder('abra', 'servers', 'coop.example.org'))).toBe(false)
    expect(await readFile(inFolder('own', 'known_hosts'), 'utf8')).toBe('')
    expect(JSON.parse(await readFile(inFolder('own', 'servers.json'), 'utf8'))).toMatchObject({ value: [] })
    expect(await openKeychain().get('server/coop.example.org')).toBeNull()
  })

  it('takes up a folder and a context that are there, and leaves them when the server is forgotten', async () => {
    const server = inFolder('abra', 'servers', 'coop.example.org')
    await mkdir(server, { recursive: true })
    await writeFile(join(server, 'README.md'), 'ours')
    const name = (await run('sha256sum', [], { input: 'coop.example.org' })).split(' ')[0] ?? ''
    const context = inFolder('docker', 'contexts', 'meta', name)
    await mkdir(context, { recursive: true })
    await writeFile(
      join(context, 'meta.json'),
      '{"Name":"coop.example.org","Endpoints":{"docker":{"Host":"ssh://me@coop"}}}',
    )
    await servers.add(input())
    expect((await failure(servers.add(input()))).code).toBe('server-exists')
    await servers.forget('coop.example.org')
    expect(await readFile(join(server, 'README.md'), 'utf8')).toBe('ours')
    expect(await readFile(join(context, 'meta.json'), 'utf8')).toContain('ssh://me@coop')
  })
})

describe('forgetting a server', () => {
  it('takes back all that adding made, and is refused while settings of apps are there', async () => {
    await servers.add(input())
    const settings = inFolder('abra', 'servers', 'coop.example.org', 'wiki.example.org.env')
    await writeFile(settings, 'TYPE=noticeboard\n')
    expect(await failure(servers.forget('coop.example.org'))).toEqual({
      code: 'server-in-use',
      facts: { server: 'coop.example.org', apps: 1 },
    })
    expect((await servers.connections.engine('coop.example.org')) !== undefined).toBe(true)
    await rm(settings)
    await servers.forget('coop.example.org')
    expect(await exists(inFolder('abra', 'servers', 'coop.example.org'))).toBe(false)
    expect(await readdir(inFolder('docker', 'contexts', 'meta'))).toEqual([])
    expect(await readFile(inFolder('own', 'known_hosts'), 'utf8')).toBe('')
    expect(await openKeychain().get('server/coop.example.org')).toBeNull()
    expect((await failure(servers.connections.engine('coop.example.org'))).code).toBe('server-unknown')
    expect((await failure(servers.forget('coop.example.org'))).code).toBe('server-unknown')
  })
})

describe('the connection to a server', () => {
  const name = 'coop.example.org'
  let changes: Connection[] = []
  beforeEach(async () => {
    await servers.add(input())
    changes = []
    servers.connections.onChange((server, connection) => {
      if (server === name) changes.push(connection)
    })
  })
  const kinds = () => changes.map(({ kind }) => kind)

  it('is one, whoever asks at once', async () => {
    expect(servers.connections.state(name)).toEqual({ kind: 'not-tried' })
    const engines = await Promise.all(Array.from({ length: 10 }, async () => await servers.connections.engine(name)))
    expect(new Set(engines).size).toBe(1)
    expect(kinds()).toEqual(['connecting', 'connected'])
    expect(servers.connections.state(name)).toEqual({ kind: 'connected', since: clock })
  })

  it('tells that it was lost, and is opened again when it is used next', async () => {
    await servers.connections.engine(name)
    const lost = nextChange()
    await practiceServer().dropConnections()
    expect(await lost).toEqual({
      kind: 'failed',
      failure: { code: 'connection-lost', facts: { server: name } },
      at: clock,
    })
    servers.connections.retry(name)
    expect((await (await servers.connections.engine(name)).info()).swarm.kind).toBe('manager')
    expect(kinds()).toEqual(['connecting', 'connected', 'failed', 'connecting', 'connected'])
  })

  it('rests longer and longer while it cannot be opened, and not when a member asks', async () => {
    await practiceServer().closePort()
    try {
      for (const pause of [1000, 2000, 4000]) {
        expect((await failure(servers.connections.engine(name))).code).toBe('port-closed')
        const tries = kinds().filter((kind) => kind === 'connecting').length
        clock += pause - 1
        expect((await failure(servers.connections.engine(name))).code).toBe('port-closed')
        expect(kinds().filter((kind) => kind === 'connecting')).toHaveLength(tries)
        clock += 1
      }
    } finally {
      await practiceServer().openPort()
    }
    servers.connections.retry(name)
    await servers.connections.engine(name)
  })

  it('stops for a host key that changed, on connecting and on connecting again, whatever is accepted', async () => {
    await servers.connections.engine(name)
    const before = practiceServer().hostKeySha256
    await practiceServer().rotateHostKey()
    const lost = nextChange()
    await practiceServer().dropConnections()
    await lost
    servers.connections.retry(name)
    const changed = await failure(servers.connections.engine(name))
    expect(changed).toMatchObject({
      code: 'host-key-changed',
      facts: { knownSha256: before, sha256: practiceServer().hostKeySha256, source: inFolder('own', 'known_hosts') },
    })
    expect(servers.connections.state(name)).toMatchObject({ kind: 'failed', failure: { code: 'host-key-changed' } })
    expect(lastOf(await tryIt(input({ name: 'again' })))).toMatchObject({
      stage: 'identity',
      kind: 'failed',
      failure: { code: 'host-key-changed' },
    })
    expect((await failure(servers.add(input({ name: 'again' })))).code).toBe('host-key-changed')
  })

  it('is not kept waiting for by a caller who leaves', async () => {
    const leave = new AbortController()
    const waiting = servers.connections.engine(name, leave.signal)
    leave.abort()
    expect((await failure(waiting)).code).toBe('cancelled')
    await servers.connections.engine(name)
    expect(kinds()).toEqual(['connecting', 'connected'])
  })

  it('says that its password is gone from the keychain', async () => {
    await openKeychain().remove(`server/${name}`)
    expect(await failure(servers.connections.engine(name))).toEqual({
      code: 'credential-missing',
      facts: { server: name },
    })
  })

  async function nextChange(): Promise<Connection> {
    return await new Promise((resolve) => {
      const stop = servers.connections.onChange((server, connection) => {
        if (server !== name) return
        stop()
        resolve(connection)
      })
    })
  }
})

it('serves many requests at once by the docker command, within what sshd allows', async () => {
  const way = await variant({ streamLocal: false, dockerSocket: practiceServer().dockerSocket })
  await servers.add(way)
  const engine = await servers.connections.engine(way.name)
  const answers = await Promise.all(Array.from({ length: 30 }, async () => await engine.info()))
  expect(answers.every(({ swarm }) => swarm.kind === 'manager')).toBe(true)
})

describe('a server that only abra knows', () => {
  beforeEach(async () => {
    const { address, user, keyFile } = practiceServer()
    await mkdir(inFolder('abra', 'servers', 'handmade'), { recursive: true })
    await writeFile(
      inFolder('home', '.ssh', 'config'),
      `Host handmade\n  HostName ${address}\n  User ${user}\n  IdentityFile ${keyFile}\n`,
    )
  })

  it("is reached by ~/.ssh/config and the system's known hosts", async () => {
    const { address } = practiceServer()
    await writeFile(inFolder('home', '.ssh', 'known_hosts'), await run('ssh-keyscan', ['-t', 'ed25519', address]))
    expect((await (await servers.connections.engine('handmade')).info()).swarm.kind).toBe('manager')
    expect(await servers.place('handmade')).toEqual({ host: address, port: 22, user: practiceServer().user })
    const offers = await servers.offers()
    expect(offers.hosts).toMatchObject([{ alias: 'handmade', host: address, keyFile: practiceServer().keyFile }])
  })

  it('is not trusted with a key that nobody knows', async () => {
    expect(await failure(servers.connections.engine('handmade'))).toMatchObject({
      code: 'host-key-unknown',
      facts: { sha256: practiceServer().hostKeySha256 },
    })
  })
})

it('offers key files, the keychain and practice servers', async () => {
  const { name, address, port, user, password, keyFile } = practiceServer()
  const list = inFolder('practice.json')
  await writeFile(
    list,
    JSON.stringify({ url: 'http://127.0.0.1:1', servers: [{ name, address, port, user, password, keyFile }] }),
  )
  await writeFile(inFolder('home', '.ssh', 'id_ed25519'), await readFile(keyFile))
  await writeFile(inFolder('home', '.ssh', 'id_ed25519.pub'), 'ssh-ed25519 AAAA')
  await run('mkfifo', [inFolder('home', '.ssh', 'pipe')])
  servers.close()
  servers = open({ CANTEEN_PRACTICE: list })
  expect(await servers.offers()).toMatchObject({
    agent: false,
    keyFiles: [inFolder('home', '.ssh', 'id_ed25519')],
    keychain: { kind: 'ready' },
    practice: [{ name, address, port, user, password }],
  })
})

/** Everything that this test's servers could have been written to. */
async function expectInNoFile(secret: string): Promise<void> {
  expect(secret.length).toBeGreaterThan(8)
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const texts = await Promise.all(
    files
      .filter((file) => file.isFile())
      .map(async (file) => await readFile(join(file.parentPath, file.name), 'latin1')),
  )
  expect(texts.length).toBeGreaterThan(2)
  for (const text of texts) expect(text).not.toContain(secret)
}
