import type { SecretSetting, SettingField, SettingSwitch } from '../../preload/contract/settings-form.ts'
import type { EnvFile, EnvLine } from './env-file.ts'
import { plainLine, plainText } from './plain-text.ts'
import { fieldOf } from './setting-field.ts'
import { labelFromKey, titleFromComment } from './setting-label.ts'
import { isFlag, isSecretVersion, titleOfSwitch, type Segment } from './setting-switch.ts'

/** Asked for elsewhere, or worked out (abra.md §3.5). */
const handledKeys = new Set(['TYPE', 'RECIPE', 'DOMAIN', 'COMPOSE_FILE', 'STACK_NAME'])
const maximumFields = 500
const maximumText = 2000

/** What one segment of the sample gives to the form. */
export interface Share {
  /** A group of its own; null when it belongs to the section that it stands in. */
  readonly own: { readonly title: string; readonly help: string } | null
  readonly fields: readonly SettingField[]
  readonly secrets: readonly SecretSetting[]
  readonly switch: SettingSwitch | null
}

/** Reads one segment after the other; at most 500 fields in all. */
export function shareReader(env: EnvFile): (part: Segment) => Share {
  const recipe = (env.variables.get('RECIPE') ?? env.variables.get('TYPE') ?? '').split(':')[0] ?? ''
  const deciding = decidingLines(env)
  const ids = new Set<string>()
  let count = 0
  return (part) => {
    const id = part.lines.length === 0 ? null : uniqueId(part, ids)
    const members = new Set(part.lines)
    const asked = helpByLine(part).filter(
      ({ line }) => isAsked(line) && (members.has(line) || deciding.get(line.key) === line),
    )
    const plain = asked.filter(({ line }) => !members.has(line))
    const switched = asked.filter(({ line }) => members.has(line) && !isFlag(line))
    const own = ownGroup(
      part,
      plain.map(({ line }) => line),
    )
    const fieldsOf = (lines: readonly LineWithHelp[], inSwitch: boolean) =>
      lines
        .filter(() => ++count <= maximumFields)
        .map(({ line, help }, index) => {
          const state = inSwitch ? 'switched' : line.commentedOut ? 'commented' : 'active'
          return fieldOf(line, own !== null && index === 0 ? '' : help, state, recipe)
        })
    const secrets = helpByLine(part).filter(({ line }) => isSecretVersion(line.key))
    return {
      own,
      fields: fieldsOf(plain, false),
      // A comment above several passwords names them all and explains none.
      secrets: secrets.map(({ line, help }) =>
        secretOf(
          line,
          id === null && secrets.length > 1 && hasOnlyLead(part) ? '' : help,
          members.has(line) ? id : null,
        ),
      ),
      switch: id === null ? null : switchOf(id, part, fieldsOf(switched, true)),
    }
  }
}

function switchOf(id: string, part: Segment, fields: readonly SettingField[]): SettingSwitch {
  const { title, help } = titleOfSwitch(part)
  return {
    id,
    title: plainLine(title, 200),
    help: plainText(help, maximumText),
    lines: part.lines.map((line) => line.number),
    fields,
    overlays: part.overlays.map((file) => plainLine(file, 200)),
    secrets: part.lines.map((line) => line.key).filter(isSecretVersion),
  }
}

/** The line of each key that a member's value goes to: the last active one, else the first that is commented out. */
function decidingLines(env: EnvFile): ReadonlyMap<string, EnvLine> {
  const deciding = new Map<string, EnvLine>()
  for (const line of env.lines) if (!line.commentedOut || !deciding.has(line.key)) deciding.set(line.key, line)
  return deciding
}

/** Whether a member is asked for the key here, in the form. */
export function isAsked(line: EnvLine): boolean {
  const configVersion = line.key.endsWith('_VERSION') && /^v\d+$/.test(line.value)
  return (
    /^[A-Za-z_][A-Za-z0-9_]{0,199}$/.test(line.key) &&
    !handledKeys.has(line.key) &&
    !isSecretVersion(line.key) &&
    !configVersion
  )
}

interface LineWithHelp {
  readonly line: EnvLine
  readonly help: string
}

/** Each assignment with the comments right above it and a `^` comment right below. */
function helpByLine(part: Segment): readonly LineWithHelp[] {
  const result: { line: EnvLine; help: string }[] = []
  let pending: string[] = []
  for (const item of part.items) {
    const last = result.at(-1)
    if (item.kind === 'assignment') {
      result.push({ line: item.line, help: pending.join('\n') })
      pending = []
    } else if (item.text.startsWith('^') && last !== undefined) {
      last.help = joined('\n', last.help, item.text.replace(/^\^+\s*/, ''))
    } else pending.push(item.text)
  }
  return result
}

/** The only comments are those at its top. */
function hasOnlyLead(part: Segment): boolean {
  const comments = part.items.filter((item) => item.kind === 'comment' && !item.text.startsWith('^')).length
  return part.lead.length > 0 && comments === part.lead.length
}

/** A paragraph with comments at its top only is about one thing: a group of its own, named by a short comment. */
function ownGroup(part: Segment, fields: readonly EnvLine[]): { readonly title: string; readonly help: string } | null {
  const [first = ''] = part.lead
  if (part.lines.length > 0 || !hasOnlyLead(part) || fields.length < 2) return null
  const isShort = part.lead.length === 1 && first.length <= 60 && !/[.!?]$/.test(first)
  if (isShort) return { title: titleFromComment(first), help: '' }
  return fields.length < 3 ? null : { title: '', help: part.lead.join('\n') }
}

function secretOf(line: EnvLine, help: string, switchId: string | null): SecretSetting {
  const behind = line.modifiers.size === 0 ? line.comment : ''
  return {
    variable: line.key,
    label: labelFromKey(line.key.replace(/^SECRET_|_VERSION$/g, '')),
    help: plainText(joined('\n', help, behind), maximumText),
    switch: switchId,
    generated: line.modifiers.get('generate')?.toLowerCase() !== 'false',
  }
}

function uniqueId(part: Segment, taken: Set<string>): string {
  const name = plainLine(part.overlays.join('+') || (part.lines[0]?.key ?? ''), 150)
  const id = taken.has(name) ? `${name} ${part.lines[0]?.number ?? 0}` : name
  taken.add(id)
  return id
}

export function joined(separator: string, ...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(separator)
}
