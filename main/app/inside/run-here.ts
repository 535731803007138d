import { spawn } from 'node:child_process'
import { PassThrough } from 'node:stream'
import { Trouble } from '../../../preload/contract/failure.ts'
import { commandScript } from './shell.ts'

/** A command of a recipe, about to run on this computer. */
export interface Prepared {
  /** A folder of its own with the recipe's files. */
  readonly folder: string
  /** `abra.sh` in it. */
  readonly script: string
  readonly app: string
  readonly stack: string
  /** The command and its words. */
  readonly command: readonly string[]
  /** What the program finds in its environment. */
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly remove: () => Promise<void>
}

export interface RunsHere {
  readonly output: AsyncIterable<Buffer>
  readonly exitCode: Promise<number | null>
}

/** Runs it with bash as abra does (abra.md §4.3), without input; it and what it started end with the signal. Throws `bash-missing`. */
export function runHere(prepared: Prepared, signal: AbortSignal): RunsHere {
  const { script, app, stack, command, folder, environment } = prepared
  const child = spawn('bash', ['-c', commandScript, 'bash', 'local', app, stack, script, ...command], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that all of it can be ended.
    detached: true,
  })
  const output = new PassThrough()
  child.stdout.pipe(output, { end: false })
  child.stderr.pipe(output, { end: false })
  const stop = () => {
    if (child.pid === undefined) return
    try {
      process.kill(-child.pid, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }
  signal.addEventListener('abort', stop)
  const exitCode = new Promise<number | null>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      const trouble =
        error.code === 'ENOENT' ? new Trouble({ code: 'bash-missing', facts: {} }, { cause: error }) : error
      output.destroy(trouble)
      reject(trouble)
    })
    child.once('close', (code) => {
      signal.removeEventListener('abort', stop)
      output.end()
      resolve(code)
    })
  })
  // Told through the output already.
  exitCode.catch(() => undefined)
  if (signal.aborted) stop()
  return { output, exitCode }
}
