import { ComposeError, type FileUse } from './compose-error.ts'
import type { ComposeWarning } from './compose-warning.ts'
import type { Place } from './place.ts'
import type { Meter } from './stack-limits.ts'
import type { Lookup } from './template.ts'
import type { Tree } from './tree.ts'
import { insideTree } from './tree-path.ts'

/** What loading and converting need beside the file itself. */
export interface LoadContext {
  readonly stack: string
  readonly tree: Tree
  /** The first compose file's folder: what files and bind mounts are relative to, also those of overlays elsewhere. */
  readonly folder: string
  readonly lookup: Lookup
  readonly meter: Meter
  readonly warnings: ComposeWarning[]
}

/** The bytes of a file that the recipe names. Throws ComposeError where it is missing, refused or outside. */
export function readTreeFile(tree: Tree, folder: string, path: string, use: FileUse, place: Place): Uint8Array {
  const inside = insideTree(folder, path)
  if (inside.kind === 'refused')
    throw new ComposeError({ code: 'file-refused', use, path, reason: inside.reason }, place)
  if (inside.path === '') throw new ComposeError({ code: 'file-refused', use, path, reason: 'folder' }, place)
  const entry = tree.read(inside.path)
  switch (entry.kind) {
    case 'file':
      return entry.bytes
    case 'missing':
      throw new ComposeError({ code: 'file-missing', use, path }, place)
    case 'refused':
      throw new ComposeError({ code: 'file-refused', use, path, reason: entry.reason }, place)
  }
}
