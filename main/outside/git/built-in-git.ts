/** A git in JavaScript, for computers without one; recipes are small enough for it. */
import fs from 'node:fs'
import * as git from 'isomorphic-git'
import { Trouble } from '../../../preload/contract/failure.ts'
import { mayBeFetched } from '../../../preload/contract/web-address.ts'
import { boundedHttp } from './built-in-http.ts'
import { readTree } from './built-in-tree.ts'
import { exists, fillBeside, onDisk } from './clone-beside.ts'
import { stopped, unreachable, unreadable } from './git-trouble.ts'
import type { Git, RecipeClone, Tag } from './git-types.ts'
import { checkBeforeCheckout, limits, tooLarge } from './limits.ts'

export function openBuiltInGit(): Git {
  return {
    kind: 'built-in',
    async clone(clone, address, signal) {
      if (!mayBeFetched(address)) throw unreachable(clone, address, 'https only')
      await fillBeside(clone.folder, (dir) =>
        overNetwork(clone, address, limits.cloneMilliseconds, signal, async (http) => {
          await git.clone({ fs, http, dir, url: address, noCheckout: true })
          await git.setConfig({ fs, dir, path: 'core.symlinks', value: false })
          const head = await git.resolveRef({ fs, dir, ref: 'HEAD' }).catch(() => null)
          if (head === null) return
          checkBeforeCheckout(clone.recipe, await readTree({ recipe: clone.recipe, folder: dir }, head, signal))
          await git.checkout({ fs: withoutLinks, dir, force: true })
        }),
      )
    },
    async fetch(clone, signal) {
      const address = await originOf(clone)
      if (address === null) return
      if (!mayBeFetched(address)) throw unreachable(clone, address, 'https only')
      await overNetwork(clone, address, limits.fetchMilliseconds, signal, async (http) => {
        await git.fetch({ fs, http, dir: clone.folder, remote: 'origin', tags: true, prune: false })
      })
    },
    async origin(clone) {
      return (await originOf(clone))?.replace(/:\/\/[^/@\s]*@/, '://') ?? null
    },
    listTags: (clone) => reading(clone, undefined, () => listTags(clone)),
    readTree: (clone, commit, signal) => reading(clone, signal, () => readTree(clone, commit, signal)),
    head: (clone) => reading(clone, undefined, () => headOf(clone)),
    findCommit: (clone, digits) =>
      reading(clone, undefined, async () => {
        if (!/^[0-9a-f]{4,64}$/.test(digits)) return null
        const oid = await git.expandOid({ fs, dir: clone.folder, oid: digits }).catch(() => null)
        return oid === null
          ? null
          : git.readCommit({ fs, dir: clone.folder, oid }).then(
              (found) => found.oid,
              () => null,
            )
      }),
    isDirty: (clone) =>
      reading(clone, undefined, async () => {
        if ((await headOf(clone)) === null) return false
        const rows = await git.statusMatrix({ fs, dir: clone.folder })
        return rows.some(([, head, workdir, stage]) => !(head === 1 && workdir === 1 && stage === 1) && (head || stage))
      }),
  }
}

/** Checks links out as small files, as `core.symlinks=false` asks for. */
const withoutLinks = {
  promises: {
    ...fs.promises,
    symlink: (target: string, path: string) => fs.promises.writeFile(path, target),
  },
}

async function overNetwork(
  clone: RecipeClone,
  address: string,
  milliseconds: number,
  signal: AbortSignal | undefined,
  work: (http: git.HttpClient) => Promise<void>,
): Promise<void> {
  const clock = AbortSignal.timeout(milliseconds)
  const limit = signal ? AbortSignal.any([signal, clock]) : clock
  try {
    limit.throwIfAborted()
    await work(boundedHttp(limits.builtInDownloadBytes, () => tooLarge(clone.recipe), limit))
  } catch (error) {
    if (limit.aborted) throw stopped(signal, () => unreachable(clone, address, `${milliseconds / 1000} s`, error))
    if (error instanceof Trouble) throw error
    const onThisComputer = onDisk(error, clone.folder)
    if (onThisComputer instanceof Trouble) throw onThisComputer
    throw unreachable(clone, address, wordsOf(error), error)
  }
}

async function reading<Answer>(
  clone: RecipeClone,
  signal: AbortSignal | undefined,
  work: () => Promise<Answer>,
): Promise<Answer> {
  if (!(await exists(`${clone.folder}/.git`))) throw unreadable(clone, 'no .git')
  try {
    return await work()
  } catch (error) {
    if (error instanceof Trouble) throw error
    if (signal?.aborted) throw stopped(signal, () => tooLarge(clone.recipe))
    throw unreadable(clone, wordsOf(error), error)
  }
}

async function originOf(clone: RecipeClone): Promise<string | null> {
  const found: unknown = await reading(clone, undefined, () =>
    git.getConfig({ fs, dir: clone.folder, path: 'remote.origin.url' }),
  )
  return typeof found === 'string' && found !== '' ? found : null
}

async function headOf(clone: RecipeClone): Promise<string | null> {
  return git.resolveRef({ fs, dir: clone.folder, ref: 'HEAD' }).catch((error: unknown) => {
    if (error instanceof git.Errors.NotFoundError) return null
    throw error
  })
}

async function listTags(clone: RecipeClone): Promise<readonly Tag[]> {
  const cache = {}
  const tags: Tag[] = []
  for (const name of (await git.listTags({ fs, dir: clone.folder })).slice(0, limits.tags)) {
    const oid = await git.resolveRef({ fs, dir: clone.folder, ref: `refs/tags/${name}` })
    const tag = await git.readTag({ fs, dir: clone.folder, oid, cache }).catch(otherKind)
    if (tag !== null) {
      if (tag.tag.type !== 'commit') continue
      tags.push({ name, commit: tag.tag.object, annotated: true, date: tag.tag.tagger.timestamp * 1000 })
      continue
    }
    const found = await git.readCommit({ fs, dir: clone.folder, oid, cache }).catch(otherKind)
    if (found !== null) {
      tags.push({ name, commit: oid, annotated: false, date: found.commit.committer.timestamp * 1000 })
    }
  }
  return tags
}

function otherKind(error: unknown): null {
  if (error instanceof git.Errors.ObjectTypeError) return null
  throw error
}

/** The cause says more than the error around it, such as ECONNREFUSED behind "fetch failed". */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}
