import type { ChangedAspect } from '../../preload/contract/message.ts'
import type { StackRequest } from '../compose/convert-types.ts'
import type { ServiceBody } from '../compose/engine-bodies.ts'
import type { Specification } from './action.ts'

/** A service as the server has it. */
export interface PresentService {
  /** Full name. */
  readonly name: string
  readonly specification: Specification
}

/** In the order in which they are told. */
const changedAspects: readonly ChangedAspect[] = [
  'settings',
  'passwords',
  'files',
  'data',
  'health-check',
  'command',
  'limits',
  'networks',
  'ports',
  'copies',
  'address',
  'labels',
  'rules',
  'other',
]

export type ServiceDifference =
  | { readonly kind: 'new'; readonly name: string }
  /** The server has it and the recipe no longer wants it. It stays, as with abra and `docker stack deploy`. */
  | { readonly kind: 'left-over'; readonly name: string }
  | {
      readonly kind: 'changed'
      readonly name: string
      readonly image: { readonly from: string; readonly to: string } | null
      readonly aspects: readonly ChangedAspect[]
      /** Its containers are replaced: the swarm does that whenever the task's own specification is another. */
      readonly restarts: boolean
      /** The old container goes before the new one comes. */
      readonly stopsFirst: boolean
    }

/**
 * How the services of an app on the server differ from those wanted, in the order of the recipe. What is the same is left out.
 * Digests of images are not compared: which one a version has is only known when it is fetched.
 * @param networks names of the server's networks by id, since services on it name their networks by id
 */
export function serviceDifferences(
  present: readonly PresentService[],
  wanted: readonly StackRequest<ServiceBody>[],
  networks: ReadonlyMap<string, string>,
): readonly ServiceDifference[] {
  const there = new Map(present.map((service) => [service.name, service]))
  const names = new Set(wanted.map(({ name }) => name))
  return [
    ...wanted.flatMap(({ name, body }): readonly ServiceDifference[] => {
      const before = there.get(name)
      if (before === undefined) return [{ kind: 'new', name }]
      return changedService(name, comparable(before.specification, networks), comparable(body, networks))
    }),
    ...present.filter(({ name }) => !names.has(name)).map(({ name }) => ({ kind: 'left-over', name }) as const),
  ]
}

/** Whether the server has a service exactly so, its image's digest and all of its labels included. */
export function isSame(present: PresentService, body: ServiceBody, networks: ReadonlyMap<string, string>): boolean {
  const [before, after] = [asTree(present.specification), asTree(body)]
  const [labels, wanted] = [before, after].map((spec) => JSON.stringify(tidy(spec['Labels'], 'Labels', networks)))
  return (
    textAt(before, imagePath) === textAt(after, imagePath) &&
    labels === wanted &&
    differingPaths(comparable(before, networks), comparable(after, networks)).length === 0
  )
}

function changedService(name: string, before: Tree, after: Tree): readonly ServiceDifference[] {
  const paths = differingPaths(before, after)
  if (paths.length === 0) return []
  const found = new Set(paths.map(aspectOf))
  const [from = '', to = ''] = [before, after].map((spec) => textAt(spec, imagePath))
  return [
    {
      kind: 'changed',
      name,
      image: from === to ? null : { from, to },
      aspects: changedAspects.filter((aspect) => found.has(aspect)),
      restarts: paths.some((path) => path.startsWith('TaskTemplate.')),
      stopsFirst: stopsFirst(after),
    },
  ]
}

/** The Engine's default: the old container goes before the new one comes. */
export function stopsFirst(specification: Specification): boolean {
  return at(specification, 'UpdateConfig.Order') !== 'start-first'
}

const imagePath = 'TaskTemplate.ContainerSpec.Image'

