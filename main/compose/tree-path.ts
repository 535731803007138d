import type { TreeRefusal } from './tree.ts'

type TreePath =
  { readonly kind: 'inside'; readonly path: string } | { readonly kind: 'refused'; readonly reason: TreeRefusal }

/** The folder of a path: '' for a file at the top of the recipe. */
export function folderOf(path: string): string {
  const at = path.lastIndexOf('/')
  return at < 0 ? '' : path.slice(0, at)
}

/**
 * Where a file named by a recipe lies in the recipe's tree, read from `folder`. `..` is followed while it stays inside;
 * absolute paths (of any system) and paths that leave the recipe are refused, where Docker would read them.
 */
export function insideTree(folder: string, file: string): TreePath {
  if (file.startsWith('/') || file.startsWith('\\') || /^[A-Za-z]:[\\/]/.test(file)) {
    return { kind: 'refused', reason: 'absolute' }
  }
  const parts: string[] = []
  for (const part of [...folder.split('/'), ...file.split('/')]) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return { kind: 'refused', reason: 'outside' }
  }
  return { kind: 'inside', path: parts.join('/') }
}
