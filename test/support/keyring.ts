import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { run } from '../practice-server/run.ts'

export interface Keyring {
  /** What a process needs to find this keyring instead of the member's. */
  readonly environment: Readonly<Record<string, string>>
  /** As the desktop does when its member is away: nothing can be read or kept until `unlock`. */
  lock(): Promise<void>
  unlock(): Promise<void>
  stop(): Promise<void>
}

/** Ends with its standard input: `cat`, then the bus, then the keyring that has lost its bus. */
const script = `printf practice | gnome-keyring-daemon --unlock --components=secrets >/dev/null
echo "$DBUS_SESSION_BUS_ADDRESS"; exec cat >/dev/null`

/** Starts a D-Bus session with an unlocked gnome-keyring of its own, so that a machine without a desktop has a keychain. */
export async function startKeyring(): Promise<Keyring> {
  const folder = await mkdtemp(path.join(tmpdir(), 'canteen-keyring-'))
  await mkdir(path.join(folder, 'home'), { mode: 0o700 })
  const own = { PATH: process.env['PATH'], HOME: path.join(folder, 'home'), XDG_RUNTIME_DIR: folder }
  const session = spawn('dbus-run-session', ['--', 'bash', '-c', script], {
    env: own,
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const ended = once(session, 'exit')
  const [address] = await Promise.race([
    once(createInterface({ input: session.stdout }), 'line'),
    ended.then(() => Promise.reject(new Error('the D-Bus session ended before it began'))),
  ])
  const environment = { DBUS_SESSION_BUS_ADDRESS: String(address) }
  const variables = { ...own, ...environment }
  return {
    environment,
    async lock() {
      const service = [
        '--dest=org.freedesktop.secrets',
        '/org/freedesktop/secrets',
        'org.freedesktop.Secret.Service.Lock',
      ]
      const collection = 'array:objpath:/org/freedesktop/secrets/collection/login'
      await run('dbus-send', ['--session', '--print-reply', ...service, collection], { env: variables })
    },
    async unlock() {
      await run('gnome-keyring-daemon', ['--replace', '--unlock', '--components=secrets'], {
        env: variables,
        input: 'practice',
      })
    },
    async stop() {
      session.stdin.end()
      await ended
      await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}
