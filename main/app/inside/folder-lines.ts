import type { FolderEntry } from '../../../preload/contract/inside.ts'

/** How many entries of a folder are read at most; fewer than would not fit on a command line. */
export const mostEntries = 5000

/**
 * Lists the folder `$1` with what nearly every container has. Names may hold line ends, so they come by themselves, each ended by
 * NUL: their number, the first of them, an empty one. Behind them come stat's lines, of the entries and then of what links lead
 * to; each ends with its name again, which tells whose line it is although an entry may be gone in between.
 */
export const folderScript = `LC_ALL=C; export LC_ALL
cd "$1" || exit 3
command -v stat >/dev/null || exit 4
total=0
for pattern in './*' './.[!.]*' './..?*'; do
  set -- $pattern
  if [ -e "$1" ] || [ -L "$1" ]; then total=$((total+$#)); fi
done
printf '%s\\0' $total
set -- ./* ./.[!.]* ./..?*
if [ $# -gt ${mostEntries} ]; then
  list=; n=0
  while [ $n -lt ${mostEntries} ]; do n=$((n+1)); list="$list \\"\\\${$n}\\""; done
  eval "set -- $list"
fi
printf '%s\\0' "$@"
printf '\\0'
stat -c '%f %s %Y %u %g %n' "$@" 2>/dev/null
printf '\\0'
stat -L -c '%f %n' "$@" 2>/dev/null
exit 0`

/** In bytes: 5,000 names of 255 bytes, thrice, with what stands before them. */
export const longestListing = 5 * 1024 * 1024

export interface Listing {
  readonly entries: readonly FolderEntry[]
  readonly total: number
}

/** Reads what the script wrote; null where it is not that. Folders come first, by name. */
export function readListing(output: Buffer): Listing | null {
  // One character for each byte: names need not be text.
  const text = output.toString('latin1')
  const begin = text.indexOf('\0')
  const namesEnd = text.indexOf('\0\0', begin)
  const linesEnd = text.indexOf('\0', namesEnd + 2)
  if (begin === -1 || namesEnd === -1 || linesEnd === -1) return null
  const count = Number(text.slice(0, begin))
  const names = text.slice(begin + 1, namesEnd).split('\0')
  if (!Number.isInteger(count) || names.length > mostEntries) return null
  const lines = openLines(text.slice(namesEnd + 2, linesEnd))
  const leads = openLines(text.slice(linesEnd + 1))
  const entries: FolderEntry[] = []
  for (const raw of names) {
    const line = lines.of(raw)
    const behind = leads.of(raw)
    // A pattern that nothing matched stands for itself, and there is no such file.
    if (line === null) continue
    const [mode = '', size = '', changed = '', user = '', group = ''] = line.split(' ')
    const bits = Number.parseInt(mode, 16)
    const kind = kindOf(bits)
    const bytes = Buffer.from(raw.slice(2), 'latin1')
    const name = bytes.toString('utf8')
    entries.push({
      name,
      isNamed: Buffer.from(name).equals(bytes),
      kind,
      leadsTo: kind === 'link' && behind !== null ? leadsTo(Number.parseInt(behind, 16)) : null,
      size: Number(size),
      changedAt: Number(changed) * 1000,
      mode: modeText(bits),
      owner: `${user}:${group}`,
    })
  }
  return { entries: entries.toSorted(inOrder), total: count > mostEntries ? count : entries.length }
}

/** Lines that end with a name: those of names that are asked in the same order. */
function openLines(text: string): { of(name: string): string | null } {
  let at = 0
  return {
    of(name) {
      const head = /^[0-9a-f]{1,8}(?: -?\d{1,20}){0,4} /.exec(text.slice(at, at + 120))?.[0]
      if (head === undefined || !text.startsWith(`${name}\n`, at + head.length)) return null
      at += head.length + name.length + 1
      return head.trimEnd()
    },
  }
}

function kindOf(bits: number): FolderEntry['kind'] {
  switch (bits & 0o170000) {
    case 0o100000:
      return 'file'
    case 0o040000:
      return 'folder'
    case 0o120000:
      return 'link'
    default:
      return 'other'
  }
}

function leadsTo(bits: number): FolderEntry['leadsTo'] {
  const kind = kindOf(bits)
  return kind === 'link' ? null : kind
}

function modeText(bits: number): string {
  return ['rwx', 'rwx', 'rwx']
    .map((signs, index) => {
      const three = (bits >> (6 - index * 3)) & 7
      return [...signs].map((sign, place) => ((three >> (2 - place)) & 1 ? sign : '-')).join('')
    })
    .join('')
}

function inOrder(one: FolderEntry, other: FolderEntry): number {
  const first = Number(isFolder(other)) - Number(isFolder(one))
  return first !== 0 ? first : one.name < other.name ? -1 : 1
}

function isFolder({ kind, leadsTo: to }: FolderEntry): boolean {
  return kind === 'folder' || to === 'folder'
}
