import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'

const told = z.object({ url: z.string(), alreadyOpen: z.boolean().optional() })
export type Told = z.infer<typeof told>

/** Starts Canteen's browser window, as `npm start` does, on folders of its own below `home`. */
export function startCanteen(
  home: string,
  more: Readonly<Record<string, string>> = { CANTEEN_JSON: '1' },
): ChildProcess {
  return spawn(process.execPath, ['--max-semi-space-size=2', 'build/browser/main.js'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      CANTEEN_HOME: path.join(home, 'own'),
      ABRA_DIR: path.join(home, 'abra'),
      DOCKER_CONFIG: path.join(home, 'docker'),
      ...more,
    },
  })
}

export async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('It has no output')
  for await (const line of createInterface(child.stdout)) return line
  throw new Error('It said nothing')
}

export async function tell(child: ChildProcess): Promise<Told> {
  return told.parse(JSON.parse(await firstLine(child)))
}

/** Ends it as Ctrl-C does, or by force where it does not end. Answers its exit code. */
export async function endCanteen(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const exit = once(child, 'exit')
    child.kill('SIGTERM')
    const force = setTimeout(() => child.kill('SIGKILL'), 15_000)
    await exit
    clearTimeout(force)
  }
  return child.exitCode
}
