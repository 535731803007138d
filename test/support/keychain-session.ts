/** A D-Bus session of its own with an open gnome-keyring, for tests that keep things in a real keychain. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../practice-server/run.ts'
import { until } from '../practice-server/until.ts'

export interface KeychainSession {
  /** Variables by which a process finds this keychain. */
  readonly environment: { readonly DBUS_SESSION_BUS_ADDRESS: string }
  readonly folder: string
  readonly stop: () => Promise<void>
}

export async function startKeychainSession(): Promise<KeychainSession> {
  const folder = await mkdtemp(join(tmpdir(), 'canteen-session-'))
  const env = { PATH: process.env['PATH'], HOME: folder, XDG_RUNTIME_DIR: folder }
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [line] = await once(bus.stdout, 'data', { signal: AbortSignal.timeout(10_000) })
  const environment = { DBUS_SESSION_BUS_ADDRESS: String(line).trim() }
  const keyring = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env: { ...env, ...environment },
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  keyring.stdin.end('the password of a keyring for tests')
  await until('gnome-keyring offers its service', 10, async () => {
    const ask = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner']
    const answer = await run('dbus-send', [...ask, 'string:org.freedesktop.secrets'], {
      env: { ...env, ...environment },
    })
    return answer.includes('true') ? true : undefined
  })
  return {
    environment,
    folder,
    stop: async () => {
      await end(keyring)
      await end(bus)
      await rm(folder, { recursive: true })
    },
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill()
  await gone
}
