import { ComposeError } from './compose-error.ts'
import { parseDuration } from './duration.ts'
import { composeFile, newestMinor } from './format.ts'
import type { ChoiceRule, ListRule, MapRule, Rule, ScalarRule, ScalarType } from './rules.ts'
import { type ListValue, type MapValue, type ScalarValue, type Value, option, scalarText } from './value.ts'

const newest = `3.${newestMinor}`

/** The version of the format that a file asks for; the newest where it names none, or just `3`. */
export function versionOf(file: MapValue): string {
  const value = option(file, 'version')
  const version = value === undefined ? '' : value.kind === 'null' ? '<nil>' : (scalarText(value) ?? '')
  return version === '' || version === '3' ? newest : version
}

/** Refuses what Docker's schema of that version refuses. Throws ComposeError at the first fault. */
export function checkFormat(file: MapValue, version: string): void {
  const [, digits] = /^3\.(\d{1,2})$/.exec(version) ?? []
  const minor = digits === undefined || digits !== String(Number(digits)) ? Number.NaN : Number(digits)
  if (!(minor <= newestMinor)) {
    throw new ComposeError({ code: 'version-unsupported', version }, option(file, 'version')?.place ?? file.place)
  }
  refuseUnwritable(file, '')
  checkMap(file, composeFile, '', minor)
}

/** Infinity, NaN, a time zone a day away: Docker cannot write them as JSON to check them, wherever they are. */
function refuseUnwritable(value: Value, path: string): void {
  if (value.kind === 'date' && !value.isWritable) {
    throw new ComposeError({ code: 'value-invalid', path, value: value.text, wanted: 'text' }, value.place)
  }
  if (value.kind === 'float' && !Number.isFinite(value.number)) {
    throw new ComposeError({ code: 'value-invalid', path, value: String(value.number), wanted: 'number' }, value.place)
  }
  if (value.kind === 'list') value.items.forEach((item, index) => refuseUnwritable(item, `${path}[${index}]`))
  if (value.kind === 'map') for (const [key, entry] of value.entries) refuseUnwritable(entry.value, join(path, key))
}

function check(value: Value, rule: Rule, path: string, minor: number): void {
  switch (rule.kind) {
    case 'choice':
      return checkChoice(value, rule, path, minor)
    case 'map':
      if (value.kind === 'null' && rule.orNull === true) return
      return value.kind === 'map' ? checkMap(value, rule, path, minor) : wrongType(value, rule, path, minor)
    case 'list':
      return value.kind === 'list' ? checkList(value, rule, path, minor) : wrongType(value, rule, path, minor)
    case 'scalar':
      if (value.kind === 'map' || value.kind === 'list' || !fits(value, rule.types)) {
        return wrongType(value, rule, path, minor)
      }
      return checkScalar(value, rule, path)
  }
}

function checkChoice(value: Value, rule: ChoiceRule, path: string, minor: number): void {
  const open = rule.of.filter((one) => isIn(one, minor))
  const chosen = open.find((one) => {
    if (value.kind === 'map' || value.kind === 'list') return one.kind === value.kind
    return one.kind === 'scalar' ? fits(value, one.types) : value.kind === 'null' && one.kind === 'map' && one.orNull
  })
  if (chosen === undefined) wrongType(value, rule, path, minor)
  else check(value, chosen, path, minor)
}

function checkMap(value: MapValue, rule: MapRule, path: string, minor: number): void {
  for (const [key, entry] of value.entries) {
    const known = Object.hasOwn(rule.options, key) ? rule.options[key] : undefined
    const here = join(path, key)
    if (known !== undefined && isIn(known, minor)) check(entry.value, known, here, minor)
    else if (rule.named?.pattern.test(key) === true) check(entry.value, rule.named.rule, here, minor)
    else if (!allowsOther(key, rule, minor)) {
      const since = known?.since === undefined ? undefined : `3.${known.since}`
      throw new ComposeError({ code: 'option-unknown', path, option: key, since }, entry.place)
    }
  }
  for (const name of rule.required ?? []) {
    if (!value.entries.has(name)) throw new ComposeError({ code: 'option-missing', path, option: name }, value.place)
  }
}

function allowsOther(key: string, rule: MapRule, minor: number): boolean {
  if (key.startsWith('x-') && rule.extensions !== undefined && minor >= rule.extensions.since) return true
  if (typeof rule.others === 'object') return minor >= rule.others.allowSince
  return rule.others === 'allow'
}

function checkList(value: ListValue, rule: ListRule, path: string, minor: number): void {
  value.items.forEach((item, index) => check(item, rule.items, `${path}[${index}]`, minor))
  if (rule.unique === undefined || (rule.unique !== true && minor > rule.unique.until)) return
  const seen = new Set<string>()
  value.items.forEach((item, index) => {
    const key = canonical(item)
    if (seen.has(key)) throw new ComposeError({ code: 'duplicate-item', path: `${path}[${index}]` }, item.place)
    seen.add(key)
  })
}

function checkScalar(value: ScalarValue, rule: ScalarRule, path: string): void {
  const shown = scalarText(value) ?? ''
  if (rule.duration === true && parseDuration(shown) === undefined) {
    throw new ComposeError({ code: 'value-invalid', path, value: shown, wanted: 'duration' }, value.place)
  }
  if (rule.choices !== undefined && !rule.choices.includes(shown)) {
    throw new ComposeError({ code: 'wrong-choice', path, wanted: rule.choices }, value.place)
  }
  if (rule.minimum !== undefined && Number(shown) < rule.minimum) {
    throw new ComposeError({ code: 'value-invalid', path, value: shown, wanted: 'number-in-range' }, value.place)
  }
}

function fits(value: ScalarValue, types: readonly ScalarType[]): boolean {
  switch (value.kind) {
    case 'text':
    case 'date':
      return types.includes('string')
    case 'integer':
      return types.includes('integer') || types.includes('number')
    case 'float':
      return types.includes('number') || (types.includes('integer') && Number.isInteger(value.number))
    case 'boolean':
      return types.includes('boolean')
    case 'null':
      return types.includes('null')
  }
}

function wrongType(value: Value, rule: Rule, path: string, minor: number): never {
  const wanted = [...new Set(typesOf(rule, minor))]
  throw new ComposeError({ code: 'wrong-type', path, wanted, got: typeNames[value.kind] }, value.place)
}

function typesOf(rule: Rule, minor: number): readonly string[] {
  switch (rule.kind) {
    case 'choice':
      return rule.of.filter((one) => isIn(one, minor)).flatMap((one) => typesOf(one, minor))
    case 'map':
      return ['mapping']
    case 'list':
      return ['list']
    case 'scalar':
      return rule.types
  }
}

const typeNames: Readonly<Record<Value['kind'], string>> = {
  map: 'mapping',
  list: 'list',
  text: 'string',
  integer: 'integer',
  float: 'number',
  boolean: 'boolean',
  date: 'date',
  null: 'null',
}

function isIn(rule: Rule, minor: number): boolean {
  return rule.since === undefined || minor >= rule.since
}

/** Equal for values that JSON schema takes for the same. */
function canonical(value: Value): string {
  switch (value.kind) {
    case 'list':
      return `[${value.items.map(canonical).join()}]`
    case 'map': {
      const entries = [...value.entries].map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry.value)}`)
      return `{${entries.sort().join()}}`
    }
    case 'text':
    case 'date':
      return JSON.stringify(value.text)
    default:
      return String(scalarText(value))
  }
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}
