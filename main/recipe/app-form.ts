import type {
  SettingField,
  SettingGroup,
  SettingInput,
  SettingsForm,
  SettingSwitch,
} from '../../preload/contract/settings-form.ts'
import { composeFiles } from './compose-file-lines.ts'
import { type EnvFile, type EnvLine, parseEnvFile } from './env-file.ts'
import { plainText } from './plain-text.ts'
import { looksSecret, readHostNames } from './setting-field.ts'
import { labelFromKey } from './setting-label.ts'
import { isAsked } from './setting-share.ts'
import { isFlag, isSecretVersion } from './setting-switch.ts'
import { isMeant } from './settings-answers.ts'
import { settingsForm } from './settings-form.ts'
import { isTurnedOn, openTurning, type Turning } from './turn-settings.ts'

/** An app's form: the sample's layout with the values of the app's own file. */
export interface AppForm {
  readonly form: SettingsForm
  /** Ids of the switches that the file has on. */
  readonly on: readonly string[]
  /** Keys that the form asks for, that the sample sets and that the file does not have at all. */
  readonly added: readonly string[]
}

const mostUnknown = 500

/**
 * The form to change an app's settings. The web address comes first, and what the file sets and the sample has no word about
 * last, as the group `unknown`. A field's value is what the file sets; of a switch that is off, what turning it on would give.
 * @param text the app's settings file
 * @param sample written for this app (`newAppEnv`)
 * @throws Trouble `env-invalid` when either cannot be read
 */
export function appForm(text: string, sample: string, file = '.env'): AppForm {
  const own = parseEnvFile(text, file)
  const known = parseEnvFile(sample, '.env.sample')
  const base = settingsForm(sample)
  const turning = openTurning(text, sample)
  const switches = base.groups.flatMap((group) => group.switches)
  const on = new Set(switches.filter((one) => isOn(one, own, turning.linesOf(one))).map(({ id }) => id))
  const present = (field: SettingField) => withValue(field, own.variables.get(field.key))
  const groups = base.groups.map((group): SettingGroup => ({
    ...group,
    fields: group.fields.map(present),
    switches: group.switches.map((one) => ({
      ...one,
      fields: on.has(one.id) ? one.fields.map(present) : offered(one, turning),
    })),
  }))
  const domain = own.variables.get('DOMAIN')
  const address = domain === undefined ? [] : [groupOf('address', [addressField(domain)])]
  const strange = unknownFields(own, known)
  const unknown = strange.length === 0 ? [] : [groupOf('unknown', strange)]
  const ownKeys = new Set(own.lines.map(({ key }) => key))
  const plain = [...base.groups.flatMap((group) => group.fields), ...base.more].map(({ key }) => key)
  return {
    form: {
      groups: [...address, ...groups, ...unknown],
      more: base.more.map(present),
      secrets: base.secrets,
      handled: base.handled.filter((key) => key !== 'DOMAIN' || domain === undefined),
    },
    on: [...on],
    added: plain.filter((key) => known.variables.has(key) && !ownKeys.has(key)),
  }
}

/**
 * Something with parts of its own is on when they are in use with its passwords; the file may have fewer settings for it than
 * the sample, which gained some since. Without parts, it is on when all of its settings are set.
 */
function isOn(one: SettingSwitch, own: EnvFile, lines: readonly EnvLine[]): boolean {
  const files = new Set(composeFiles(own))
  const deciding = lines.filter((line) => one.overlays.length === 0 || isFlag(line) || isSecretVersion(line.key))
  return (
    one.overlays.every((overlay) => files.has(overlay)) &&
    deciding.every((line) => line.key === 'COMPOSE_FILE' || isTurnedOn(line, own.variables.get(line.key)))
  )
}

/** The fields of something that is off, as they would be once it is on. */
function offered(one: SettingSwitch, turning: Turning): readonly SettingField[] {
  const lines = new Map(turning.linesOf(one).map((line) => [line.key, line]))
  return one.fields.map((field) => {
    const line = lines.get(field.key)
    const value = line === undefined ? undefined : turning.valueOnceOn(line)
    if (line === undefined || value === undefined || value === line.value) return field
    return { ...withValue(field, value), required: field.required }
  })
}

/** Undefined where the file does not set it: then there is nothing to fill in, and what the sample says is an example. */
function withValue(field: SettingField, value: string | undefined): SettingField {
  if (value === undefined) {
    const example = field.input.kind === 'password' ? '' : plainText(field.example || field.value, 200)
    return { ...field, input: orNotSaid(field.input), value: '', example, required: false }
  }
  const names = field.input.kind === 'host-names' ? readHostNames(value) : value
  const fits = names.trim() === '' || isMeant(field, names)
  // An app that works with it empty must not be kept from changing something else.
  const required = field.required && value.trim() !== ''
  if (fits && (field.input.kind !== 'yes-no' || value !== '')) return { ...field, value: names, required }
  return { ...field, input: anyValue(field.input), value, required }
}

/** A line that is not there has a third state: not said. */
function orNotSaid(input: SettingInput): SettingInput {
  return input.kind === 'yes-no' ? { kind: 'choice', choices: [input.yes, input.no], open: false } : input
}

/** The file has a value of another kind, and may go on having such. */
function anyValue(input: SettingInput): SettingInput {
  if (input.kind === 'yes-no') return { kind: 'choice', choices: [input.yes, input.no], open: true }
  return input.kind === 'choice' ? { ...input, open: true } : { kind: 'text' }
}

function addressField(domain: string): SettingField {
  const input: SettingInput = isMeant({ input: { kind: 'host-name' } }, domain)
    ? { kind: 'host-name' }
    : { kind: 'text' }
  return { key: 'DOMAIN', label: 'Web address', help: '', input, value: domain, example: '', required: domain !== '' }
}

function unknownFields(own: EnvFile, known: EnvFile): readonly SettingField[] {
  const keys = new Set(known.lines.map(({ key }) => key))
  const lines = own.lines.filter((line) => !line.commentedOut && !keys.has(line.key) && isAsked(line))
  return [...new Map(lines.map((line) => [line.key, line])).values()]
    .slice(0, mostUnknown)
    .map(({ key, value, comment }) => ({
      key,
      label: labelFromKey(key),
      help: plainText(comment, 2000),
      input: { kind: looksSecret(key) ? 'password' : 'text' },
      value,
      example: '',
      required: false,
    }))
}

function groupOf(id: string, fields: readonly SettingField[]): SettingGroup {
  return { id, title: '', help: '', fields, switches: [] }
}
