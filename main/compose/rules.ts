/**
 * The language of `format.ts`: what a value may be, as JSON schema draft 4 has it in Docker's schemas, in as many words
 * as those schemas need. Alternatives always differ by type, so the type chooses the alternative and its faults are
 * the ones to name.
 */
export type Rule = ScalarRule | ListRule | MapRule | ChoiceRule

export type ScalarType = 'string' | 'number' | 'integer' | 'boolean' | 'null'

export interface ScalarRule {
  readonly kind: 'scalar'
  readonly types: readonly ScalarType[]
  readonly duration?: true
  readonly choices?: readonly string[]
  readonly minimum?: number
  readonly since?: number
}

export interface ListRule {
  readonly kind: 'list'
  readonly items: Rule
  /** No item twice; true, or up to this minor version of the format. */
  readonly unique?: true | { readonly until: number }
  readonly since?: number
}

export interface MapRule {
  readonly kind: 'map'
  readonly options: Readonly<Record<string, Rule>>
  /** Names that the members of a section may have, and their rule. */
  readonly named?: { readonly pattern: RegExp; readonly rule: Rule }
  /** What happens with a key that neither `options` nor `named` has. */
  readonly others: 'refuse' | 'allow' | { readonly allowSince: number }
  /** `x-` keys are allowed from this minor version on. */
  readonly extensions?: { readonly since: number }
  readonly required?: readonly string[]
  readonly orNull?: boolean
  readonly since?: number
}

export interface ChoiceRule {
  readonly kind: 'choice'
  readonly of: readonly Rule[]
  readonly since?: number
}

/** Names of sections: services, networks, volumes, secrets, configs. */
export const memberName = /^[a-zA-Z0-9._-]+$/
const anyName = /.+/

export const text: ScalarRule = { kind: 'scalar', types: ['string'] }
export const flag: ScalarRule = { kind: 'scalar', types: ['boolean'] }
export const integer: ScalarRule = { kind: 'scalar', types: ['integer'] }
export const number: ScalarRule = { kind: 'scalar', types: ['number'] }
export const duration: ScalarRule = { kind: 'scalar', types: ['string'], duration: true }

export function oneOfTypes(...types: readonly ScalarType[]): ScalarRule {
  return { kind: 'scalar', types }
}

export function list(items: Rule): ListRule {
  return { kind: 'list', items }
}

export function uniqueList(items: Rule): ListRule {
  return { kind: 'list', items, unique: true }
}

export function choice(...of: readonly Rule[]): ChoiceRule {
  return { kind: 'choice', of }
}

/** A map of exactly these options. */
export function map(options: Readonly<Record<string, Rule>>): MapRule {
  return { kind: 'map', options, others: 'refuse' }
}

/** A map in which other keys are allowed and ignored. */
export function openMap(options: Readonly<Record<string, Rule>>): MapRule {
  return { kind: 'map', options, others: 'allow' }
}

/** A map of scalars under any name; an empty name is free of the rule. */
export function openMapOf(rule: Rule): MapRule {
  return { kind: 'map', options: {}, named: { pattern: anyName, rule }, others: 'allow' }
}

/** The rule, from this minor version of the format on. */
export function since<R extends Rule>(minor: number, rule: R): R {
  return { ...rule, since: minor }
}

export const textList = uniqueList(text)
export const textOrList = choice(text, textList)
export const command = choice(text, list(text))
/** `{KEY: value}` or `[KEY=value]`. */
export const mapOrList = choice(
  {
    kind: 'map',
    options: {},
    named: { pattern: anyName, rule: oneOfTypes('string', 'number', 'null') },
    others: 'refuse',
  },
  textList,
)
export const driverOptions = openMapOf(oneOfTypes('string', 'number'))
