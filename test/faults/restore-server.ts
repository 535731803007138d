import { z } from 'zod'
import { until } from '../practice-server/until.ts'
import type { EngineClient } from './engine-client.ts'
import { sharedImage } from './recipe.ts'
import { readServer, type ServerState } from './server-state.ts'

/** The value of every password that is put back. */
export const restoredPassword = 'put-back-by-the-test'

/** Makes a server hold exactly this again, with all of it running, and nothing else: no containers, no images. */
export async function restoreServer(engine: EngineClient, state: ServerState, address: string): Promise<void> {
  if (await isAsItWas(engine, state)) return await removeImages(engine, state)
  await clear(engine, state)
  if (!state.swarm) {
    await engine('POST', '/swarm/leave?force=true')
    return
  }
  if (!(await readServer(engine)).swarm) {
    await engine('POST', '/swarm/init', { ListenAddr: '0.0.0.0:2377', AdvertiseAddr: address })
  }
  const present = await readServer(engine)
  const ids = new Map<string, string>()
  const make = async (path: string, name: string, body: object) => {
    const made = z
      .union([z.object({ ID: z.string() }), z.object({ Id: z.string() })])
      .parse(await engine('POST', path, body))
    ids.set(name, 'ID' in made ? made.ID : made.Id)
  }
  for (const [Name, spec] of Object.entries(state.networks)) {
    if (Name in present.networks) continue
    await make('/networks/create', Name, { Name, ...spec, CheckDuplicate: true })
  }
  for (const [Name, { Labels }] of Object.entries(state.secrets)) {
    const Data = Buffer.from(restoredPassword).toString('base64')
    await make('/secrets/create', Name, { Name, Labels, Data })
  }
  for (const [Name, spec] of Object.entries(state.configs)) await make('/configs/create', Name, { ...spec, Name })
  for (const [Name, spec] of Object.entries(state.volumes)) await engine('POST', '/volumes/create', { Name, ...spec })
  for (const spec of Object.values(state.services)) await engine('POST', '/services/create', withIds(spec, ids))
  await until('the apps that were put back run', 60, async () => ((await isAsItWas(engine, state)) ? true : undefined))
}

/** The job before may have left it as the next one wants it. */
async function isAsItWas(engine: EngineClient, wanted: ServerState): Promise<boolean> {
  const { identities: _, previous: __, ...present } = await readServer(engine)
  const { swarm, services, networks, secrets, configs, volumes } = wanted
  if (JSON.stringify(present) !== JSON.stringify({ swarm, services, secrets, configs, networks, volumes })) return false
  const containers = containerList.parse(await engine('GET', '/containers/json?all=true'))
  const replicas = Object.values(services).map((spec) => withReplicas.parse(spec).Mode.Replicated.Replicas)
  const expected = replicas.reduce((sum, one) => sum + one, 0)
  return containers.length === expected && containers.every(({ State }) => State === 'running')
}

const containerList = z.array(z.object({ State: z.string() }))
const withReplicas = z.object({ Mode: z.object({ Replicated: z.object({ Replicas: z.number() }) }) })

const strings = z.array(z.string()).nullable()
const named = z.array(z.looseObject({ ID: z.string() }))
const images = z.array(z.object({ Id: z.string(), RepoTags: strings, RepoDigests: strings }))

async function clear(engine: EngineClient, wanted: ServerState): Promise<void> {
  const present = await readServer(engine)
  const list = async (what: string) => (present.swarm ? named.parse(await engine('GET', `/${what}`)) : [])
  const removeAll = async (what: string) => {
    await Promise.all((await list(what)).map(({ ID }) => engine('DELETE', `/${what}/${ID}`)))
  }
  await removeAll('services')
  await until('the containers are gone', 30, async () => {
    const containers = z.array(z.unknown()).parse(await engine('GET', '/containers/json?all=true'))
    return containers.length === 0 ? true : undefined
  })
  await removeAll('secrets')
  await removeAll('configs')
  for (const name of Object.keys(present.volumes)) await engine('DELETE', `/volumes/${name}?force=true`)
  await until('the networks are gone', 30, async () => {
    const left = Object.keys((await readServer(engine)).networks).filter(
      (name) => !(name === 'proxy' && name in wanted.networks),
    )
    await Promise.all(left.map((name) => engine('DELETE', `/networks/${name}`).catch(() => undefined)))
    return left.length === 0 ? true : undefined
  })
  await removeImages(engine, wanted)
}

async function removeImages(engine: EngineClient, wanted: ServerState): Promise<void> {
  const used = JSON.stringify(wanted.services)
  for (const { Id, RepoTags, RepoDigests } of images.parse(await engine('GET', '/images/json'))) {
    const digests = RepoDigests?.map((name) => name.slice(name.indexOf('@'))) ?? []
    if (RepoTags?.includes(sharedImage) === true || digests.some((digest) => used.includes(digest))) continue
    await engine('DELETE', `/images/${Id}?force=true`)
  }
}

function withIds(spec: object, ids: ReadonlyMap<string, string>): object {
  const keys = new Set(['Target', 'SecretID', 'ConfigID'])
  return z
    .record(z.string(), z.unknown())
    .parse(
      JSON.parse(JSON.stringify(spec), (key, value: unknown) =>
        keys.has(key) && typeof value === 'string' ? (ids.get(value) ?? value) : value,
      ),
    )
}
