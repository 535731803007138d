import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { onTestFinished } from 'vitest'

export interface PlanEnd {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

export interface RunningPlan {
  readonly child: ChildProcess
  readonly ended: Promise<PlanEnd>
  /** Resolves when it says so on standard error. */
  says(what: RegExp): Promise<void>
}

export interface PlanRun {
  readonly home: string
  readonly catalogue?: string
  /** What it reads from standard input. */
  readonly input?: string
  readonly environment?: Readonly<Record<string, string>>
}

/** Starts the command `plan` with these words, on the folders of `home` that `testCore` and `startCanteen` use too. */
export function startPlan(words: readonly string[], run: PlanRun): RunningPlan {
  const { home, catalogue = '', input, environment } = run
  const child = spawn(process.execPath, ['main/headless.ts', 'plan', ...words], {
    stdio: 'pipe',
    env: {
      PATH: process.env['PATH'],
      DBUS_SESSION_BUS_ADDRESS: process.env['DBUS_SESSION_BUS_ADDRESS'],
      HOME: home,
      CANTEEN_HOME: path.join(home, 'own'),
      ABRA_DIR: path.join(home, 'abra'),
      DOCKER_CONFIG: path.join(home, 'docker'),
      CANTEEN_CATALOGUE: catalogue,
      ...environment,
    },
  })
  child.stdin.end(input)
  onTestFinished(() => void child.kill('SIGKILL'))
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (part: string) => (out += part))
  child.stderr.setEncoding('utf8').on('data', (part: string) => (err += part))
  return {
    child,
    ended: once(child, 'close').then(() => ({ status: child.exitCode, out, err })),
    async says(what) {
      while (!what.test(err)) await once(child.stderr, 'data')
    },
  }
}

export function plan(words: readonly string[], run: PlanRun): Promise<PlanEnd> {
  return startPlan(words, run).ended
}
