import { Trouble } from '../../preload/contract/failure.ts'
import type {
  SecretSetting,
  SettingAnswers,
  SettingField,
  SettingGroup,
  SettingSwitch,
  SettingsForm,
} from '../../preload/contract/settings-form.ts'
import { withBaseFile } from './compose-file-lines.ts'
import { setVariables, uncommentLines } from './env-edit.ts'
import { parseEnvFile } from './env-file.ts'
import { plainLine, plainText } from './plain-text.ts'
import { readSample } from './sample-lines.ts'
import { writeHostNames } from './setting-field.ts'
import { titleFromComment } from './setting-label.ts'
import { isAsked, joined, shareReader } from './setting-share.ts'
import { segmentsOf } from './setting-switch.ts'
import { askedFields } from './settings-answers.ts'

const moreKeys = new Set(['LETS_ENCRYPT_ENV', 'TIMEOUT', 'ENABLE_AUTO_UPDATE', 'POST_DEPLOY_CMDS', 'POST_UPGRADE_CMDS'])
const maximumText = 2000

/** A group while it is filled. */
interface OpenGroup {
  readonly id: string
  readonly title: string
  readonly help: string[]
  readonly fields: SettingField[]
  readonly switches: SettingSwitch[]
}

/**
 * The form for a recipe's `.env.sample`, or for the settings file that was made from it (`newAppEnv`), which shows the chosen web
 * address in its values; line numbers are the same. Groups are the sample's own: its headings, and paragraphs below one short
 * comment. At most 500 fields; a key that the form leaves out keeps what the sample says.
 * @throws Trouble `env-invalid` when the sample cannot be read
 */
export function settingsForm(sample: string, file = '.env.sample'): SettingsForm {
  const { env, blocks } = readSample(sample, file)
  const groups: OpenGroup[] = []
  const openGroup = (title: string): OpenGroup => {
    const group = { id: `group-${groups.length + 1}`, title: plainLine(title, 200), help: [], fields: [], switches: [] }
    groups.push(group)
    return group
  }
  const more: SettingField[] = []
  const secrets = new Map<string, SecretSetting>()
  const share = shareReader(env)
  const inUse = new Set((env.variables.get('COMPOSE_FILE') ?? '').split(':'))
  let section = openGroup('')
  for (const block of blocks) {
    if (block.kind === 'heading') section = openGroup(titleFromComment(block.title))
    if (block.kind === 'prose') section.help.push(block.text)
    if (block.kind !== 'paragraph') continue
    for (const part of segmentsOf(block.items, inUse)) {
      const { own, fields, secrets: needed, switch: turned } = share(part)
      const group = own === null ? section : openGroup(own.title)
      if (own !== null) group.help.push(own.help)
      for (const field of fields) (moreKeys.has(field.key) ? more : group.fields).push(field)
      for (const secret of needed) {
        if (secret.switch === null || !secrets.has(secret.variable)) secrets.set(secret.variable, secret)
      }
      if (turned !== null) group.switches.push(turned)
    }
  }
  return {
    groups: groups.filter(({ fields, switches }) => fields.length + switches.length > 0).map(closeGroup),
    more,
    secrets: [...secrets.values()],
    handled: [...new Set(env.lines.filter((line) => !isAsked(line)).map((line) => plainLine(line.key, 200)))],
  }
}

/**
 * The settings file with a member's answers: lines of the chosen switches become active, changed values are written, and every
 * other byte stays. An empty answer to a line that is commented out leaves it so.
 * @param text the sample, or what `newAppEnv` made of it
 * @throws Trouble `input-invalid` for keys and switches that the form does not have, `setting-invalid` for what cannot be written
 */
export function applyForm(text: string, answers: SettingAnswers): string {
  const form = settingsForm(text)
  const switches = form.groups.flatMap((group) => group.switches).filter(({ id }) => answers.switches.includes(id))
  refuseUnknown(form, answers)
  let result = uncommentLines(
    text,
    switches.flatMap((one) => one.lines),
  )
  if (switches.some(({ overlays }) => overlays.length > 0)) result = withBaseFile(result)
  const { variables } = parseEnvFile(result)
  const values = askedFields(form, answers).flatMap(({ key, input }): readonly (readonly [string, string])[] => {
    const answer = Object.hasOwn(answers.values, key) ? answers.values[key] : undefined
    if (answer === undefined || (answer === '' && !variables.has(key))) return []
    return [[key, input.kind === 'host-names' ? writeHostNames(answer) : answer]]
  })
  return setVariables(result, new Map(values))
}

function refuseUnknown(form: SettingsForm, answers: SettingAnswers): void {
  const switches = form.groups.flatMap((group) => group.switches)
  const ids = new Set(switches.map(({ id }) => id))
  const keys = new Set(askedFields(form, { values: {}, switches: [...ids] }).map(({ key }) => key))
  const unknown =
    answers.switches.find((id) => !ids.has(id)) ?? Object.keys(answers.values).find((key) => !keys.has(key))
  if (unknown === undefined) return
  throw new Trouble({ code: 'input-invalid', facts: { detail: `the form has no "${unknown.slice(0, 200)}"` } })
}

function closeGroup(group: OpenGroup): SettingGroup {
  return { ...group, help: plainText(joined('\n\n', ...group.help), maximumText) }
}
