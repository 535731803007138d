import type { EnvFile } from './env-file.ts'
import type { ReadmeFacts } from './readme.ts'
import { parseVersion } from './version.ts'

/** What the rules look at. The compose part is the recipe's base file as loaded, before variables are filled in. */
export interface LintSubject {
  readonly composeVersion: string | null
  readonly services: readonly LintService[]
  /** Secrets by their short names, configs by the names written in their `name:`. */
  readonly secrets: readonly string[]
  readonly configNames: readonly string[]
  readonly envSample: EnvFile | null
  /** Of abra.sh; empty without one. */
  readonly exports: ReadonlyMap<string, string>
  readonly readme: ReadmeFacts | null
  readonly tags: readonly { readonly name: string; readonly annotated: boolean }[]
  /** Null where nothing is known, for instance offline. */
  readonly inCatalogue: boolean | null
  readonly repositoryReachable: boolean | null
}

export interface LintService {
  readonly name: string
  readonly image: string | null
  readonly hasHealthCheck: boolean
  readonly labels: Readonly<Record<string, string>>
}

export type LintRule =
  | 'R001'
  | 'R002'
  | 'R003'
  | 'R004'
  | 'R005'
  | 'R006'
  | 'R007'
  | 'R008'
  | 'R009'
  | 'R010'
  | 'R011'
  | 'R012'
  | 'R013'
  | 'R014'
  | 'R015'

export interface LintFinding {
  readonly rule: LintRule
  /** abra refuses to deploy a recipe that breaks a rule of level `error`. */
  readonly level: 'warning' | 'error'
  readonly outcome: 'satisfied' | 'broken' | 'skipped'
  /** What breaks it: services, tags, secrets, variables or entries. */
  readonly names: readonly string[]
}

const longestSecretName = 12
const metadataEntries = ['category', 'status', 'image', 'healthcheck', 'backups', 'email', 'tests', 'sso']

/** abra's rules R001–R015 (abra.md §9), one finding each, in their order. */
export function lintRecipe(subject: LintSubject): readonly LintFinding[] {
  const { services } = subject
  const images = services.flatMap(({ name, image }) => (image === null ? [] : [{ name, tag: tagOf(image) }]))
  const where = <Item extends { readonly name: string }>(items: readonly Item[], breaks: (item: Item) => boolean) =>
    items.filter(breaks).map((item) => item.name)

  return [
    finding('R001', 'warning', subject.composeVersion === '3.8' ? [] : [subject.composeVersion ?? '']),
    finding(
      'R002',
      'warning',
      where(services, (service) => !service.hasHealthCheck),
    ),
    finding(
      'R003',
      'warning',
      where(images, ({ tag }) => tag === ''),
    ),
    finding(
      'R004',
      'warning',
      where(images, ({ tag }) => /^(?:latest|edge|nightly|main|master|dev)$/.test(tag)),
    ),
    finding(
      'R005',
      'warning',
      where(images, ({ tag }) => tag !== '' && !isVariable(tag) && !/^v?\d+(?:\.\d+)*/.test(tag)),
    ),
    finding('R006', 'warning', known(subject.inCatalogue)),
    finding('R007', 'warning', missing(metadataEntries, subject.readme?.filledIn ?? new Set())),
    finding('R008', 'error', subject.envSample === null ? ['.env.sample'] : []),
    finding('R009', 'error', services.some(({ name }) => name === 'app') ? [] : ['app']),
    finding('R010', 'error', routed(subject)),
    finding(
      'R011',
      'error',
      where(services, ({ image }) => image === null || image === ''),
    ),
    finding('R012', 'error', missing(configVersions(subject.configNames), new Set(subject.exports.keys()))),
    finding('R013', 'warning', known(subject.repositoryReachable)),
    finding(
      'R014',
      'error',
      where(subject.tags, ({ name, annotated }) => !annotated && parseVersion(name) !== null),
    ),
    finding(
      'R015',
      'warning',
      subject.secrets.filter((name) => name.length > longestSecretName),
    ),
  ]
}

/** @param broken names of what breaks the rule, null when it does not apply or nothing is known */
function finding(rule: LintRule, level: LintFinding['level'], broken: readonly string[] | null): LintFinding {
  if (broken === null) return { rule, level, outcome: 'skipped', names: [] }
  return { rule, level, outcome: broken.length === 0 ? 'satisfied' : 'broken', names: broken }
}

function known(answer: boolean | null): readonly string[] | null {
  return answer === null ? null : answer ? [] : ['']
}

function missing(wanted: readonly string[], present: ReadonlySet<string>): readonly string[] {
  return wanted.filter((name) => !present.has(name))
}

/** An app without web address needs no route. */
function routed(subject: LintSubject): readonly string[] | null {
  if (subject.envSample?.variables.has('DOMAIN') !== true) return null
  const enabled = subject.services.some(({ labels }) => labels['traefik.enable'] === 'true')
  return enabled ? [] : ['traefik.enable']
}

function configVersions(names: readonly string[]): readonly string[] {
  const variables = names.flatMap((name) =>
    [...name.matchAll(/\$\{?([A-Z0-9_]{1,256}_VERSION)/g)].map((match) => match[1]),
  )
  return [...new Set(variables.filter((name) => name !== undefined))]
}

function isVariable(tag: string): boolean {
  return tag.includes('$')
}

/** What stands behind the last colon of the last path part; empty without one or with a digest only. */
function tagOf(image: string): string {
  const last = image.slice(image.lastIndexOf('/') + 1).split('@')[0] ?? ''
  const colon = last.indexOf(':')
  return colon < 0 ? '' : last.slice(colon + 1)
}
