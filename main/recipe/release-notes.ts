import { plainText } from './plain-text.ts'
import { compareVersions, parseVersion, sortVersions } from './version.ts'

export interface ReleaseNote {
  readonly version: string
  /** Harmless plain text. */
  readonly text: string
}

/**
 * What maintainers ask to know when going from one version to another: the notes of every version passed over, newer than `from`
 * and not newer than `to`, oldest first (abra.md §5.6). With no `from`, or one that is no version, all up to `to`.
 * @param notes files of the recipe's `release/` folder by name
 */
export function releaseNotesBetween(
  notes: ReadonlyMap<string, string>,
  from: string | null,
  to: string,
): readonly ReleaseNote[] {
  const first = from === null ? null : parseVersion(from)
  const last = parseVersion(to)
  return sortVersions([...notes.keys()])
    .filter((version) => first === null || compareVersions(version, first) > 0)
    .filter((version) => last !== null && compareVersions(version, last) <= 0)
    .map((version) => ({ version: version.tag, text: plainText(notes.get(version.tag) ?? '').trim() }))
    .filter((note) => note.text !== '')
}
