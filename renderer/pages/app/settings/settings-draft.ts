import type { AppSettings, SettingsEdit } from '../../../../preload/contract/app-settings.ts'
import { answersOf, type FormAnswers } from '../../settings-form/settings-answers.ts'

/** What a member changed in an app's settings and has not applied yet. Only ever in memory: it may hold passwords. */
export interface SettingsDraft {
  /** What was typed in the form, by key. */
  readonly values: Readonly<Record<string, string>>
  /** The switches that are on; null while none was touched. */
  readonly switches: readonly string[] | null
  /** What the form is drawn from after the text was edited; null for the file itself. */
  readonly base: AppSettings | null
  /** The text under way; null while the form is shown. */
  readonly text: DraftText | null
  /** The file's text when the text was first edited. */
  readonly before: string | null
}

export interface DraftText {
  /** What the editor began with. */
  readonly from: string
  /** What is in the editor: its lines end with `\n`, whatever the file's do. */
  readonly now: string
}

export const emptyDraft: SettingsDraft = { values: {}, switches: null, base: null, text: null, before: null }

export function givenIn(draft: SettingsDraft, settings: AppSettings): FormAnswers {
  const { on } = draft.base ?? settings
  return { values: draft.values, switches: draft.switches ?? on }
}

/** The draft as an edit; `onTop` where a form's edit goes on top of an edited text. */
export function editIn(
  draft: SettingsDraft,
  settings: AppSettings,
): { readonly edit: SettingsEdit; readonly onTop: SettingsEdit | null } {
  if (draft.text !== null) return { edit: textEdit(textIn(draft.text), draft, settings), onTop: null }
  const shown = draft.base ?? settings
  const { values, switches } = answersOf(shown.form, givenIn(draft, settings))
  const isSame = Object.keys(values).length === 0 && sameSet(switches, shown.on)
  const form: SettingsEdit = isSame
    ? { kind: 'none' }
    : { kind: 'form', values: { ...values }, switches: [...switches] }
  if (draft.base === null) return { edit: form, onTop: null }
  return { edit: textEdit(draft.base.text, draft, settings), onTop: form.kind === 'none' ? null : form }
}

/** How many settings and switches of the form are other than in the file; null where the text was edited. */
export function changesIn(draft: SettingsDraft, settings: AppSettings): number | null {
  const { edit, onTop } = editIn(draft, settings)
  if (edit.kind === 'text' || onTop !== null) return null
  if (edit.kind === 'none') return 0
  const turned = settings.form.groups
    .flatMap((group) => group.switches)
    .filter(({ id }) => edit.switches.includes(id) !== settings.on.includes(id))
  return Object.keys(edit.values).length + turned.length
}

/** The edited text, with the line ends of the one that it began with. */
export function textIn({ from, now }: DraftText): string {
  if (!from.includes('\r')) return now
  const old = from.split('\n')
  const lines = now.split('\n')
  const isSame = (line: string | undefined, other: string | undefined) => line === other?.replace(/\r$/, '')
  let head = 0
  while (head < lines.length && head < old.length && isSame(lines[head], old[head])) head += 1
  let tail = 0
  const most = Math.min(lines.length, old.length) - head
  while (tail < most && isSame(lines[lines.length - 1 - tail], old[old.length - 1 - tail])) tail += 1
  const end = old[0]?.endsWith('\r') === true ? '\r' : ''
  const changed = lines.slice(head, lines.length - tail)
  const isLast = tail === 0
  // What was the last line has none yet.
  const grows = head === old.length && lines.length > head
  return [
    ...old.slice(0, head).map((line, index) => (grows && index === head - 1 ? `${line}${end}` : line)),
    ...changed.map((line, index) => (isLast && index === changed.length - 1 ? line : `${line}${end}`)),
    ...old.slice(old.length - tail),
  ].join('\n')
}

function textEdit(text: string, draft: SettingsDraft, settings: AppSettings): SettingsEdit {
  const before = draft.before ?? settings.text
  return text === settings.text ? { kind: 'none' } : { kind: 'text', before, text }
}

function sameSet(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one) => others.includes(one))
}
