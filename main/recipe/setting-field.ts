import type { SettingField, SettingInput } from '../../preload/contract/settings-form.ts'
import type { EnvLine } from './env-file.ts'
import { plainText } from './plain-text.ts'
import { choicesIn } from './setting-choices.ts'
import { labelFromKey } from './setting-label.ts'

export type LineState = 'active' | 'commented' | 'switched'

const maximumHelp = 2000
const yesAndNo: readonly (readonly [string, string])[] = [
  ['true', 'false'],
  ['True', 'False'],
  ['TRUE', 'FALSE'],
  ['yes', 'no'],
  ['on', 'off'],
  ['1', '0'],
]

/**
 * The field for one assignment of a sample.
 * @param help the comments that belong to it
 * @param state `commented` lines are written only with a value; those of a switch are active once it is on
 * @param recipe `<recipe>.example.com` becomes the app's web address and is no placeholder
 */
export function fieldOf(line: EnvLine, help: string, state: LineState, recipe: string): SettingField {
  const used = state !== 'commented'
  const behind = line.modifiers.size === 0 ? line.comment : ''
  const words = plainText([help, behind].filter((part) => part !== '').join('\n'), maximumHelp)
  const placeholder = isPlaceholder(line.value, recipe)
  const hosts = line.key === 'EXTRA_DOMAINS'
  const optional =
    hosts || /\boptional(?:ly)?\b|\bleave (?:it |this )?(?:empty|blank)\b|\bif (?:needed|you want)\b/i.test(words)
  const input = inputOf(line, words, used)
  const example = plainText(hosts ? readHostNames(line.value) : line.value, 200)
  return {
    key: line.key,
    label: hosts ? 'Further web addresses' : labelFromKey(line.key),
    help: words,
    input,
    value: used && !placeholder ? (hosts ? readHostNames(line.value) : line.value) : '',
    example: used && !placeholder ? '' : example,
    // What a switch leaves empty is often meant to stay so, unless it is a password; a placeholder never is.
    required:
      placeholder &&
      !optional &&
      (state === 'active' || (state === 'switched' && (line.value !== '' || input.kind === 'password'))),
  }
}

/** `, `a`, `b``: how a Host rule takes further names (abra.md §2.2), from names separated by commas or spaces, and back. */
export function writeHostNames(names: string): string {
  return names
    .split(/[\s,]+/)
    .filter((name) => name !== '')
    .map((name) => `, \`${name.replaceAll('`', '')}\``)
    .join('')
}

export function readHostNames(written: string): string {
  return written
    .split(/[\s,`]+/)
    .filter((name) => name !== '')
    .join(', ')
}

function inputOf(line: EnvLine, help: string, used: boolean): SettingInput {
  const { key, value } = line
  const choices = choicesIn(help, value)
  const pair = yesAndNo.find((words) => words.includes(value) && (value.length > 1 || asksYesOrNo(key)))
  if (key === 'EXTRA_DOMAINS') return { kind: 'host-names' }
  if (key === 'LETS_ENCRYPT_ENV') return { kind: 'choice', choices: ['production', 'staging'], open: true }
  if (pair !== undefined && (choices === null || choices.choices.every((choice) => pair.includes(choice)))) {
    const [yes, no] = pair
    // A line that is commented out has a third state: not said.
    return used ? { kind: 'yes-no', yes, no } : { kind: 'choice', choices: [yes, no], open: false }
  }
  if (choices !== null) return { kind: 'choice', ...choices }
  if (/^https?:\/\/./i.test(value) || (value === '' && /_(?:URL|URI)$/.test(key))) return { kind: 'web-address' }
  if (looksSecret(key)) return { kind: 'password' }
  if (/^[^\s@:/]+@[^\s@:/]+$/.test(value) || (value === '' && /(?:^|_)E?MAIL(?:_ADDRESS|_FROM)?$/.test(key))) {
    return { kind: 'email' }
  }
  if (/^-?\d{1,15}(?:\.\d{1,6})?$/.test(value) || (value === '' && /_(?:PORT|TIMEOUT|LIMIT|SECONDS)$/.test(key))) {
    return { kind: 'number' }
  }
  return { kind: 'text' }
}

function asksYesOrNo(key: string): boolean {
  return /(?:^|_)(?:ENABLED?|DISABLED?|ALLOW(?:ED)?|USE|WITH|IS|HAS|REQUIRED?|SHOW|SKIP|FORCE|DEBUG|SSL|TLS|STARTTLS|ONLY)(?:_|$)/.test(
    key,
  )
}

/** Whether a setting is a password or the like, by its name. */
export function looksSecret(key: string): boolean {
  if (/_(?:URL|URI|FILE|PATH|LENGTH|EXPIRY|EXPIRATION|TTL|LIFETIME|NAME|USER|TYPE|ID)$/.test(key)) return false
  if (/PUBLIC|MAX_|MIN_/.test(key)) return false
  return /(?:^|_)(?:PASSWORD|PASSWD|PASS|PWD|PW|SECRET|TOKEN|KEY|COOKIE|SALT|CREDENTIALS?)$|(?:PASSWORD|SECRET)_/.test(
    key,
  )
}

/** Values that stand for "write your own": nothing at all, the domains reserved for examples, and the usual fillers. */
function isPlaceholder(value: string, recipe: string): boolean {
  const text = value.replaceAll(`${recipe}.example.com`, '').trim()
  if (text === '') return value.trim() === ''
  if (
    /(?:^|[.@/])example\.(?:com|org|net|coop)\b|(?:^|\/\/|@)example\.|(?:^|\.)example$|\byourdomain\b|\byour-domain\b/i.test(
      text,
    )
  )
    return true
  return /^(?:x{3,}|xyz|abc|todo|fixme|foo|bar|foobar|change[-_ ]?(?:me|this)[^ ]*|<[^<>]{1,100}>|\.{3}|your[-_ ].{1,100}|replace[-_ ]?me)$/i.test(
    text,
  )
}
