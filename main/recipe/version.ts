/** A published version of a recipe, `<x.y.z of the recipe>+<upstream version>` (abra.md §2.4). */
export interface RecipeVersion {
  /** The tag, letter for letter. */
  readonly tag: string
  readonly major: number
  readonly minor: number
  readonly patch: number
  /** Such as `rc1` of `1.0.0-rc1+2.3`; empty for a finished version. */
  readonly preRelease: string
  /** The version of the app itself; empty where the tag names none. */
  readonly upstream: string
}

const shape = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-([0-9A-Za-z.-]{1,64}))?(?:\+([0-9A-Za-z][0-9A-Za-z._+-]{0,99}))?$/

/** Null for a tag that is no recipe version, such as `v2.4.8`; such tags are passed over, as abra does. */
export function parseVersion(tag: string): RecipeVersion | null {
  const match = shape.exec(tag)
  if (match === null) return null
  const [, major, minor, patch, preRelease = '', upstream = ''] = match
  return { tag, major: Number(major), minor: Number(minor), patch: Number(patch), preRelease, upstream }
}

/**
 * Negative when `one` is older. The recipe's own part decides, then the upstream part. A tag without upstream part is older than
 * any with one: recipes that tagged plain upstream versions did so before they followed the convention.
 */
export function compareVersions(one: RecipeVersion, other: RecipeVersion): number {
  return (
    Number(one.upstream !== '') - Number(other.upstream !== '') ||
    one.major - other.major ||
    one.minor - other.minor ||
    one.patch - other.patch ||
    comparePreReleases(one.preRelease, other.preRelease) ||
    compareNaturally(one.upstream, other.upstream) ||
    compareText(one.tag, other.tag)
  )
}

/** The tags that are versions, oldest first. */
export function sortVersions(tags: readonly string[]): readonly RecipeVersion[] {
  return tags
    .map(parseVersion)
    .filter((version) => version !== null)
    .sort(compareVersions)
}

/** Whether the maintainers say that something must be done by hand: the recipe's first number went up. */
export function isBreaking(from: RecipeVersion, to: RecipeVersion): boolean {
  return to.major > from.major
}

function comparePreReleases(one: string, other: string): number {
  if (one === '' || other === '') return Number(one === '') - Number(other === '')
  return compareNaturally(one, other)
}

/** Numbers as numbers, the rest as text: `1.9-alpine` before `1.10`; a longer tail is newer unless it names an unfinished version. */
function compareNaturally(one: string, other: string): number {
  const ours = one.match(/\d+|[A-Za-z]+/g) ?? []
  const theirs = other.match(/\d+|[A-Za-z]+/g) ?? []
  for (let index = 0; index < Math.max(ours.length, theirs.length); index++) {
    const left = ours[index]
    const right = theirs[index]
    if (left === undefined) return isUnfinished(right) ? 1 : -1
    if (right === undefined) return isUnfinished(left) ? -1 : 1
    const both = /^\d/.test(left) && /^\d/.test(right)
    const difference = both ? compareNumbers(left, right) : compareText(left, right)
    if (difference !== 0) return difference
  }
  return 0
}

function isUnfinished(word: string | undefined): boolean {
  return word !== undefined && /^(?:alpha|beta|rc|pre|preview|dev|snapshot|nightly)$/i.test(word)
}

/** Compares digits of any length without losing the last ones. */
function compareNumbers(one: string, other: string): number {
  const left = one.replace(/^0+/, '')
  const right = other.replace(/^0+/, '')
  return left.length - right.length || compareText(left, right)
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

/** `update`, or `go-back` where the version is older; what is no recipe version, such as a commit, counts as newer. */
export function versionDirection(from: string, to: string): 'update' | 'go-back' {
  const [before, after] = [parseVersion(from), parseVersion(to)]
  return before !== null && after !== null && compareVersions(after, before) < 0 ? 'go-back' : 'update'
}
