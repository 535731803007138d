import type { MadePasswords } from '../../../preload/contract/install.ts'
import type { FormAnswers } from '../settings-form/settings-answers.ts'

export type WizardStep = 'server' | 'address' | 'settings' | 'passwords'

/** Everything that was chosen and typed in the wizard for one recipe, so far. */
export interface InstallDraft {
  /** Null until the member went somewhere by themselves: the first step that has a question is shown. */
  readonly step: WizardStep | null
  readonly server: string | null
  /** As typed; null while the suggestion stands. */
  readonly domain: string | null
  readonly values: Readonly<Record<string, string>>
  readonly switches: readonly string[]
  readonly keepInKeychain: boolean
  // ── what follows is never stored, as it is secret ──
  readonly secretValues: Readonly<Record<string, string>>
  readonly passwords: DraftPasswords | null
  readonly inserted: Readonly<Record<string, string>>
  /** What the page says above the step, because something happened that was not asked for. */
  readonly said: 'madeAnewSettings' | 'madeAnewLoad' | 'madeAnewCore' | null
}

export interface DraftPasswords {
  /** The answers they were made for, as text to compare. */
  readonly answers: string
  readonly made: MadePasswords
}

export const emptyDraft: InstallDraft = {
  step: null,
  server: null,
  domain: null,
  values: {},
  switches: [],
  keepInKeychain: true,
  secretValues: {},
  passwords: null,
  inserted: {},
  said: null,
}

/** What the member answered in the form. */
export function givenIn(draft: InstallDraft): FormAnswers {
  return { values: { ...draft.values, ...draft.secretValues }, switches: draft.switches }
}

/** What survives a reload, as text. */
export function storeDraft(draft: InstallDraft): string {
  const { step, server, domain, values, switches, keepInKeychain, passwords } = draft
  return JSON.stringify({ step, server, domain, values, switches, keepInKeychain, hadPasswords: passwords !== null })
}

/** The draft as it was stored; passwords that were shown then do not count any more. Anything unreadable is an empty draft. */
export function readDraft(stored: string | null): InstallDraft {
  const found = parse(stored)
  if (found === null) return emptyDraft
  const { step, hadPasswords } = found
  return {
    ...emptyDraft,
    step: step === 'passwords' ? 'settings' : isStep(step) ? step : null,
    server: textOrNull(found['server']),
    domain: textOrNull(found['domain']),
    values: texts(found['values']),
    switches: Array.isArray(found['switches']) ? found['switches'].filter((id) => typeof id === 'string') : [],
    keepInKeychain: found['keepInKeychain'] !== false,
    said: hadPasswords === true ? 'madeAnewLoad' : null,
  }
}

function parse(stored: string | null): Record<string, unknown> | null {
  if (stored === null) return null
  try {
    const value: unknown = JSON.parse(stored)
    return typeof value === 'object' && value !== null ? { ...value } : null
  } catch {
    return null
  }
}

function isStep(value: unknown): value is WizardStep {
  return value === 'server' || value === 'address' || value === 'settings' || value === 'passwords'
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function texts(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
