import { hostileFiles } from './hostile-files.ts'
import { hostileValues } from './hostile-values.ts'
import type { Random } from './random.ts'
import { type FileOrLink, type Files, fromLatin, latinOf } from './recipe.ts'

/** Recipes have up to some dozens of overlays; a few in each are enough to mix. */
const overlaysKept = 2
/** A little more than is read of any file. */
const largestFile = 300 * 1024

type Mutable = Map<string, FileOrLink>

/** One of the recipes with some overlays left out and one to six mutations. */
export function mutatedRecipe(starting: readonly Files[], random: Random): Files {
  const files: Mutable = new Map(random.oneOf(starting))
  thinOut(files, random)
  do {
    const mutate = random.chance(0.012) ? hostileFile : random.oneOf(mutations)
    mutate(files, random, starting)
  } while (random.chance(0.5))
  return files
}

function thinOut(files: Mutable, random: Random): void {
  const overlays = [...files.keys()].filter((path) => /\.ya?ml$/.test(path) && path !== 'compose.yml')
  while (overlays.length > overlaysKept) {
    const [path = ''] = overlays.splice(random.below(overlays.length), 1)
    files.delete(path)
  }
}

/** `starting` is where parts of other recipes come from. */
type Mutation = (files: Mutable, random: Random, starting: readonly Files[]) => void

const mutations: readonly Mutation[] = [
  inText(flipBytes),
  inText(flipBytes),
  inText((text, random) => {
    const at = random.below(text.length + 1)
    return text.slice(0, at) + random.oneOf(hostileValues) + text.slice(at)
  }),
  inText((text, random) => text.slice(0, random.below(text.length + 1))),
  inText((text, random) => {
    const from = random.below(text.length + 1)
    return text.slice(0, from) + text.slice(from + random.below(200))
  }),
  inLines((lines, at) => lines.splice(at, 1)),
  inLines((lines, at) => lines.splice(at, 0, lines[at] ?? '')),
  inLines((lines, at, random) => {
    const moved = lines.splice(at, 1 + random.below(3))
    lines.splice(random.below(lines.length + 1), 0, ...moved)
  }),
  inLines((lines, at, random) => {
    lines[at] = random.chance(0.5) ? `  ${lines[at]}` : (lines[at] ?? '').replace(/^ {1,2}/, '')
  }),
  inLines((lines, at, random) => {
    lines[at] = (lines[at] ?? '').replace(
      /[:=].*$/s,
      (value) => value.slice(0, 1) + spaceOf(value) + random.oneOf(hostileValues),
    )
  }),
  inLines((lines, at, random) => {
    lines[at] = (lines[at] ?? '').replace(/[^\s:=#-][^:=]*/, () => random.oneOf(hostileValues))
  }),
  inLines((lines, at, random, other) => {
    const theirs = random.oneOf(other)
    lines[at] = keyOf(lines[at] ?? '') + theirs.slice(keyOf(theirs).length)
  }),
  inLines((lines, at, random, other) => {
    const [ours, theirs] = [lines[at] ?? '', random.oneOf(other)]
    lines[at] = keyOf(theirs) + ours.slice(keyOf(ours).length)
  }),
  inLines((lines, at, random, other) => {
    const from = random.below(other.length)
    lines.splice(at, 0, ...other.slice(from, from + 1 + random.below(12)))
  }),
  inLines((lines, at, random) => lines.splice(at, 0, fileLine(lines[at] ?? '', random.oneOf(hostileValues), random))),
  (files, random) => {
    const path = random.oneOf([...files.keys()])
    const file = files.get(path)
    if (file === undefined || files.size < 2) return
    if (random.chance(0.5)) files.delete(path)
    const name = random.chance(0.5) ? random.oneOf(hostileValues) : random.oneOf([...files.keys(), 'release/next'])
    if (isGitPath(name)) files.set(name, file)
  },
  (files, random) => {
    const target = random.oneOf([
      '/etc/passwd',
      '../canary',
      '..',
      '.',
      'compose.yml',
      '/dev/zero',
      '/proc/self/environ',
    ])
    files.set(random.oneOf([...files.keys(), 'link', 'release']), { kind: 'symlink', target })
  },
]

/** Replaces a file by one that was made to cost much, mostly small ones. */
function hostileFile(files: Mutable, random: Random): void {
  const [path, makes] = random.oneOf([...hostileFiles])
  const size = 2 ** (6 + (random.below(1000) / 1000) * 12.1)
  files.set(path, fromLatin(random.oneOf(makes)(size).slice(0, largestFile)))
}

/** What git can hold: no part is empty, `.`, `..` or `.git`. */
function isGitPath(path: string): boolean {
  return (
    !path.includes('\0') && path.length < 4096 && path.split('/').every((part) => !/^(?:|\.{1,2}|\.git)$/i.test(part))
  )
}

function inText(change: (text: string, random: Random) => string): Mutation {
  return (files, random) => {
    const path = someFile(files, random)
    if (path !== undefined) files.set(path, fromLatin(change(latinOf(files.get(path)), random).slice(0, largestFile)))
  }
}

function inLines(change: (lines: string[], at: number, random: Random, other: readonly string[]) => unknown): Mutation {
  return (files, random, starting) => {
    const path = someFile(files, random)
    if (path === undefined) return
    const lines = latinOf(files.get(path)).split('\n')
    const donor = random.chance(0.5) ? files : random.oneOf(starting)
    const other = latinOf(donor.get(someFile(donor, random) ?? '')).split('\n')
    change(lines, random.below(lines.length), random, other)
    files.set(path, fromLatin(lines.join('\n').slice(0, largestFile)))
  }
}

/** Mostly one that is read line by line or option by option. */
function someFile(files: Files, random: Random): string | undefined {
  const paths = [...files].flatMap(([path, file]) => (file.kind === 'file' ? [path] : []))
  const read = paths.filter((path) => /\.ya?ml$|^\.env\.sample$|^abra\.sh$|^README|^release\//.test(path))
  if (paths.length === 0) return undefined
  return read.length > 0 && random.chance(0.95) ? random.oneOf(read) : random.oneOf(paths)
}

function flipBytes(text: string, random: Random): string {
  const bytes = [...text]
  for (let flips = 1 + random.below(4); flips > 0 && bytes.length > 0; flips -= 1) {
    const at = random.below(bytes.length)
    const byte = (bytes[at] ?? '').charCodeAt(0)
    bytes[at] = String.fromCharCode(random.chance(0.5) ? byte ^ (1 << random.below(8)) : random.below(256))
  }
  return bytes.join('')
}

/** `    KEY: ` of a line. */
function keyOf(line: string): string {
  return /^[\s#-]*[^:=]{0,200}[:=]\s?/.exec(line)?.[0] ?? ''
}

function spaceOf(value: string): string {
  return value.startsWith(':') ? ' ' : ''
}

/** A line that names a file, as deep as another line. */
function fileLine(beside: string, path: string, random: Random): string {
  return `${/^\s*/.exec(beside)?.[0] ?? ''}${random.oneOf(['file', 'env_file', 'source', '- file', 'name'])}: ${path}`
}
