import { Trouble } from '../../../preload/contract/failure.ts'

/** Recipes are some dozens of small text files; everything here is far beyond that and far below what hurts. */
export const limits = {
  fileBytes: 1024 * 1024,
  readBytes: 8 * 1024 * 1024,
  readFiles: 2000,
  /** Beyond these a repository is not even listed or checked out: a small one can hold a tree of billions of files. */
  listedFiles: 20_000,
  checkoutBytes: 64 * 1024 * 1024,
  /** What a clone or a fetch may add to the disk. */
  downloadBytes: 256 * 1024 * 1024,
  /** The built-in git keeps all that it gets in memory. */
  builtInDownloadBytes: 32 * 1024 * 1024,
  tags: 20_000,
  cloneMilliseconds: 120_000,
  fetchMilliseconds: 60_000,
}

interface Listed {
  readonly kind: 'file' | 'symlink' | 'submodule'
  readonly size: number
}

/** Of all files those to read: small ones first, so that one big file does not hide the compose file behind it. */
export function worthReading<Entry extends Listed>(entries: readonly Entry[]): ReadonlySet<Entry> {
  const chosen = new Set<Entry>()
  let total = 0
  for (const entry of [...entries].sort((one, other) => one.size - other.size)) {
    if (entry.kind !== 'file' || entry.size > limits.fileBytes) continue
    total += entry.size
    if (total > limits.readBytes || chosen.size === limits.readFiles) break
    chosen.add(entry)
  }
  return chosen
}

export function tooLarge(recipe: string): Trouble {
  return new Trouble({ code: 'recipe-file-refused', facts: { recipe, file: '.', reason: 'too-large' } })
}

/** Refuses to put onto the disk what no recipe needs: masses of data, or names that mean something to git or to Windows. */
export function checkBeforeCheckout(
  recipe: string,
  entries: readonly { readonly path: string; readonly size: number }[],
): void {
  if (entries.reduce((sum, entry) => sum + entry.size, 0) > limits.checkoutBytes) throw tooLarge(recipe)
  for (const { path } of entries) {
    if (/[\\:\0]/.test(path) || path.split('/').some(meansSomethingElse)) {
      throw new Trouble({ code: 'recipe-file-refused', facts: { recipe, file: printable(path), reason: 'outside' } })
    }
  }
}

/**
 * Windows leaves blanks and dots at a name's end away and gives long names short ones, macOS leaves some signs away: what is
 * then `.git` would be the clone's own settings, which name programs to run.
 */
function meansSomethingElse(part: string): boolean {
  const plain = part.replace(/[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g, '').replace(/[. ]+$/, '')
  return plain === '' || /^(?:\.git|git~\d)$/i.test(plain)
}

/** What a program said, fit to be shown: no control characters, no passwords of addresses, not long. */
export function printable(text: string): string {
  return text
    .replace(/:\/\/[^/@\s]*@/g, '://')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
    .slice(-1000)
}
