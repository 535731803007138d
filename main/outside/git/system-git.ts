/** The git that is installed on this computer. */
import { Trouble } from '../../../preload/contract/failure.ts'
import { mayBeFetched } from '../../../preload/contract/web-address.ts'
import { exists, fillBeside, whileSmall } from './clone-beside.ts'
import { diskFull, stopped, unreachable, unreadable } from './git-trouble.ts'
import type { Git, RecipeClone } from './git-types.ts'
import { checkBeforeCheckout, limits, tooLarge } from './limits.ts'
import { type GitCall, GitFailed, GitSaidTooMuch, type RunGit } from './run-git.ts'
import type { RunRemote } from './run-remote.ts'
import { listTree, readTree } from './system-tree.ts'

export function openSystemGit(run: RunGit, runRemote: RunRemote): Git {
  const read = async (clone: RecipeClone, args: readonly string[], call?: Partial<GitCall>): Promise<string> => {
    try {
      // Without a .git of its own, git would look for a repository around the folder.
      if (!(await exists(`${clone.folder}/.git`))) throw unreadable(clone, 'no .git')
      return await run.text(args, { folder: clone.folder, ...call })
    } catch (error) {
      if (error instanceof GitFailed) throw unreadable(clone, error.said, error)
      if (error instanceof GitSaidTooMuch) throw tooLarge(clone.recipe)
      if (call?.signal?.aborted) throw stopped(call.signal, () => tooLarge(clone.recipe))
      throw error
    }
  }
  /** Empty where git ends with 1, its way to say that there is none. */
  const ask = async (clone: RecipeClone, args: readonly string[]): Promise<string> => {
    try {
      return (await read(clone, args)).trim()
    } catch (error) {
      const cause = error instanceof Trouble ? error.cause : undefined
      if (cause instanceof GitFailed && (cause.exitCode === 1 || cause.exitCode === 2)) return ''
      throw error
    }
  }
  const overNetwork = async (
    clone: RecipeClone,
    address: string,
    milliseconds: number,
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<unknown>,
  ): Promise<void> => {
    const clock = AbortSignal.timeout(milliseconds)
    try {
      await work(signal ? AbortSignal.any([signal, clock]) : clock)
    } catch (error) {
      if (clock.aborted || signal?.aborted) {
        throw stopped(signal, () => unreachable(clone, address, `${milliseconds / 1000} s`, error))
      }
      if (!(error instanceof GitFailed)) throw error
      if (/no space left on device|disk quota exceeded/i.test(error.said)) throw diskFull(clone)
      throw unreachable(clone, address, error.said, error)
    }
  }
  const origin = async (clone: RecipeClone): Promise<string> => ask(clone, ['remote', 'get-url', '--', 'origin'])

  return {
    kind: 'git',
    async clone(clone, address, signal) {
      if (!mayBeFetched(address)) throw unreachable(clone, address, 'https only')
      await fillBeside(clone.folder, async (folder) => {
        const plainHttp = address.startsWith('http:')
        await overNetwork(clone, address, limits.cloneMilliseconds, signal, (limit) =>
          whileSmall(
            folder,
            limits.downloadBytes,
            () => tooLarge(clone.recipe),
            limit,
            async (small) => {
              const call = { folder, plainHttp, signal: small }
              await runRemote([...cloneCommand, '--', address, folder], call)
              const beside = { recipe: clone.recipe, folder }
              if ((await headOf(beside)) === '') return
              checkBeforeCheckout(
                clone.recipe,
                await listTree(beside, 'HEAD', (args, more) => read(beside, args, more)),
              )
              await runRemote(['reset', '--hard', '--quiet', 'HEAD'], call)
            },
          ),
        )
      })
    },
    async fetch(clone, signal) {
      const address = await origin(clone)
      if (address === '') return
      if (!mayBeFetched(address)) throw unreachable(clone, address, 'https only')
      await overNetwork(clone, address, limits.fetchMilliseconds, signal, (limit) =>
        whileSmall(
          clone.folder,
          limits.downloadBytes,
          () => tooLarge(clone.recipe),
          limit,
          async (small) => {
            const call = { folder: clone.folder, plainHttp: address.startsWith('http:'), signal: small }
            await runRemote(fetchCommand, call).catch(keepOwnTags)
          },
        ),
      )
    },
    async origin(clone) {
      return withoutLogin(await origin(clone)) || null
    },
    async listTags(clone) {
      const lines = await read(clone, tagsCommand)
      return lines.split('\n').flatMap((line) => {
        const [name, type, commit, innerType, inner, date] = line.split('\0')
        if (!name || !commit || !inner) return type === 'commit' && name && commit ? [plain(name, commit, date)] : []
        return innerType === 'commit' ? [{ ...plain(name, inner, date), annotated: true }] : []
      })
    },
    readTree: (clone, commit, signal) =>
      readTree(clone, commit, {
        text: (args, more) => read(clone, args, { signal, ...more }),
        objects: (ids) => run.objects(ids, { folder: clone.folder, signal }),
      }),
    async head(clone) {
      return (await headOf(clone)) || null
    },
    async findCommit(clone, digits) {
      if (!/^[0-9a-f]{4,64}$/.test(digits)) return null
      return (await ask(clone, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${digits}^{commit}`])) || null
    },
    async isDirty(clone) {
      const changes = await read(clone, ['status', '--porcelain', '--untracked-files=no', '--ignore-submodules=all'])
      return changes !== ''
    },
  }

  function headOf(clone: RecipeClone): Promise<string> {
    return ask(clone, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])
  }
}

/** `core.symlinks` is written into the clone too, so that later checkouts by others make no links either. */
const cloneCommand = [
  'clone',
  '--quiet',
  '--no-checkout',
  '--template=',
  '--no-recurse-submodules',
  '--origin=origin',
  '--config=core.symlinks=false',
]

/** Not `--quiet`: git would not say either which tags it left alone. */
const fetchCommand = ['fetch', '--tags', '--no-recurse-submodules', '--no-write-fetch-head', '--', 'origin']

const tagsCommand = [
  'for-each-ref',
  `--count=${limits.tags}`,
  `--format=${['refname:strip=2', 'objecttype', 'objectname', '*objecttype', '*objectname', 'creatordate:unix'].map((field) => `%(${field})`).join('%00')}`,
  'refs/tags',
]

/** A tag that was moved upstream stays here what it was, and the fetch has done all the rest. */
function keepOwnTags(error: unknown): void {
  const kept = error instanceof GitFailed && /would clobber existing tag/.test(error.said)
  if (!kept || /^(?:fatal|error):/m.test(error.said)) throw error
}

function plain(
  name: string,
  commit: string,
  date: string | undefined,
): {
  name: string
  commit: string
  annotated: boolean
  date: number | null
} {
  return { name, commit, annotated: false, date: date ? Number(date) * 1000 : null }
}

function withoutLogin(address: string): string {
  return address.replace(/:\/\/[^/@\s]*@/, '://')
}
