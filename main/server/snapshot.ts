import type { ServerFacts } from '../../preload/contract/server.ts'
import { Trouble } from '../../preload/contract/failure.ts'
import type { MemoryDeaths } from '../app/out-of-memory.ts'
import { upToDateTasks } from '../app/up-to-date.ts'
import type { Engine } from '../outside/docker/engine.ts'
import type { ServerInfo } from '../outside/docker/info.ts'
import type { SwarmNetwork } from '../outside/docker/networks.ts'
import type { SwarmNode } from '../outside/docker/nodes.ts'
import type { SwarmService } from '../outside/docker/services.ts'
import type { SwarmTask } from '../outside/docker/tasks.ts'

/** What a server says about itself and its services at one moment. */
export interface Snapshot {
  readonly facts: ServerFacts
  readonly services: readonly SwarmService[]
  readonly tasks: readonly SwarmTask[]
  readonly nodes: readonly SwarmNode[]
  /** As `upToDateTasks` answers. */
  readonly upToDate: ReadonlySet<string> | null
  readonly outOfMemory: ReadonlySet<string>
  /** By the server's clock, in milliseconds since 1970. */
  readonly now: number
}

/** The network that apps and the proxy before them share (abra.md §8). */
const proxy = 'proxy'

/** How many channels a snapshot uses at once. */
export const snapshotChannels = 5

/**
 * One round of parallel requests; a second one only where tasks failed or an update stopped. A server without swarm has no
 * services; every other trouble of the Engine is thrown.
 */
export async function readSnapshot(engine: Engine, memory: MemoryDeaths, signal: AbortSignal): Promise<Snapshot> {
  const [info, services, tasks, nodes, network] = await Promise.all([
    engine.info(signal),
    unlessNoSwarm(engine.services({}, signal), []),
    unlessNoSwarm(engine.tasks({}, signal), []),
    unlessNoSwarm(engine.nodes(signal), []),
    engine.network(proxy, signal),
  ])
  const [upToDate, outOfMemory] = await Promise.all([
    upToDateTasks(engine, services, tasks, signal),
    memory.among(tasks, engine, signal),
  ])
  return {
    facts: factsOf(info, nodes, network),
    services,
    tasks,
    nodes,
    upToDate,
    outOfMemory,
    now: info.systemTime ?? Date.now(),
  }
}

async function unlessNoSwarm<Answer>(request: Promise<Answer>, otherwise: Answer): Promise<Answer> {
  try {
    return await request
  } catch (error) {
    const code = error instanceof Trouble ? error.failure.code : null
    if (code === 'swarm-off' || code === 'swarm-worker') return otherwise
    throw error
  }
}

function factsOf(info: ServerInfo, nodes: readonly SwarmNode[], network: SwarmNetwork | null): ServerFacts {
  return {
    dockerVersion: info.dockerVersion,
    system: info.system,
    machines: nodes.map(({ name, ready, role }) => ({ name, ready, role })),
    memoryBytes: info.memoryBytes,
    processors: info.processors,
    swarm: info.swarm.kind === 'manager',
    proxyNetwork: network?.scope === 'swarm',
  }
}
