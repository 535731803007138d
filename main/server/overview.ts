import path from 'node:path'
import { Trouble } from '../../preload/contract/failure.ts'
import type { Connection, OverviewEvent, ServerState } from '../../preload/contract/server.ts'
import type { Core } from '../api/core.ts'
import type { Engine } from '../outside/docker/engine.ts'
import type { Folders } from '../store/folders.ts'
import { listServers, serverFolder } from '../store/server-folders.ts'
import { broadcast } from '../stream/broadcast.ts'
import type { AppsOnDisk } from './app-on-disk.ts'
import { openAppsReader } from './app-on-disk.ts'
import type { Follower } from './follow-server.ts'
import { followServer } from './follow-server.ts'
import { openKeptLooks } from './kept-looks.ts'
import { openNewestVersions } from './newest-versions.ts'
import type { ServerLook } from './server-look.ts'
import { serverLook } from './server-look.ts'
import type { ServerKnowledge } from './server-view.ts'
import { serverState } from './server-view.ts'
import type { Snapshot } from './snapshot.ts'
import { watchFolder } from './watch-folder.ts'

export interface OverviewNeeds {
  readonly folders: Folders
  readonly connections: ServerConnections
  /** Where a server is reached, for showing; null for this computer. */
  readonly place: (server: string) => Promise<ServerState['address']>
  /** The versions of a recipe's clone on this computer, oldest first. */
  readonly versions: (recipe: string) => Promise<readonly string[]>
  /** The job that works on an app at this moment. */
  readonly jobFor: (server: string, app: string) => string | null
  readonly now: () => number
  readonly logBug: (error: unknown) => void
  /** The one server to look at; all of them unless said. */
  readonly only?: string | undefined
}

export interface ServerConnections {
  engine(server: string, signal?: AbortSignal): Promise<Engine>
  state(server: string): Connection
  onChange(listener: (server: string) => void): () => void
  /** After a failure: the next use tries at once. */
  retry(server: string): void
}

export type Overview = Core['overview'] & {
  current(): readonly ServerState[]
  /** Something of ours has changed a server, its files or its jobs: shown at once, and looked at soon. */
  refresh(server: string): void
  /** A server was added or forgotten. */
  serversChanged(): Promise<void>
  close(): Promise<void>
}

/** A server that is watched. */
interface Watched {
  known: ServerKnowledge
  state: ServerState
  readonly follower: Follower
  readonly stopWatching: () => void
}

/** How often a server is looked at though it tells of nothing, in milliseconds: what moves has moments without events. */
const pauses = { moving: 2000, ill: 10_000, manyMachines: 15_000, calm: 60_000 }
/** When nothing but the time of the look is new, it is told so often only. */
const betweenAges = 30_000

/**
 * Every server of `~/.abra/servers` with its apps, alive. Resolves when the last known state can be shown; connects behind.
 * Servers do not wait for each other. Whoever opens it closes it.
 */