/** By the path's beginning; the first one that fits. */
const aspects: readonly (readonly [string, ChangedAspect | 'image'])[] = [
  [imagePath, 'image'],
  ['TaskTemplate.ContainerSpec.Env', 'settings'],
  ['TaskTemplate.ContainerSpec.Secrets', 'passwords'],
  ['TaskTemplate.ContainerSpec.Configs', 'files'],
  ['TaskTemplate.ContainerSpec.Mounts', 'data'],
  ['TaskTemplate.ContainerSpec.Healthcheck', 'health-check'],
  ['TaskTemplate.ContainerSpec.Command', 'command'],
  ['TaskTemplate.ContainerSpec.Args', 'command'],
  ['TaskTemplate.Resources', 'limits'],
  ['TaskTemplate.Networks', 'networks'],
  ['TaskTemplate.RestartPolicy', 'rules'],
  ['TaskTemplate.Placement', 'rules'],
  ['UpdateConfig', 'rules'],
  ['RollbackConfig', 'rules'],
  ['EndpointSpec', 'ports'],
  ['Mode', 'copies'],
  ['Labels.traefik', 'address'],
  ['Labels', 'labels'],
]

function aspectOf(path: string): ChangedAspect | 'image' {
  return aspects.find(([beginning]) => path === beginning || path.startsWith(`${beginning}.`))?.[1] ?? 'other'
}

type Tree = Readonly<Record<string, unknown>>

/** Keys whose parts are compared one by one; anything else differs as a whole. */
const opened = new Set(['', 'TaskTemplate', 'TaskTemplate.ContainerSpec', 'Labels'])

function differingPaths(before: Tree, after: Tree, path = ''): readonly string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => !isBookkeeping(path, key))
  return keys.flatMap((key) => {
    const full = path === '' ? key : `${path}.${key}`
    const [left, right] = [before[key], after[key]]
    if (opened.has(full)) return differingPaths(asTree(left), asTree(right), full)
    return JSON.stringify(left) === JSON.stringify(right) ? [] : [full]
  })
}

/** Labels by which tools keep their books say nothing to people, and the version is told elsewhere. */
function isBookkeeping(path: string, key: string): boolean {
  return path === 'Labels' && /^(?:com\.docker\.stack\.|coop-cloud\.)/.test(key)
}

/**
 * The specification in a form in which only real differences differ: null, absent and empty are the same to the Engine, which
 * also adds values of its own; names stand for ids; an image has no digest.
 */
function comparable(specification: unknown, networks: ReadonlyMap<string, string>): Tree {
  return asTree(tidy(specification, '', networks))
}

/** What the Engine or the sender fills in. */
const filledIn = new Set(['ForceUpdate', 'Runtime', 'Isolation', 'Platforms', 'SecretID', 'ConfigID'])

function tidy(value: unknown, key: string, networks: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) {
    const list = value.map((one) => tidy(one, '', networks)).filter((one) => one !== undefined)
    return list.length === 0 ? undefined : list
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([name]) => !filledIn.has(name))
      .map(([name, part]) => [name, tidy(part, name, networks)] as const)
      .filter(([, part]) => part !== undefined)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
    // Which mode it is, is told by an empty object.
    const says = key === 'Global' || key === 'Replicated' || key === 'GlobalJob' || key === 'ReplicatedJob'
    return entries.length === 0 && !says ? undefined : Object.fromEntries(entries)
  }
  if (value === null || value === '' || value === false) return undefined
  if ((key === 'MaxFailureRatio' || key === 'MaxAttempts') && value === 0) return undefined
  if (key === 'Order' && value === 'stop-first') return undefined
  if (key === 'Replicas' && value === 1) return undefined
  if (key === 'Image' && typeof value === 'string') return value.replace(/@.*$/, '')
  if (key === 'Target' && typeof value === 'string') return networks.get(value) ?? value
  return value
}

function asTree(value: unknown): Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

function textAt(tree: Tree, path: string): string {
  const value = at(tree, path)
  return typeof value === 'string' ? value : ''
}

function at(tree: Tree, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => asTree(value)[key], tree)
}
