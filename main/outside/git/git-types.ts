/** A recipe's clone on this computer; it may not be there yet. `recipe` is for failures. */
export interface RecipeClone {
  readonly recipe: string
  readonly folder: string
}

export interface Tag {
  readonly name: string
  /** The commit it stands for, in full. */
  readonly commit: string
  readonly annotated: boolean
  /** When the tag was made, in milliseconds since 1970; of a plain tag, when the commit was. */
  readonly date: number | null
}

/** A file of a commit. `bytes` is null for what is not read: links, submodules, and files beyond the limits. */
export interface TreeFile {
  readonly path: string
  readonly kind: 'file' | 'symlink' | 'submodule'
  readonly size: number
  readonly bytes: Uint8Array | null
}

/**
 * What is done with recipes' repositories. They are foreign: nothing of them is run, nothing but https is spoken (http to
 * this computer only), nobody is asked for a password. After cloning neither working tree nor HEAD is ever changed.
 * Every method may throw Trouble `recipe-invalid` where the folder is no repository that can be read, and `cancelled`.
 */
export interface Git {
  readonly kind: 'git' | 'built-in'
  /**
   * Clones with a checkout of the default branch, as abra expects it; a folder that appears in the meantime is kept. Throws
   * Trouble `recipe-unreachable`, `recipe-file-refused` (larger than any recipe), `disk-full`, `file-not-writable`.
   */
  clone(clone: RecipeClone, address: string, signal?: AbortSignal): Promise<void>
  /** Gets new tags and branches of the clone's own origin; without one nothing happens. Throws as `clone`. */
  fetch(clone: RecipeClone, signal?: AbortSignal): Promise<void>
  /** Where it was cloned from, without user name and password; null when it says nothing. */
  origin(clone: RecipeClone): Promise<string | null>
  listTags(clone: RecipeClone): Promise<readonly Tag[]>
  /** All files at a commit, by path. Throws Trouble `recipe-file-refused` where there are too many to be a recipe. */
  readTree(clone: RecipeClone, commit: string, signal?: AbortSignal): Promise<readonly TreeFile[]>
  /** The commit that HEAD stands for; null before the first commit. */
  head(clone: RecipeClone): Promise<string | null>
  /** The commit that begins with these hexadecimal digits; null when there is none or more than one. */
  findCommit(clone: RecipeClone, digits: string): Promise<string | null>
  /** Whether files that git knows differ from HEAD. */
  isDirty(clone: RecipeClone): Promise<boolean>
}
