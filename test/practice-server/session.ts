import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface PracticeSession {
  /** Address of Canteen's browser window, with its token. */
  readonly url: string
  /** Resolves when Canteen has ended, by itself or by `end`. */
  readonly ended: Promise<void>
  readonly end: () => Promise<void>
}

/**
 * Opens Canteen for the browser with a home, a D-Bus session and an unlocked keychain of its own, all in `home`. Its
 * processes are in a namespace of theirs, so that none of them outlives this one.
 */
export async function openSession(
  home: string,
  environment: Readonly<Record<string, string>>,
): Promise<PracticeSession> {
  const runtime = join(home, 'run')
  await mkdir(runtime, { recursive: true, mode: 0o700 })
  const unlock = 'printf practice | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec "$@" 2>&3 3>&-'
  const main = join(import.meta.dirname, '..', '..', 'build', 'browser', 'main.js')
  const core = [process.execPath, '--max-semi-space-size=2', main]
  const alone = ['--pdeathsig', 'KILL', 'unshare', '--pid', '--fork', '--kill-child', '--mount', '--mount-proc']
  const child = spawn('setpriv', [...alone, 'dbus-run-session', '--', 'bash', '-c', unlock, 'bash', ...core], {
    env: {
      PATH: process.env.PATH,
      LANG: process.env.LANG,
      HOME: home,
      XDG_RUNTIME_DIR: runtime,
      CANTEEN_HOME: join(home, 'canteen'),
      ABRA_DIR: join(home, '.abra'),
      DOCKER_CONFIG: join(home, '.docker'),
      CANTEEN_JSON: '1',
      ...environment,
    },
    // D-Bus complains about limits that do not matter here; Canteen's own words come through.
    stdio: ['ignore', 'pipe', 'ignore', 2],
    detached: true,
  })
  const { stdout } = child
  if (stdout === null) throw new Error('Canteen has no output')
  const ended = once(child, 'exit').then(() => undefined)
  const end = async () => {
    child.kill('SIGKILL')
    await ended
  }
  const tooEarly = ended.then(() => Promise.reject(new Error('Canteen ended before it was ready')))
  const [line] = await Promise.race([once(createInterface({ input: stdout }), 'line'), tooEarly])
  tooEarly.catch(() => {})
  const { url } = JSON.parse(String(line)) as { readonly url: string }
  return { url, ended, end }
}
