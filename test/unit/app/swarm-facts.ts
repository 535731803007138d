import type { AppFacts } from '../../../main/app/app-facts.ts'
import type { SwarmNode } from '../../../main/outside/docker/nodes.ts'
import type { SwarmService } from '../../../main/outside/docker/services.ts'
import type { SwarmTask } from '../../../main/outside/docker/tasks.ts'

/** The moment at which everything is judged; facts are told in seconds before it. */
export const now = 1_800_000_000_000
export const ago = (seconds: number) => now - seconds * 1000

export function service(more: Partial<SwarmService> = {}): SwarmService {
  return {
    id: 'app-id',
    name: 'wiki_app',
    stack: 'wiki',
    version: 10,
    createdAt: ago(3600),
    updatedAt: ago(3600),
    labels: {},
    image: 'registry.example/wiki:2.0@sha256:0123',
    environment: [],
    mode: { kind: 'replicated', replicas: 1 },
    running: null,
    desired: null,
    update: null,
    monitorMilliseconds: 5000,
    restart: { condition: 'any', maxAttempts: 0 },
    healthCheck: false,
    secrets: [],
    configs: [],
    volumes: [],
    networks: [],
    specification: {},
    forceUpdate: 0,
    ...more,
  }
}

let count = 0

/** A task that has run for an hour, unless said. */
export function task(more: Partial<SwarmTask> = {}): SwarmTask {
  count += 1
  return {
    id: `task${count}`,
    service: 'app-id',
    node: 'node-id',
    slot: 1,
    state: 'running',
    wanted: 'running',
    at: ago(3600),
    createdAt: ago(3601),
    message: 'started',
    error: null,
    exitCode: null,
    container: `container${count}`,
    image: 'registry.example/wiki:2.0',
    iteration: null,
    ...more,
  }
}

/** As the Engine tells of a container that ended with 3, some seconds ago, after it had lived for two. */
export function crashed(seconds: number, more: Partial<SwarmTask> = {}): SwarmTask {
  const failed = { state: 'failed', wanted: 'shutdown', error: 'task: non-zero exit (3)', exitCode: 3 } as const
  return task({ ...failed, at: ago(seconds), createdAt: ago(seconds + 2), ...more })
}

export const node: SwarmNode = {
  id: 'node-id',
  name: 'kitchen',
  role: 'manager',
  ready: true,
  availability: 'active',
  address: '192.0.2.1',
  memoryBytes: 1e9,
  processors: 2,
}

export function facts(
  services: readonly SwarmService[],
  tasks: readonly SwarmTask[],
  more: Partial<AppFacts> = {},
): AppFacts {
  return {
    app: 'wiki.example.org',
    stack: 'wiki',
    services,
    tasks,
    nodes: [node],
    upToDate: null,
    outOfMemory: new Set(),
    now,
    ...more,
  }
}
