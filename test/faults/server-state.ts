/** What is on a server, in a form that two runs can be compared in. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { EngineClient } from './engine-client.ts'
import { birthFile } from './recipe.ts'

/** Specifications by name, with names where the Engine says ids. */
export interface ServerState {
  readonly swarm: boolean
  readonly services: Things
  readonly networks: Things
  readonly secrets: Things
  readonly configs: Things
  readonly volumes: Things
  /** The specifications that the swarm would go back to. */
  readonly previous: Things
}

type Things = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** What would be another after something was lost and made anew: ids of secrets, births of volumes; by name. */
export type Identities = Readonly<Record<string, string>>

const json = z.record(z.string(), z.unknown())
const spec = z.looseObject({ Name: z.string() })
const swarmThings = z.array(z.looseObject({ ID: z.string(), Spec: spec, PreviousSpec: spec.nullish() }))
const networkThings = z.array(
  z.looseObject({ Id: z.string(), Name: z.string(), Driver: z.string(), Labels: json.nullish(), Scope: z.string() }),
)
const volumeThings = z.object({
  Volumes: z.array(z.looseObject({ Name: z.string(), Driver: z.string(), Labels: json.nullish() })).nullable(),
})
const info = z.object({ Swarm: z.object({ LocalNodeState: z.string() }) })

export async function readServer(engine: EngineClient): Promise<ServerState & { readonly identities: Identities }> {
  const swarm = info.parse(await engine('GET', '/info')).Swarm.LocalNodeState === 'active'
  const list = async (what: string) => (swarm ? swarmThings.parse(await engine('GET', `/${what}`)) : [])
  const [services, secrets, configs, networks, volumes] = await Promise.all([
    list('services'),
    list('secrets'),
    list('configs'),
    engine('GET', '/networks').then((answer) => networkThings.parse(answer)),
    engine('GET', '/volumes').then((answer) => volumeThings.parse(answer).Volumes ?? []),
  ])
  const names = new Map([
    ...[...secrets, ...configs].map(({ ID, Spec }) => [ID, Spec.Name] as const),
    ...networks.map(({ Id, Name }) => [Id, Name] as const),
  ])
  const named = (things: z.output<typeof swarmThings>) =>
    sorted(things.map(({ Spec }) => [Spec.Name, json.parse(withNames(Spec, names))] as const))
  return {
    swarm,
    services: named(services),
    previous: named(services.flatMap(({ ID, PreviousSpec }) => (PreviousSpec ? [{ ID, Spec: PreviousSpec }] : []))),
    secrets: named(secrets),
    configs: named(configs),
    networks: sorted(
      networks
        .filter(({ Name }) => !['bridge', 'host', 'none', 'ingress', 'docker_gwbridge'].includes(Name))
        .map(({ Name, Driver, Labels }) => [Name, { Driver, Labels: Labels ?? {} }] as const),
    ),
    volumes: sorted(volumes.map(({ Name, Driver, Labels }) => [Name, { Driver, Labels: Labels ?? {} }] as const)),
    identities: Object.fromEntries(secrets.map(({ ID, Spec }) => [Spec.Name, ID])),
  }
}

/** Births of volumes, read where dockerd keeps them: `folder` is its root. Null for one that was never used. */
export async function readBirths(state: ServerState, folder: string): Promise<Identities> {
  const births = await Promise.all(
    Object.keys(state.volumes).map(async (name) => {
      const file = path.join(folder, 'volumes', name, '_data', birthFile)
      return [name, await readFile(file, 'utf8').catch(() => '')] as const
    }),
  )
  return Object.fromEntries(births)
}

function withNames(spec: object, names: ReadonlyMap<string, string>): unknown {
  return JSON.parse(JSON.stringify(spec), (_key, value: unknown) =>
    typeof value === 'string' ? (names.get(value) ?? value) : value,
  )
}

function sorted<Value>(entries: readonly (readonly [string, Value])[]): Readonly<Record<string, Value>> {
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