export async function openOverview(needs: OverviewNeeds): Promise<Overview> {
  const { folders, connections, now, logBug } = needs
  const watched = new Map<string, Watched>()
  const events = broadcast<OverviewEvent>()
  const apps = openAppsReader(folders.abra)
  const kept = openKeptLooks(folders.own, logBug)
  const newest = openNewestVersions(needs.versions, now, (recipe) => show(using(recipe)), logBug)
  const closing = new AbortController()
  let listing: Promise<void> = Promise.resolve()

  const using = (recipe: string) =>
    [...watched.values()].filter(({ known }) => known.disk.apps.some((app) => app.recipe === recipe))
  const built = (known: ServerKnowledge) => serverState(known, newest.of, (app) => needs.jobFor(known.name, app))

  /** Tells watchers of those that look different. */
  function show(servers: readonly Watched[]): void {
    for (const server of servers) {
      const before = server.state
      const state = built(server.known)
      const aged = (state.lookedAt ?? 0) - (before.lookedAt ?? 0) >= betweenAges
      if (!aged && JSON.stringify({ ...state, lookedAt: before.lookedAt }) === JSON.stringify(before)) continue
      server.state = state
      events.send({ kind: 'server', server: state })
    }
  }

  function change(name: string, part: Partial<ServerKnowledge>): void {
    const server = watched.get(name)
    if (server === undefined) return
    server.known = { ...server.known, ...part }
    show([server])
  }

  function onSnapshot(name: string, snapshot: Snapshot): number {
    const names = new Map(watched.get(name)?.known.disk.apps.map((app) => [app.stack, app.name]))
    const look = serverLook(
      snapshot,
      now(),
      (stack) => names.get(stack) ?? stack,
      (stack) => needs.jobFor(name, names.get(stack) ?? stack) !== null,
    )
    change(name, { look, trouble: null })
    kept.keep(name, look)
    void readDisk(name)
    return pauseAfter(look)
  }

  async function readDisk(name: string): Promise<void> {
    const disk = await appsOf(name).catch(logBug)
    if (disk !== undefined && !closing.signal.aborted) change(name, { disk })
  }

  async function appsOf(name: string): Promise<AppsOnDisk> {
    try {
      return await apps.read(name)
    } catch (error) {
      if (!(error instanceof Trouble)) throw error
      // Its folder went away: the list of servers will say so in a moment.
      const troubles = error.failure.code === 'server-unknown' ? [] : [error.failure]
      return { apps: [], unreadable: [], troubles }
    }
  }

  async function addressOf(name: string): Promise<ServerState['address']> {
    return needs.place(name).catch((error: unknown) => {
      if (error instanceof Trouble) return null
      throw error
    })
  }

  async function start(name: string): Promise<void> {
    const [disk, look, address] = await Promise.all([appsOf(name), lastLook(name), addressOf(name)])
    if (closing.signal.aborted) return
    const known = { name, address, disk, look, connection: connections.state(name), trouble: null }
    const follower = followServer({
      engine: (signal) => connections.engine(name, signal),
      onSnapshot: (snapshot) => onSnapshot(name, snapshot),
      onTrouble: (failure) => change(name, { trouble: { failure, at: now() }, connection: connections.state(name) }),
      onBug: logBug,
    })
    const stopWatching = watchFolder(serverFolder(folders.abra, name), () => void readDisk(name))
    watched.set(name, { known, state: built(known), follower, stopWatching })
  }

  async function lastLook(name: string): Promise<ServerLook | null> {
    return kept.read(name).catch((error: unknown) => {
      if (error instanceof Trouble) return null
      throw error
    })
  }

  async function stop(name: string): Promise<void> {
    const server = watched.get(name)
    watched.delete(name)
    server?.stopWatching()
    await server?.follower.close()
  }

  async function readServers(): Promise<void> {
    const listed = await listServers(folders.abra)
    const servers = listed.servers.filter((name) => needs.only === undefined || name === needs.only)
    const there = new Set(servers)
    await Promise.all(
      [...watched.keys()]
        .filter((name) => !there.has(name))
        .map(async (name) => {
          await stop(name)
          apps.forget(name)
          await kept.remove(name)
          events.send({ kind: 'gone', name })
        }),
    )
    await Promise.all(
      servers
        .filter((name) => !watched.has(name))
        .map(async (name) => {
          await start(name)
          const added = watched.get(name)
          if (added !== undefined) events.send({ kind: 'server', server: added.state })
        }),
    )
  }

  /** One at a time, or two would start the same server. */
  function serversChanged(): Promise<void> {
    const turn = listing.then(readServers)
    listing = turn.catch(() => undefined)
    return turn
  }

  const current = () =>
    [...watched.values()].map(({ state }) => state).sort((one, other) => (one.name < other.name ? -1 : 1))

  const stopListening = connections.onChange((name) => {
    const connection = connections.state(name)
    change(name, { connection })
    if (connection.kind === 'connected') watched.get(name)?.follower.wake()
  })
  await serversChanged()
  const stopWatching = watchFolder(path.join(folders.abra, 'servers'), () => void serversChanged().catch(logBug))

  return {
    current,
    watch: (signal) =>
      events.watch(AbortSignal.any([signal, closing.signal]), () => ({ kind: 'all', servers: current() })),
    async look(name) {
      const server = watched.get(name)
      if (server === undefined) throw new Trouble({ code: 'server-unknown', facts: { server: name } })
      connections.retry(name)
      await Promise.all([readDisk(name), server.follower.look()])
    },
    refresh(name) {
      const server = watched.get(name)
      if (server === undefined) return
      show([server])
      void readDisk(name)
      server.follower.nudge()
    },
    serversChanged,
    async close() {
      closing.abort()
      stopListening()
      stopWatching()
      newest.close()
      await listing
      await Promise.all([...watched.keys()].map(stop))
      await kept.close()
    },
  }
}

function pauseAfter({ facts, stacks }: ServerLook): number {
  const words = new Set([...stacks.values()].map(({ word }) => word))
  if (words.has('starting') || words.has('updating')) return pauses.moving
  if (words.has('attention')) return pauses.ill
  // The Engine tells of its own machine's containers only.
  return facts.machines.length > 1 ? pauses.manyMachines : pauses.calm
}
