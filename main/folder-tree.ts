import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Tree, TreeEntry } from './compose/tree.ts'

/** No config, secret or env file of a recipe comes near this size. */
const largestFile = 4 * 1024 * 1024

/**
 * A plain folder as a recipe's tree: ordinary files below it, never through a symbolic link. Whoever asks passes clean
 * relative paths (compose/tree-path.ts); others are refused here once more.
 */
export function folderTree(folder: string): Tree {
  return { read: (path) => readInside(folder, path) }
}

function readInside(folder: string, path: string): TreeEntry {
  const parts = path.split('/')
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part.includes('\0'))) {
    return { kind: 'refused', reason: 'outside' }
  }
  let current = folder
  for (const [index, part] of parts.entries()) {
    current = join(current, part)
    const found = lstatSync(current, { throwIfNoEntry: false })
    const isLast = index === parts.length - 1
    if (found === undefined) return { kind: 'missing' }
    if (found.isSymbolicLink()) return { kind: 'refused', reason: 'symlink' }
    if (found.isDirectory() && isLast) return { kind: 'refused', reason: 'folder' }
    if (!found.isDirectory() && !isLast) return { kind: 'missing' }
    if (!found.isDirectory() && !found.isFile()) return { kind: 'refused', reason: 'device' }
  }
  return readOrdinaryFile(current)
}

/** What was a file a moment ago may be something else now: the open file itself is asked again. */
function readOrdinaryFile(path: string): TreeEntry {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
  try {
    const found = fstatSync(file)
    if (!found.isFile()) return { kind: 'refused', reason: 'device' }
    if (found.size > largestFile) return { kind: 'refused', reason: 'too-large' }
    return { kind: 'file', bytes: readFileSync(file) }
  } finally {
    closeSync(file)
  }
}
