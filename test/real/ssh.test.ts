/** SSH against Debian's sshd, and against things that are not what they should be. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { createServer, type Server, type Socket, connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSsh } from '../../main/outside/ssh/open-ssh.ts'
import type { HostKey, SshConnection, SshTarget } from '../../main/outside/ssh/ssh-types.ts'
import { hostKeyPrint } from '../../main/server/host-key.ts'
import { type Failure, Trouble } from '../../preload/contract/failure.ts'
import { run } from '../practice-server/run.ts'
import { type Sshd, startSshd } from '../support/sshd.ts'

const never = new AbortController().signal
const accept = () => undefined

function target(sshd: Sshd, more: Partial<SshTarget> = {}): SshTarget {
  return {
    host: sshd.host,
    port: sshd.port,
    user: sshd.user,
    logins: [{ kind: 'password', password: sshd.password }],
    agent: null,
    knownKeyTypes: [],
    checkHostKey: accept,
    ...more,
  }
}

const opened: SshConnection[] = []
async function open(to: SshTarget, signal = never): Promise<SshConnection> {
  const ssh = await openSsh(to, signal)
  opened.push(ssh)
  return ssh
}

async function failure(doing: Promise<unknown>): Promise<Failure> {
  const outcome = await doing.then(
    () => new Error('It worked'),
    (error: unknown) => error,
  )
  if (outcome instanceof Trouble) return outcome.failure
  throw outcome
}

const listeners: Server[] = []
async function listen(onSocket: (socket: Socket) => void): Promise<{ host: string; port: number }> {
  const server = createServer((socket) => {
    // Whoever is refused hangs up.
    socket.on('error', () => undefined)
    onSocket(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  listeners.push(server)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port')
  return { host: '127.0.0.1', port: address.port }
}

let sshd: Sshd
beforeAll(async () => {
  sshd = await startSshd({ hostKeys: ['ed25519', 'ecdsa', 'rsa'] })
})
afterAll(async () => {
  for (const ssh of opened) ssh.close()
  for (const server of listeners) server.close()
  await sshd.stop()
})

describe('signing in', () => {
  it('works with a password, and runs commands with input, output and exit code', async () => {
    const ssh = await open(target(sshd))
    expect(await ssh.run('cat; echo trouble >&2; exit 3', { input: 'hällo\n' })).toEqual({
      code: 3,
      stdout: 'hällo\n',
      stderr: 'trouble\n',
    })
    ssh.close()
    expect(await ssh.closed).toBeNull()
  })

  it.each([
    ['ed25519', {}],
    ['rsa', {}],
    ['rsa', { pem: true }],
    ['ecdsa', { bits: 256 }],
    ['ecdsa', { bits: 384 }],
    ['ecdsa', { bits: 521 }],
  ] as const)('works with a key of type %s (%j), in the open and with a passphrase', async (kind, form) => {
    const plain = await sshd.makeKey(kind, form)
    await open(target(sshd, { logins: [{ kind: 'key-file', file: plain }] }))
    const file = await sshd.makeKey(kind, { ...form, passphrase: 'correct horse' })
    const key = await readFile(file, 'utf8')
    await open(target(sshd, { logins: [{ kind: 'key', key, passphrase: 'correct horse' }] }))
    expect(await failure(open(target(sshd, { logins: [{ kind: 'key', key }] })))).toEqual({
      code: 'key-needs-passphrase',
      facts: {},
    })
    const wrong = target(sshd, { logins: [{ kind: 'key', key, passphrase: 'wrong horse' }] })
    expect(await failure(open(wrong))).toEqual({ code: 'key-passphrase-wrong', facts: {} })
  })

  it('takes a key as it comes out of a window: without its last line end, or with Windows line ends', async () => {
    const key = await readFile(await sshd.makeKey('ed25519'), 'utf8')
    await open(target(sshd, { logins: [{ kind: 'key', key: `\n  ${key.trim()}` }] }))
    await open(target(sshd, { logins: [{ kind: 'key', key: key.replaceAll('\n', '\r\n') }] }))
  })

  it('works with an agent', async () => {
    const agent = await startAgent()
    try {
      const key = await sshd.makeKey('ed25519')
      await run('ssh-add', ['-q', key], { env: { ...process.env, SSH_AUTH_SOCK: agent.address } })
      await open(target(sshd, { logins: [{ kind: 'agent' }], agent: agent.address }))
    } finally {
      await agent.stop()
    }
    const gone = target(sshd, { logins: [{ kind: 'agent' }], agent: agent.address })
    expect(await failure(open(gone))).toEqual({ code: 'agent-missing', facts: {} })
    const none = target(sshd, { logins: [{ kind: 'agent' }] })
    expect(await failure(open(none))).toEqual({ code: 'agent-missing', facts: {} })
  })

  it('tries the next login when one is refused or cannot be used', async () => {
    const strange = join(sshd.folder, 'strange')
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', strange])
    const password = { kind: 'password', password: sshd.password } as const
    const missing = { kind: 'key-file', file: join(sshd.folder, 'missing') } as const
    await open(target(sshd, { logins: [missing, { kind: 'agent' }, { kind: 'key-file', file: strange }, password] }))
  })

  it('says what was tried and what the server accepts', async () => {
    const facts = { user: sshd.user, accepted: ['publickey', 'password'] }
    const wrong = target(sshd, { logins: [{ kind: 'password', password: 'not this one' }] })
    expect(await failure(open(wrong))).toEqual({ code: 'login-refused', facts: { ...facts, tried: 'password' } })
    const strange = join(sshd.folder, 'stranger')
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', strange])
    const refused = target(sshd, { logins: [{ kind: 'key-file', file: strange }] })
    expect(await failure(open(refused))).toEqual({ code: 'login-refused', facts: { ...facts, tried: 'key-file' } })
    const nobody = target(sshd, { user: 'nobody-here' })
    expect((await failure(open(nobody))).code).toBe('login-refused')
  })

  it.each([
    ['a public key', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFake me@here'],
    ['some text', 'my favourite key'],
    ['a key that was cut off', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ==\n'],
  ])('says that %s is no private key', async (_what, key) => {
    expect((await failure(open(target(sshd, { logins: [{ kind: 'key', key }] })))).code).toBe('key-unreadable')
  })

  it('says which key file is missing', async () => {
    const file = join(sshd.folder, 'missing')
    const to = target(sshd, { logins: [{ kind: 'key-file', file }] })
    expect(await failure(open(to))).toEqual({ code: 'key-file-missing', facts: { file } })
  })

  it('answers the question of a server that asks for the password', async () => {
    const asking = await startSshd({ password: false, keyboard: true })
    try {
      const ssh = await open(target(asking))
      expect((await ssh.run('id -un')).stdout.trim()).toBe(asking.user)
      const wrong = target(asking, { logins: [{ kind: 'password', password: 'not this one' }] })
      expect(await failure(open(wrong))).toEqual({
        code: 'login-refused',
        facts: { user: asking.user, tried: 'password', accepted: ['publickey', 'keyboard-interactive'] },
      })
    } finally {
      await asking.stop()
    }
  })

  it('does not send a password to a server that takes keys only', async () => {
    const strict = await startSshd({ password: false })
    try {
      const { code, facts } = await failure(open(target(strict)))
      expect({ code, facts }).toEqual({
        code: 'login-refused',
        facts: { user: strict.user, tried: 'password', accepted: ['publickey'] },
      })
    } finally {
      await strict.stop()
    }
  })
})

describe('the identity of the host', () => {
  it('is shown before anything of the login, and a refusal ends it', async () => {
    const seen: HostKey[] = []
    const refusal: Failure = { code: 'server-unknown', facts: { server: 'stand-in' } }
    const to = target(sshd, {
      checkHostKey: (key) => {
        seen.push(key)
        throw new Trouble(refusal)
      },
    })
    expect(await failure(open(to))).toEqual(refusal)
    expect(seen.map(({ bytes }) => hostKeyPrint(bytes).sha256)).toEqual([sshd.hostKeys.ed25519])
  })

  it.each([
    ['ssh-ed25519', 'ed25519'],
    ['ecdsa-sha2-nistp256', 'ecdsa'],
    ['ssh-rsa', 'rsa'],
  ] as const)('is shown by the %s key where that one is known', async (type, kind) => {
    const seen: HostKey[] = []
    await open(target(sshd, { knownKeyTypes: [type], checkHostKey: (key) => void seen.push(key) }))
    expect(seen[0]?.type).toBe(type)
    expect(hostKeyPrint(seen[0]?.bytes ?? Buffer.alloc(0)).sha256).toBe(sshd.hostKeys[kind])
  })

  it('is checked again whenever keys are exchanged again', async () => {
    const often = await startSshd({ lines: ['RekeyLimit 256K'] })
    try {
      let checks = 0
      const ssh = await open(target(often, { checkHostKey: () => void (checks += 1) }))
      await ssh.run('head -c 2000000 /dev/zero')
      expect(checks).toBeGreaterThan(1)
    } finally {
      await often.stop()
    }
  })
})

describe('a server that cannot be reached', () => {
  const place = { host: '127.0.0.1', port: 1 }
  const to = (where: { host: string; port: number }): SshTarget => ({ ...target(sshd), ...where })

  it('has its port closed', async () => {
    expect(await failure(open(to(place)))).toEqual({ code: 'port-closed', facts: { address: '127.0.0.1', port: 1 } })
  })

  it('has a name that nobody knows', async () => {
    const { code } = await failure(open(to({ host: 'nobody.invalid', port: 22 })))
    // Without any name server the system cannot know that the name is not there.
    expect(['address-not-found', 'server-unreachable']).toContain(code)
  })

  it('says nothing for ten seconds', async () => {
    const where = await listen(() => undefined)
    const start = performance.now()
    expect(await failure(open(to(where)))).toEqual({
      code: 'server-silent',
      facts: { address: where.host, port: where.port, seconds: 10 },
    })
    expect(performance.now() - start).toBeLessThan(12_000)
  })

  it('speaks something other than SSH', async () => {
    const web = await listen((socket) => void socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')))
    expect((await failure(open(to(web)))).code).toBe('not-ssh')
    const mail = await listen((socket) => void socket.end('220 mail.example.org ESMTP\r\n'))
    expect((await failure(open(to(mail)))).code).toBe('not-ssh')
    const noise = await listen((socket) => void socket.end(Buffer.alloc(100_000, 0x80)))
    expect((await failure(open(to(noise)))).code).toBe('not-ssh')
  })

  it('hangs up at once', async () => {
    const where = await listen((socket) => void socket.end())
    expect((await failure(open(to(where)))).code).toBe('server-unreachable')
  })

  it('is too busy and says so', async () => {
    const where = await listen((socket) => void socket.end('Exceeded MaxStartups\r\n'))
    expect(await failure(open(to(where)))).toMatchObject({
      code: 'server-unreachable',
      facts: { detail: 'Exceeded MaxStartups' },
    })
  })

  it('hangs up in the middle of the handshake', async () => {
    const where = await listen((socket) => void socket.write('SSH-2.0-OpenSSH_9.2\r\n', () => socket.end()))
    expect((await failure(open(to(where)))).code).toBe('server-unreachable')
  })

  it('is cut off while it is signed in to, which is no refusal', async () => {
    const cut = new AbortController()
    const where = await listen((near) => {
      const far = connect({ host: sshd.host, port: sshd.port })
      far.on('error', () => undefined)
      near.pipe(far).pipe(near)
      cut.signal.addEventListener('abort', () => [near, far].map((socket) => socket.destroy()))
    })
    const onStep = (step: string) => (step === 'identified' ? cut.abort() : undefined)
    expect((await failure(open(target(sshd, { ...where, onStep })))).code).toBe('connection-lost')
  })

  it('speaks only what is no longer safe', async () => {
    const old = await startSshd({ lines: ['Ciphers aes128-cbc', 'MACs hmac-sha1'] })
    try {
      expect((await failure(open(target(old)))).code).toBe('ssh-outdated')
    } finally {
      await old.stop()
    }
  })

  it('is given up when the member leaves', async () => {
    const leave = new AbortController()
    const where = await listen(() => leave.abort())
    expect(await failure(open(to(where), leave.signal))).toEqual({ code: 'cancelled', facts: {} })
    expect(await failure(open(target(sshd), leave.signal))).toEqual({ code: 'cancelled', facts: {} })
  })
})

describe('a jump host', () => {
  let bastion: Sshd
  beforeAll(async () => {
    bastion = await startSshd()
  })
  afterAll(async () => await bastion.stop())

  it('leads on to the server, and closes with it', async () => {
    const ssh = await open(target(sshd, { jump: target(bastion) }))
    expect((await ssh.run('echo $SSH_CONNECTION')).stdout.trim()).toMatch(new RegExp(` ${sshd.port}$`))
    ssh.close()
    expect(await ssh.closed).toBeNull()
  })

  it('is checked by its own identity and login', async () => {
    const refusal: Failure = { code: 'server-unknown', facts: { server: 'stand-in' } }
    const refuse = () => {
      throw new Trouble(refusal)
    }
    expect(await failure(open(target(sshd, { jump: target(bastion, { checkHostKey: refuse }) })))).toEqual(refusal)
    expect(await failure(open(target(sshd, { checkHostKey: refuse, jump: target(bastion) })))).toEqual(refusal)
    const logins = [{ kind: 'password', password: 'not this one' }] as const
    expect((await failure(open(target(sshd, { jump: target(bastion, { logins }) })))).code).toBe('login-refused')
  })

  it('says that the server is not there', async () => {
    const closed = target(sshd, { port: 1, jump: target(bastion) })
    expect(await failure(open(closed))).toEqual({ code: 'port-closed', facts: { address: sshd.host, port: 1 } })
    const unknown = target(sshd, { host: 'nobody.invalid', jump: target(bastion) })
    expect((await failure(open(unknown))).code).toBe('address-not-found')
  })

  it('forbids to go on', async () => {
    const strict = await startSshd({ tcpForwarding: false })
    try {
      const { code } = await failure(open(target(sshd, { jump: target(strict) })))
      expect(code).toBe('forwarding-forbidden')
    } finally {
      await strict.stop()
    }
  })
})

describe('an open connection', () => {
  it('opens a socket on the server, which Node speaks HTTP over', async () => {
    const socketPath = join(sshd.folder, 'web.sock')
    const web = spawn(process.execPath, [
      '--eval',
      `require('node:http').createServer((_, answer) => answer.end('hello')).listen(${JSON.stringify(socketPath)}, () => { require('node:fs').chmodSync(${JSON.stringify(socketPath)}, 0o777); console.log('ready') })`,
    ])
    try {
      await once(web.stdout, 'data')
      const ssh = await open(target(sshd))
      const stream = await ssh.openSocket(socketPath)
      const answer = await new Promise<string>((resolve, reject) => {
        const asked = request({ createConnection: () => stream, path: '/' }, (response) => {
          response.setEncoding('utf8')
          response.on('data', resolve)
        })
        asked.once('error', reject).end()
      })
      expect(answer).toBe('hello')
    } finally {
      await end(web)
    }
  })

  it('says that a socket is not forwarded, and goes on', async () => {
    const ssh = await open(target(sshd))
    expect((await failure(ssh.openSocket('/run/nothing.sock'))).code).toBe('forwarding-forbidden')
    const strict = await startSshd({ streamLocal: false })
    try {
      const other = await open(target(strict))
      expect((await failure(other.openSocket('/run/sshd'))).code).toBe('forwarding-forbidden')
      expect((await other.run('echo still here')).stdout).toBe('still here\n')
    } finally {
      await strict.stop()
    }
  })

  it('streams to and from a command', async () => {
    const ssh = await open(target(sshd))
    const stream = await ssh.openCommand('tr a-z A-Z; echo noise >&2')
    stream.end('hello')
    stream.setEncoding('utf8')
    let output = ''
    for await (const chunk of stream) output += String(chunk)
    expect(output).toBe('HELLO')
  })

  it('cuts off output without end, and ends a command with its signal', async () => {
    const ssh = await open(target(sshd))
    expect((await ssh.run('head -c 3000000 /dev/zero')).stdout).toHaveLength(1024 * 1024)
    const stop = new AbortController()
    const running = ssh.run('echo started; sleep 600', { signal: stop.signal })
    stop.abort()
    expect(await failure(running)).toEqual({ code: 'cancelled', facts: {} })
  })

  it('keeps to a few commands at once, so that sshd refuses none', async () => {
    const ssh = await open(target(sshd))
    const results = await Promise.all(Array.from({ length: 25 }, async (_, index) => await ssh.run(`echo ${index}`)))
    expect(results.map(({ stdout }) => Number(stdout))).toEqual(Array.from({ length: 25 }, (_, index) => index))
  })

  it('tells that the server ended it', async () => {
    const short = await startSshd()
    const ssh = await open(target(short))
    const stream = await ssh.openCommand('sleep 600')
    const ended = once(stream.resume(), 'close')
    await short.stop()
    expect(await ssh.closed).toEqual({ code: 'connection-lost', facts: { server: short.host } })
    await ended
    expect((await failure(ssh.run('true'))).code).toBe('connection-lost')
    expect((await failure(ssh.openSocket('/run/x'))).code).toBe('connection-lost')
  })

  it('notices within 20 seconds that the line was cut, though nothing says so', async () => {
    const pairs: Socket[] = []
    const wire = await listen((socket) => {
      const far = connect(sshd.port, sshd.host)
      pairs.push(socket, far)
      socket.on('error', () => undefined).pipe(far)
      far.on('error', () => undefined).pipe(socket)
    })
    const ssh = await open(target(sshd, wire))
    const start = performance.now()
    for (const socket of pairs) socket.unpipe().pause()
    expect(await ssh.closed).toEqual({ code: 'connection-lost', facts: { server: wire.host } })
    expect(performance.now() - start).toBeLessThan(20_000)
    for (const socket of pairs) socket.destroy()
  })
})

it('says no secret in any failure', async () => {
  const passphrase = 'a passphrase nobody may see'
  const file = await sshd.makeKey('ed25519', { passphrase: 'another one' })
  const key = await readFile(file, 'utf8')
  const secrets = ['hunter2-secret', passphrase, ...key.split('\n').filter((line) => line.length > 20)]
  const logins = [
    [{ kind: 'password', password: 'hunter2-secret' }],
    [{ kind: 'key', key, passphrase }],
    [{ kind: 'key', key: key.slice(0, 200), passphrase }],
    [{ kind: 'key', key }],
  ] as const
  for (const login of logins) {
    const error: unknown = await openSsh(target(sshd, { logins: login }), never).catch((refused: unknown) => refused)
    if (!(error instanceof Trouble)) throw error
    const said = [JSON.stringify(error.failure), error.stack, String(error.cause)].join('\n')
    for (const secret of secrets) expect(said).not.toContain(secret)
  }
})

interface Agent {
  readonly address: string
  readonly stop: () => Promise<void>
}

async function startAgent(): Promise<Agent> {
  const address = join(sshd.folder, 'agent.sock')
  await rm(address, { force: true })
  const child = spawn('ssh-agent', ['-D', '-a', address], { stdio: ['ignore', 'pipe', 'ignore'] })
  await once(child.stdout, 'data')
  return { address, stop: async () => await end(child) }
}

async function end(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill()
  await gone
}
