import type { AppReference } from '../../../preload/contract/app.ts'
import { Trouble } from '../../../preload/contract/failure.ts'
import type { InsideView, PartReference } from '../../../preload/contract/inside.ts'
import type { RunningContainer } from '../../outside/docker/containers.ts'
import type { Engine } from '../../outside/docker/engine.ts'
import type { SwarmNode } from '../../outside/docker/nodes.ts'
import type { SwarmTask } from '../../outside/docker/tasks.ts'
import { shortName } from '../../recipe/stack-name.ts'

/** The parts of an app, and what of them can be looked into. */
export async function insideView(docker: Engine, stack: string, signal: AbortSignal): Promise<InsideView> {
  const services = await docker.services({ stack }, signal)
  const [containers, tasks, nodes] = await Promise.all([
    docker.containers(
      services.map(({ id }) => id),
      signal,
    ),
    docker.tasks({ stack }, signal),
    docker.nodes(signal),
  ])
  const parts = services.map(({ id, name }) => {
    const here = containers.filter(({ service }) => service === id)
    const volumes = here[0]?.volumes ?? []
    return {
      name: shortName(stack, name),
      fullName: name,
      containers: here.map((container) => ({ id: container.id, createdAt: container.createdAt })),
      elsewhere: machinesElsewhere(
        tasks.filter(({ service }) => service === id),
        here,
        nodes,
      ),
      volumes: volumes.map((volume) => ({
        name: shortName(stack, volume.name),
        fullName: volume.name,
        path: volume.path,
      })),
    }
  })
  return { parts: parts.toSorted((one, other) => (one.name < other.name ? -1 : 1)) }
}

/**
 * The running container of a part, by the exact name of its service: abra takes the first whose name begins alike. Throws
 * Trouble `part-not-running`, or `part-elsewhere` when only other machines run it.
 */
export async function findPart(
  docker: Engine,
  stack: string,
  { app, part, container: wanted }: PartReference,
  signal: AbortSignal,
): Promise<RunningContainer> {
  const service = (await docker.services({ stack }, signal)).find(({ name }) => name === `${stack}_${part}`)
  if (service === undefined) throw notRunning({ app, part })
  const here = await docker.containers([service.id], signal)
  const found = wanted === undefined ? here[0] : here.find(({ id }) => id === wanted)
  if (found !== undefined) return found
  const [tasks, nodes] = await Promise.all([docker.tasks({ services: [service.id] }, signal), docker.nodes(signal)])
  const machines = machinesElsewhere(tasks, here, nodes)
  if (machines.length === 0 || here.length > 0) throw notRunning({ app, part })
  throw new Trouble({ code: 'part-elsewhere', facts: { app, part, machines } })
}

function notRunning(of: Pick<PartReference, 'part'> & Pick<AppReference, 'app'>): Trouble {
  return new Trouble({ code: 'part-not-running', facts: of })
}

/** Names of machines whose running tasks have no container here. */
function machinesElsewhere(
  tasks: readonly SwarmTask[],
  here: readonly RunningContainer[],
  nodes: readonly SwarmNode[],
): readonly string[] {
  const known = new Set(here.map(({ task }) => task))
  const names = new Map(nodes.map((node) => [node.id, node.name]))
  const away = tasks.flatMap(({ id, state, node }) =>
    state === 'running' && node !== null && !known.has(id) ? [names.get(node) ?? node] : [],
  )
  return [...new Set(away)]
}
