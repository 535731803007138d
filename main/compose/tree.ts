/**
 * The files of a recipe, as the converter sees them. The caller decides where they come from (git objects at a tag, a
 * plain folder); whatever it answers, nothing outside the recipe can be reached, because the converter only ever asks
 * for clean relative paths (see tree-path.ts) and the tree refuses what is not a plain file.
 */
export interface Tree {
  /** `path` is relative to the recipe, with `/` between its parts, without `.`, `..` or empty parts. */
  read(path: string): TreeEntry
}

export type TreeEntry =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly reason: TreeRefusal }

/** Why a file is not read although it is there, or why it was not even looked for (`absolute`, `outside`). */
export type TreeRefusal = 'absolute' | 'outside' | 'symlink' | 'submodule' | 'folder' | 'device' | 'too-large'
