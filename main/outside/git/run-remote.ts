/**
 * Runs the git commands that speak to a server, not through simple-git: it can end git alone, and then the helper that git
 * started for https goes on loading, for as long as the server sends.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { gitConfig, gitEnvironment } from './git-environment.ts'
import { GitFailed } from './run-git.ts'

export interface RemoteCall {
  readonly folder: string
  /** The address is http, on this computer. */
  readonly plainHttp: boolean
  readonly signal: AbortSignal
}

export type RunRemote = (args: readonly string[], call: RemoteCall) => Promise<void>

const mostWords = 64 * 1024

/** Throws GitFailed, or the signal's reason when it is aborted: then git and all that it started have been ended. */
export function openRunRemote(environment: Readonly<Record<string, string | undefined>>): RunRemote {
  return async (args, { folder, plainHttp, signal }) => {
    signal.throwIfAborted()
    const git = spawn('git', [...gitConfig(plainHttp).flatMap((setting) => ['-c', setting]), ...args], {
      cwd: folder,
      env: gitEnvironment(environment, { plainHttp, ceiling: path.dirname(folder) }),
      stdio: ['ignore', 'ignore', 'pipe'],
      // A process group of its own, to be ended as a whole; on Windows that is done by taskkill.
      detached: process.platform !== 'win32',
      windowsHide: true,
    })
    const giveUp = (): void => endAll(git)
    signal.addEventListener('abort', giveUp, { once: true })
    try {
      const { exitCode, said } = await ended(git)
      signal.throwIfAborted()
      if (exitCode !== 0) throw new GitFailed(exitCode, said)
    } finally {
      signal.removeEventListener('abort', giveUp)
    }
  }
}

async function ended(git: ChildProcess): Promise<{ readonly exitCode: number; readonly said: string }> {
  let said = ''
  git.stderr?.setEncoding('utf8').on('data', (words: string) => {
    said = (said + words).slice(-mostWords)
  })
  return new Promise((resolve, reject) => {
    git.once('error', reject)
    git.once('close', (code) => resolve({ exitCode: code ?? -1, said }))
  })
}

function endAll(git: ChildProcess): void {
  if (git.pid === undefined) return
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', `${git.pid}`, '/t', '/f'], { stdio: 'ignore', windowsHide: true }).on('error', () =>
      git.kill(),
    )
    return
  }
  try {
    process.kill(-git.pid, 'SIGKILL')
  } catch {
    // It ended by itself in the same moment.
  }
}
