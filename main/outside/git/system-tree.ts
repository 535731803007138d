import { unreadable } from './git-trouble.ts'
import type { RecipeClone, TreeFile } from './git-types.ts'
import { limits, worthReading } from './limits.ts'
import type { GitCall } from './run-git.ts'

interface Listed {
  readonly kind: TreeFile['kind']
  readonly id: string
  readonly path: string
  readonly size: number
}

type AskText = (args: readonly string[], call?: Partial<GitCall>) => Promise<string>

/** All files of a commit, in one process; their contents are not looked at. */
export async function listTree(clone: RecipeClone, commit: string, text: AskText): Promise<readonly Listed[]> {
  if (!/^(?:[0-9a-f]{40,64}|HEAD)$/.test(commit)) throw unreadable(clone, 'no commit')
  const lines = await text(['ls-tree', '-r', '-l', '-z', '--full-tree', commit], {
    maxOutput: limits.listedFiles * 100,
  })
  return lines.split('\0').flatMap((line) => {
    const match = /^(\d{6}) \w+ ([0-9a-f]+) +(\d+|-)\t([^]+)$/.exec(line)
    const [, mode, id, size, path] = match ?? []
    if (!mode || !id || !path) return []
    return [{ kind: kindOf(mode), id, path, size: size === '-' ? 0 : Number(size) }]
  })
}

/** All files of a commit with the contents of those worth reading, in two processes. */
export async function readTree(
  clone: RecipeClone,
  commit: string,
  ask: { readonly text: AskText; readonly objects: (ids: readonly string[]) => Promise<Buffer> },
): Promise<readonly TreeFile[]> {
  const listed = await listTree(clone, commit, ask.text)
  const chosen = worthReading(listed)
  const contents =
    chosen.size === 0 ? new Map<string, Uint8Array>() : splitBatch(await ask.objects([...chosen].map(({ id }) => id)))
  return listed.map((entry) => {
    const { kind, path, size } = entry
    return { kind, path, size, bytes: (chosen.has(entry) && contents.get(entry.id)) || null }
  })
}

function kindOf(mode: string): TreeFile['kind'] {
  if (mode === '120000') return 'symlink'
  return mode === '160000' ? 'submodule' : 'file'
}

/** `<id> blob <size>`, a line's end, the contents, a line's end; or `<id> missing`. */
function splitBatch(output: Buffer): ReadonlyMap<string, Uint8Array> {
  const contents = new Map<string, Uint8Array>()
  for (let at = 0; at < output.length;) {
    const end = output.indexOf(0x0a, at)
    if (end < 0) break
    const [id = '', , size] = output.toString('latin1', at, end).split(' ')
    at = end + 1
    if (size === undefined) continue
    contents.set(id, new Uint8Array(output.subarray(at, at + Number(size))))
    at += Number(size) + 1
  }
  return contents
}
