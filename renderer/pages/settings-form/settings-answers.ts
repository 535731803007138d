import type { SettingAnswers, SettingField, SettingsForm } from '../../../preload/contract/settings-form.ts'

/** What is wrong with a value: the rest of the key of a sentence below `settingsForm.wrong`. */
export type WrongSetting =
  'required' | 'number' | 'email' | 'web-address' | 'host-name' | 'host-names' | 'yes-no' | 'choice'

/** What was typed, by key, and the switches that are on. */
export interface FormAnswers {
  readonly values: Readonly<Record<string, string>>
  readonly switches: readonly string[]
}

/** The fields that are shown once these switches are on, in the form's order. */
export function askedFields(form: SettingsForm, switches: readonly string[]): readonly SettingField[] {
  const inGroups = form.groups.flatMap((group) => [
    ...group.fields,
    ...group.switches.filter((one) => switches.includes(one.id)).flatMap((one) => one.fields),
  ])
  return [...inGroups, ...form.more]
}

/** Only what the member changed, and only of fields that are shown. */
export function answersOf(form: SettingsForm, given: FormAnswers): SettingAnswers {
  const known = new Set(form.groups.flatMap((group) => group.switches.map((one) => one.id)))
  const switches = given.switches.filter((id) => known.has(id)).toSorted()
  const values = Object.fromEntries(
    askedFields(form, switches).flatMap((field) => {
      const value = valueOf(field, given.values)
      return value === field.value ? [] : [[field.key, value]]
    }),
  )
  return { values, switches }
}

export function valueOf(field: SettingField, values: Readonly<Record<string, string>>): string {
  return Object.hasOwn(values, field.key) ? (values[field.key] ?? '') : field.value
}

/** Null where it can be meant. The core checks again when the answers arrive. */
export function wrongValue(field: SettingField, value: string): WrongSetting | null {
  const text = value.trim()
  if (text === '') return field.required ? 'required' : null
  if (value === field.value) return null
  const { input } = field
  switch (input.kind) {
    case 'text':
    case 'password':
      return null
    case 'number':
      return /^-?\d+(?:\.\d+)?$/.test(text) ? null : input.kind
    case 'email':
      return /^[^\s@]+@[^\s@]+$/.test(text) ? null : input.kind
    case 'web-address':
      return /^https?:\/\//i.test(text) && URL.canParse(text) ? null : input.kind
    case 'host-name':
      return hostName.test(text) ? null : input.kind
    case 'host-names':
      return text.split(/[\s,]+/).every((name) => name === '' || hostName.test(name)) ? null : input.kind
    case 'yes-no':
      return text === input.yes || text === input.no ? null : input.kind
    case 'choice':
      return input.open || input.choices.includes(text) ? null : input.kind
  }
}

const hostName = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i

export function wrongFields(form: SettingsForm, given: FormAnswers): readonly SettingField[] {
  return askedFields(form, given.switches).filter((field) => wrongValue(field, valueOf(field, given.values)) !== null)
}
