import type { SettingsEdit } from '../../preload/contract/app-settings.ts'
import { Trouble } from '../../preload/contract/failure.ts'
import { appForm } from './app-form.ts'
import { appTypeOf } from './app-type.ts'
import { setVariables } from './env-edit.ts'
import { parseEnvFile } from './env-file.ts'
import { writeHostNames } from './setting-field.ts'
import { askedFields, checkAnswers } from './settings-answers.ts'
import { turnOff, turnOn } from './turn-settings.ts'

/**
 * An app's settings file as a member's edit makes it; every byte that the edit is not about stays.
 * @param app the settings file's name without `.env`
 * @param sample written for this app (`newAppEnv`)
 * @throws Trouble `plan-outdated` when the text is not the one that the member began with, `env-invalid` with the line when it
 *   cannot be read, `setting-invalid` and `setting-required` with the key, `input-invalid` for what the form does not have
 */
export function editedSettings(app: string, text: string, sample: string, edit: SettingsEdit): string {
  switch (edit.kind) {
    case 'none':
      return text
    case 'text':
      if (edit.before !== text) throw new Trouble({ code: 'plan-outdated', facts: { app } })
      refuseOtherRecipe(app, text, edit.text)
      return edit.text
    case 'form':
      return withAnswers(app, text, sample, edit)
  }
}

/** What an app is cannot be changed by its settings. */
function refuseOtherRecipe(app: string, before: string, after: string): void {
  const env = parseEnvFile(after, `${app}.env`)
  const { recipe } = appTypeOf(parseEnvFile(before), `${app}.env`)
  if (appTypeOf(env, `${app}.env`).recipe === recipe) return
  const key = env.variables.has('RECIPE') ? 'RECIPE' : 'TYPE'
  throw new Trouble({ code: 'setting-invalid', facts: { key, detail: `the app is made from ${recipe}` } })
}

function withAnswers(
  app: string,
  text: string,
  sample: string,
  edit: Extract<SettingsEdit, { readonly kind: 'form' }>,
): string {
  const { form, on } = appForm(text, sample, `${app}.env`)
  const switches = form.groups.flatMap((group) => group.switches)
  const wanted = new Set(edit.switches)
  const stayOn = switches.filter(({ id }) => wanted.has(id))
  refuseUnknown(
    edit,
    switches.map(({ id }) => id),
    askedFields(form, { values: {}, switches: switches.map(({ id }) => id) }).map(({ key }) => key),
  )
  const [wrong] = checkAnswers(form, edit)
  if (wrong !== undefined) throw new Trouble(wrong)
  let result = text
  for (const one of switches) {
    if (on.includes(one.id) && !wanted.has(one.id)) result = turnOff(result, sample, one, stayOn)
  }
  for (const one of stayOn) if (!on.includes(one.id)) result = turnOn(result, sample, one)
  const { variables } = parseEnvFile(result)
  const values = askedFields(form, edit).flatMap(({ key, input }): readonly (readonly [string, string])[] => {
    const answer = Object.hasOwn(edit.values, key) ? edit.values[key] : undefined
    if (answer === undefined || (answer === '' && !variables.has(key))) return []
    return [[key, input.kind === 'host-names' ? writeHostNames(answer) : answer]]
  })
  return setVariables(result, new Map(values))
}

function refuseUnknown(
  edit: Extract<SettingsEdit, { readonly kind: 'form' }>,
  ids: readonly string[],
  keys: readonly string[],
): void {
  const known = { ids: new Set(ids), keys: new Set(keys) }
  const unknown =
    edit.switches.find((id) => !known.ids.has(id)) ?? Object.keys(edit.values).find((key) => !known.keys.has(key))
  if (unknown === undefined) return
  throw new Trouble({ code: 'input-invalid', facts: { detail: `the form has no "${unknown.slice(0, 200)}"` } })
}
