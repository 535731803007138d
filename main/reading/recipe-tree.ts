import type { Tree, TreeEntry, TreeRefusal } from '../compose/tree.ts'
import { insideTree } from '../compose/tree-path.ts'

interface File {
  readonly path: string
  readonly kind: 'file' | 'symlink' | 'submodule'
  readonly bytes: Uint8Array | null
}

/** The files of a commit as a tree: nothing outside of it can be named, and links and submodules lead nowhere. */
export function treeOf(files: readonly File[]): Tree {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const folders = new Set(files.flatMap(({ path }) => foldersOf(path)))
  return {
    read(path) {
      const place = insideTree('', path)
      if (place.kind === 'refused') return place
      const file = byPath.get(place.path)
      if (file !== undefined) return entryOf(file)
      if (place.path === '' || folders.has(place.path)) return refused('folder')
      const through = foldersOf(place.path).find((folder) => byPath.has(folder))
      const kind = through === undefined ? undefined : byPath.get(through)?.kind
      return kind === 'symlink' || kind === 'submodule' ? refused(kind) : { kind: 'missing' }
    },
  }
}

function entryOf({ kind, bytes }: File): TreeEntry {
  if (kind !== 'file') return refused(kind)
  return bytes === null ? refused('too-large') : { kind: 'file', bytes }
}

function refused(reason: TreeRefusal): TreeEntry {
  return { kind: 'refused', reason }
}

/** `a/b/c` → `a`, `a/b`. */
function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}
