/** A recipe's files by path, as a commit holds them. */
export type Files = ReadonlyMap<string, FileOrLink>

export type FileOrLink =
  { readonly kind: 'file'; readonly bytes: Uint8Array } | { readonly kind: 'symlink'; readonly target: string }

export function fileOf(text: string): FileOrLink {
  return { kind: 'file', bytes: new TextEncoder().encode(text) }
}

/** Bytes as Latin-1, so that every byte is a character and none is lost. */
export function latinOf(file: FileOrLink | undefined): string {
  return file?.kind === 'file' ? Buffer.from(file.bytes).toString('latin1') : ''
}

export function fromLatin(text: string): FileOrLink {
  return { kind: 'file', bytes: Buffer.from(text, 'latin1') }
}

/** UTF-8 text as Latin-1 characters, one for each byte. */
export function asLatin(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}
