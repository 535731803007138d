import fs from 'node:fs'
import { readBlob, readTree as readGitTree } from 'isomorphic-git'
import { type RecipeClone, type TreeFile } from './git-types.ts'
import { limits, tooLarge, worthReading } from './limits.ts'

/** All files of a commit; a tree of billions of files, which a small repository can hold, is given up early. */
export async function readTree(
  clone: RecipeClone,
  commit: string,
  signal: AbortSignal | undefined,
): Promise<readonly TreeFile[]> {
  const cache = {}
  const found: { path: string; kind: TreeFile['kind']; oid: string }[] = []
  let looked = 0
  const look = async (oid: string, prefix: string, depth: number): Promise<void> => {
    signal?.throwIfAborted()
    const { tree } = await readGitTree({ fs, dir: clone.folder, oid, cache })
    for (const entry of tree) {
      looked += 1
      if (looked > limits.listedFiles || depth > 64) throw tooLarge(clone.recipe)
      const path = `${prefix}${entry.path}`
      if (entry.type === 'tree') await look(entry.oid, `${path}/`, depth + 1)
      else found.push({ path, kind: kindOf(entry.mode), oid: entry.oid })
    }
  }
  await look(commit, '', 0)
  const contents = new Map<string, Uint8Array>()
  const listed: { path: string; kind: TreeFile['kind']; size: number; oid: string }[] = []
  for (const entry of found) {
    signal?.throwIfAborted()
    const size = entry.kind === 'submodule' ? 0 : await sizeOf(clone, entry.oid, cache, contents)
    listed.push({ ...entry, size })
  }
  const chosen = worthReading(listed)
  return listed.map((entry) => ({
    path: entry.path,
    kind: entry.kind,
    size: entry.size,
    bytes: (chosen.has(entry) && contents.get(entry.oid)) || null,
  }))
}

/** The built-in git knows a file's size only by reading it. */
async function sizeOf(
  clone: RecipeClone,
  oid: string,
  cache: object,
  contents: Map<string, Uint8Array>,
): Promise<number> {
  const known = contents.get(oid)
  if (known) return known.length
  const { blob } = await readBlob({ fs, dir: clone.folder, oid, cache })
  if (blob.length <= limits.fileBytes) contents.set(oid, blob)
  return blob.length
}

function kindOf(mode: string): TreeFile['kind'] {
  if (mode === '120000') return 'symlink'
  return mode === '160000' ? 'submodule' : 'file'
}
