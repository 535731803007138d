import type { EnvLine } from './env-file.ts'
import type { SampleItem } from './sample-lines.ts'
import { titleFromComment, titleFromOverlay, labelFromKey } from './setting-label.ts'

/** Neighbouring lines of a paragraph. With `overlays` or `lines` it is something to turn on, without both it is plain. */
export interface Segment {
  /** The comments above its first line; of something to turn on, they introduce it as a whole. */
  readonly lead: readonly string[]
  /** In order; of something to turn on, without the comments that introduce it. */
  readonly items: readonly SampleItem[]
  readonly overlays: readonly string[]
  /** The assignments that are commented out, to be turned on together; empty where nothing is. */
  readonly lines: readonly EnvLine[]
}

/** Compose files that a COMPOSE_FILE line adds to those that are in use anyway. */
export function overlaysOf(line: EnvLine, inUse: ReadonlySet<string>): readonly string[] {
  if (line.key !== 'COMPOSE_FILE') return []
  const files = line.written.replace(/^["']|["']$/g, '').split(':')
  return files.filter((file) => file !== '' && !file.includes('$') && file !== 'compose.yml' && !inUse.has(file))
}

/** `SMTP_ENABLED=1` and the like: a flag that only says that its neighbours are meant. */
export function isFlag(line: EnvLine): boolean {
  return /(?:^ENABLED?_|_ENABLED?$)/.test(line.key) && /^(?:1|true|yes|on)$/i.test(line.value)
}

export function isSecretVersion(key: string): boolean {
  return /^SECRET_[A-Z0-9_]+_VERSION$/.test(key)
}

/**
 * Cuts a paragraph where something new to turn on begins: at the comments above a commented-out COMPOSE_FILE line, or at the line
 * itself. A paragraph without such a line is one segment; it is turned on as a whole if it has a commented-out secret or flag.
 */
export function segmentsOf(items: readonly SampleItem[], inUse: ReadonlySet<string>): readonly Segment[] {
  const triggers = items.flatMap((item, index) => (isTrigger(item, inUse) ? [index] : []))
  const cuts = triggers.slice(1).map((trigger, index) => cutBetween(items, triggers[index] ?? 0, trigger))
  const bounds = [0, ...cuts, items.length]
  return bounds.slice(0, -1).map((from, index) => segment(items.slice(from, bounds[index + 1]), inUse))
}

export function titleOfSwitch(part: Segment): { readonly title: string; readonly help: string } {
  const [first = '', ...rest] = part.lead
  const help = part.lead.join('\n')
  if (first !== '' && first.length <= 60 && !/:\/\//.test(first))
    return { title: titleFromComment(first), help: rest.join('\n') }
  const topic = /^([^:]{3,40}):\s/.exec(first)?.[1]
  if (topic !== undefined) return { title: titleFromComment(topic), help }
  const overlay = part.overlays[0]
  const name = part.lines[0]?.key.replace(/^SECRET_|_VERSION$|^ENABLED?_|_ENABLED?$/g, '') ?? ''
  return { title: overlay === undefined ? labelFromKey(name) : titleFromOverlay(overlay), help }
}

function isTrigger(item: SampleItem, inUse: ReadonlySet<string>): boolean {
  return item.kind === 'assignment' && item.line.commentedOut && overlaysOf(item.line, inUse).length > 0
}

function cutBetween(items: readonly SampleItem[], from: number, to: number): number {
  for (let at = to - 1; at > from; at--) {
    if (items[at]?.kind === 'comment') {
      while (at - 1 > from && items[at - 1]?.kind === 'comment') at--
      return at
    }
  }
  return to
}

function segment(items: readonly SampleItem[], inUse: ReadonlySet<string>): Segment {
  const lines = items.flatMap((item) => (item.kind === 'assignment' && item.line.commentedOut ? [item.line] : []))
  const overlays = [...new Set(lines.flatMap((line) => overlaysOf(line, inUse)))]
  const flagged = lines.length > 1 && lines.some(isFlag)
  const together = overlays.length > 0 || flagged || lines.some((line) => isSecretVersion(line.key))
  const first = items.findIndex((item) => item.kind === 'assignment' && (!together || item.line === lines[0]))
  let from = first
  while (items[from - 1]?.kind === 'comment') from--
  const lead = items.slice(from, first).flatMap((item) => (item.kind === 'comment' ? [item.text] : []))
  return {
    lead,
    items: [...items.slice(0, together ? from : 0), ...items.slice(together ? first : 0)],
    overlays,
    lines: together ? lines : [],
  }
}
