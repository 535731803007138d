/**
 * A real sshd on this machine's loopback, in mount and process namespaces of its own: its users, its /run and its keys are
 * not the machine's. Started by root; everything ends with `stop`.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { run } from '../practice-server/run.ts'

export type KeyKind = 'ed25519' | 'ecdsa' | 'rsa'

export interface SshdOptions {
  readonly password?: boolean
  readonly key?: boolean
  /** The password as an answer to PAM's question. */
  readonly keyboard?: boolean
  readonly streamLocal?: boolean
  readonly tcpForwarding?: boolean
  readonly hostKeys?: readonly KeyKind[]
  /** A Docker socket of this machine, shown inside as /var/run/docker.sock; none unless said. */
  readonly dockerSocket?: string
  /** Whether the user may use that socket; true unless said. */
  readonly dockerUser?: boolean
  /** Whether the `docker` command is there; true unless said. */
  readonly dockerCommand?: boolean
  /** More lines of sshd_config. */
  readonly lines?: readonly string[]
}

export interface Sshd {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly folder: string
  /** Prints as ssh-keygen writes them. */
  readonly hostKeys: Readonly<Partial<Record<KeyKind, string>>>
  /** The public keys as lines `type base64 comment`. */
  readonly publicHostKeys: readonly string[]
  /** Makes a key pair that lets the user in; answers the private key's path. */
  readonly makeKey: (
    kind: KeyKind,
    options?: { readonly passphrase?: string; readonly bits?: number; readonly pem?: boolean },
  ) => Promise<string>
  /** Gives the server another host key, as if somebody else's machine answered on the same port. */
  readonly rotateHostKeys: () => Promise<void>
  readonly stop: () => Promise<void>
}

const setUp = `
set -eu
folder=$1 docker_socket=$2 docker_command=$3
mount --make-rprivate /
if [ -n "$docker_socket" ]; then : >"$folder/docker.sock"; mount --bind "$docker_socket" "$folder/docker.sock"; fi
mount -t proc proc /proc
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/sshd
for file in passwd shadow group; do mount --bind "$folder/$file" "/etc/$file"; done
if [ -n "$docker_socket" ]; then : >/run/docker.sock; mount --bind "$folder/docker.sock" /run/docker.sock; fi
if [ "$docker_command" = false ]; then
  for file in /usr/local/bin/docker /usr/bin/docker; do [ ! -e "$file" ] || mount --bind /dev/null "$file"; done
fi
exec /usr/sbin/sshd -D -e -f "$folder/sshd_config"
`

export async function startSshd(options: SshdOptions = {}): Promise<Sshd> {
  const folder = await mkdtemp(join(tmpdir(), 'canteen-sshd-'))
  await run('chmod', ['711', folder])
  const user = 'member'
  const password = `p${randomBytes(12).toString('hex')}`
  const port = await freePort()
  const home = join(folder, 'home')
  await run('install', ['-d', '-m', '755', '-o', '4711', '-g', '4711', home])
  await writeAccounts(folder, user, password, home, options)
  await writeFile(join(folder, 'authorized_keys'), '')
  await run('chmod', ['644', join(folder, 'authorized_keys')])
  const kinds = options.hostKeys ?? ['ed25519']
  let hostKeys = await makeHostKeys(folder, kinds)
  await writeFile(join(folder, 'sshd_config'), configuration(folder, port, kinds, options))
  let daemon = await start(folder, options)

  return {
    host: '127.0.0.1',
    port,
    user,
    password,
    folder,
    get hostKeys() {
      return hostKeys.prints
    },
    get publicHostKeys() {
      return hostKeys.lines
    },
    makeKey: async (kind, { passphrase = '', bits, pem = false } = {}) => {
      const file = join(folder, `key-${randomBytes(6).toString('hex')}`)
      const size = bits === undefined ? [] : ['-b', String(bits)]
      const form = pem ? ['-m', 'PEM'] : []
      await run('ssh-keygen', ['-q', '-t', kind, ...size, ...form, '-a', '4', '-N', passphrase, '-f', file])
      await writeFile(join(folder, 'authorized_keys'), await readFile(`${file}.pub`), { flag: 'a' })
      return file
    },
    rotateHostKeys: async () => {
      await end(daemon)
      hostKeys = await makeHostKeys(folder, kinds)
      daemon = await start(folder, options)
    },
    stop: async () => {
      await end(daemon)
      await rm(folder, { recursive: true })
    },
  }
}

async function writeAccounts(
  folder: string,
  user: string,
  password: string,
  home: string,
  { dockerSocket, dockerUser = true }: SshdOptions,
): Promise<void> {
  const hash = (await run('openssl', ['passwd', '-6', '-stdin'], { input: password })).trim()
  const [passwd, shadow, group] = await Promise.all(
    ['passwd', 'shadow', 'group'].map((name) => readFile(`/etc/${name}`, 'utf8')),
  )
  await writeFile(join(folder, 'passwd'), `${passwd ?? ''}${user}:x:4711:4711::${home}:/bin/sh\n`)
  await writeFile(join(folder, 'shadow'), `${shadow ?? ''}${user}:${hash}:19000:0:99999:7:::\n`, { mode: 0o600 })
  const owners = dockerSocket === undefined || !dockerUser ? '' : `engine:x:${(await stat(dockerSocket)).gid}:${user}\n`
  await writeFile(join(folder, 'group'), `${group ?? ''}${user}:x:4711:\n${owners}`)
}

async function makeHostKeys(folder: string, kinds: readonly KeyKind[]) {
  const prints: Partial<Record<KeyKind, string>> = {}
  const lines: string[] = []
  for (const kind of kinds) {
    const file = join(folder, `host_${kind}`)
    await rm(file, { force: true })
    await run('ssh-keygen', ['-q', '-t', kind, '-N', '', '-f', file])
    const print = /SHA256:\S+/.exec(await run('ssh-keygen', ['-l', '-E', 'sha256', '-f', `${file}.pub`]))?.[0]
    if (print !== undefined) prints[kind] = print
    lines.push((await readFile(`${file}.pub`, 'utf8')).trim())
  }
  return { prints, lines }
}

function configuration(folder: string, port: number, kinds: readonly KeyKind[], options: SshdOptions): string {
  const yes = (value: boolean | undefined, otherwise: boolean) => ((value ?? otherwise) ? 'yes' : 'no')
  return [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    ...kinds.map((kind) => `HostKey ${join(folder, `host_${kind}`)}`),
    `AuthorizedKeysFile ${join(folder, 'authorized_keys')}`,
    'StrictModes no',
    `UsePAM ${yes(options.keyboard, false)}`,
    'UseDNS no',
    `PasswordAuthentication ${yes(options.password, true)}`,
    `PubkeyAuthentication ${yes(options.key, true)}`,
    `KbdInteractiveAuthentication ${yes(options.keyboard, false)}`,
    `AllowStreamLocalForwarding ${yes(options.streamLocal, true)}`,
    `AllowTcpForwarding ${yes(options.tcpForwarding, true)}`,
    'MaxStartups 100',
    ...(options.lines ?? []),
    '',
  ].join('\n')
}

async function start(folder: string, options: SshdOptions): Promise<ChildProcess> {
  const child = spawn(
    'unshare',
    ['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', setUp, 'sshd', folder].concat([
      options.dockerSocket ?? '',
      String(options.dockerCommand ?? true),
    ]),
    { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/' },
  )
  let said = ''
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('Server listening')) resolve()
    })
    child.once('exit', () => reject(new Error(`sshd did not start: ${said}`)))
  })
  return child
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port')
  return address.port
}
