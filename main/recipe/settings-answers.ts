import type { Failure } from '../../preload/contract/failure.ts'
import type { SettingAnswers, SettingField, SettingsForm } from '../../preload/contract/settings-form.ts'

const hostName = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i

/** What is missing or cannot be meant, one failure per field, in the form's order. Fields of switches that are off do not count. */
export function checkAnswers(form: SettingsForm, answers: SettingAnswers): readonly Failure[] {
  return askedFields(form, answers).flatMap((field): readonly Failure[] => {
    const answer = Object.hasOwn(answers.values, field.key) ? answers.values[field.key] : undefined
    const value = (answer ?? field.value).trim()
    if (value === '') return field.required ? [{ code: 'setting-required', facts: { key: field.key } }] : []
    if (answer === undefined || isMeant(field, value)) return []
    return [{ code: 'setting-invalid', facts: { key: field.key, detail: field.input.kind } }]
  })
}

/** The fields that are shown once these switches are on, in the form's order. */
export function askedFields(form: SettingsForm, answers: SettingAnswers): readonly SettingField[] {
  const on = new Set(answers.switches)
  const inGroups = form.groups.flatMap((group) => [
    ...group.fields,
    ...group.switches.filter(({ id }) => on.has(id)).flatMap((one) => one.fields),
  ])
  return [...inGroups, ...form.more]
}

/** Whether a value that is not empty fits the field's kind. */
export function isMeant({ input }: Pick<SettingField, 'input'>, value: string): boolean {
  switch (input.kind) {
    case 'text':
    case 'password':
      return true
    case 'number':
      return /^-?\d+(?:\.\d+)?$/.test(value)
    case 'email':
      return /^[^\s@]+@[^\s@]+$/.test(value)
    case 'web-address':
      return /^https?:\/\//i.test(value) && URL.canParse(value)
    case 'host-name':
      return hostName.test(value)
    case 'host-names':
      return value.split(/[\s,]+/).every((name) => name === '' || hostName.test(name))
    case 'yes-no':
      return value === input.yes || value === input.no
    case 'choice':
      return input.open || input.choices.includes(value)
  }
}
