import path from 'node:path'
import { type SimpleGit, simpleGit } from 'simple-git'
import { gitConfig, gitEnvironment } from './git-environment.ts'

export interface GitCall {
  readonly folder: string
  readonly signal?: AbortSignal | undefined
  /** Bytes of output after which git is stopped. */
  readonly maxOutput?: number
}

/** Reading what is on this computer. */
export interface RunGit {
  /** Runs git once and answers what it wrote. Throws GitFailed, GitSaidTooMuch, or the signal's reason when it is aborted. */
  text(args: readonly string[], call: GitCall): Promise<string>
  /** The contents of objects as `git cat-file --batch` writes them; at least one. Throws as `text`. */
  objects(ids: readonly string[], call: GitCall): Promise<Buffer>
}

/** git ended with something else than 0. */
export class GitFailed extends Error {
  readonly exitCode: number
  readonly said: string
  constructor(exitCode: number, said: string) {
    super(`git ended with ${exitCode}`)
    this.exitCode = exitCode
    this.said = said
  }
}

export class GitSaidTooMuch extends Error {}

export function openRunGit(environment: Readonly<Record<string, string | undefined>>): RunGit {
  const run = async <Answer>(
    call: GitCall,
    input: string | undefined,
    command: (git: SimpleGit) => Promise<Answer>,
  ): Promise<Answer> => {
    call.signal?.throwIfAborted()
    const tooMuch = new AbortController()
    let failed: GitFailed | undefined
    const git = simpleGit({
      baseDir: call.folder,
      config: gitConfig(false),
      abort: call.signal ? AbortSignal.any([call.signal, tooMuch.signal]) : tooMuch.signal,
      // Only `close` says that all output has arrived.
      completion: { onClose: true, onExit: false },
      input: () => input,
      // What is thrown here arrives as another error, with its words only.
      errors: (error, { exitCode, stdErr }) => {
        if (exitCode === 0) return error
        failed = new GitFailed(exitCode, Buffer.concat(stdErr).toString('utf8'))
        return failed
      },
      ...permitted,
    })
    git.env(gitEnvironment(environment, { plainHttp: false, ceiling: path.dirname(call.folder) }))
    const { maxOutput } = call
    if (maxOutput !== undefined) {
      let heard = 0
      git.outputHandler((_command, output) => {
        output.on('data', (chunk: Buffer) => {
          heard += chunk.length
          if (heard > maxOutput) tooMuch.abort()
        })
      })
    }
    try {
      return await command(git)
    } catch (error) {
      if (tooMuch.signal.aborted) throw new GitSaidTooMuch('git said too much', { cause: error })
      call.signal?.throwIfAborted()
      throw failed ?? error
    }
  }
  return {
    text: (args, call) => run(call, undefined, async (git) => git.raw([...args])),
    objects: (ids, call) =>
      run(call, `${ids.join('\n')}\n`, async (git) => {
        const bytes: unknown = await git.binaryCatFile(['--batch'])
        if (!Buffer.isBuffer(bytes)) throw new TypeError('git cat-file gave no bytes')
        return bytes
      }),
  }
}

/** simple-git refuses these unless they are named; here each is a hardening, set in git-environment.ts. */
const permitted = {
  allowEnvironment: [
    'GIT_ALLOW_PROTOCOL',
    'GIT_CEILING_DIRECTORIES',
    'GIT_CONFIG_GLOBAL',
    'GIT_CONFIG_NOSYSTEM',
    'GIT_LFS_SKIP_SMUDGE',
    'GIT_NO_LAZY_FETCH',
    'GIT_NO_REPLACE_OBJECTS',
    'GIT_OPTIONAL_LOCKS',
    'GIT_SSL_CAINFO',
    'GIT_TERMINAL_PROMPT',
  ],
  unsafe: {
    allowUnsafeConfigPaths: true,
    allowUnsafeCredentialHelper: true,
    allowUnsafeFsMonitor: true,
    allowUnsafeHooksPath: true,
    allowUnsafeProtocolOverride: true,
    allowUnsafeTemplateDir: true,
  },
}
