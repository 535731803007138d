import type { AppDetails, AppReference } from '../../preload/contract/app.ts'
import { Trouble } from '../../preload/contract/failure.ts'
import type { Engine } from '../outside/docker/engine.ts'
import type { SwarmTask } from '../outside/docker/tasks.ts'
import type { EnvFile } from '../recipe/env-file.ts'
import { shortName } from '../recipe/stack-name.ts'
import { openMemoryDeaths } from './out-of-memory.ts'
import { appState } from './state.ts'
import { upToDateTasks } from './up-to-date.ts'

export interface DetailsQuestion {
  readonly docker: Engine
  readonly app: AppReference
  readonly stack: string
  readonly env: EnvFile
  /** The settings file's path, for showing. */
  readonly file: string
  readonly now: number
}

/** In milliseconds; what is not told by then is taken for unknown. */
const patience = 5000

/** What a technician would look up about an app, in one round of requests. */
export async function appDetails({ docker, app, stack, env, file, now }: DetailsQuestion): Promise<AppDetails> {
  const [services, tasks, nodes, volumes, secrets] = await Promise.all([
    docker.services({ stack }),
    docker.tasks({ stack }),
    docker.nodes(),
    docker.volumes({ stack }),
    docker.secrets(),
  ])
  const [upToDate, outOfMemory] = await Promise.all([
    upToDateTasks(docker, services, tasks),
    memoryDeaths(docker, tasks),
  ])
  const state = appState({ app: app.app, stack, services, tasks, nodes, upToDate, outOfMemory, now })
  const createdAt = new Map(secrets.map((secret) => [secret.name, secret.createdAt]))
  return {
    services: state.services,
    volumes: volumes.map(({ name }) => ({ name: shortName(stack, name), fullName: name })),
    secrets: [...new Set(services.flatMap((service) => service.secrets))].map((name) => ({
      name: shortName(stack, name),
      fullName: name,
      createdAt: createdAt.get(name) ?? null,
    })),
    labels: services.find((service) => service.name === `${stack}_app`)?.labels ?? {},
    settingsFile: file,
    settings: [...env.variables].map(([key, value]) => ({ key, value })),
    failure: state.failure,
  }
}

async function memoryDeaths(docker: Engine, tasks: readonly SwarmTask[]): Promise<ReadonlySet<string>> {
  try {
    return await openMemoryDeaths().among(tasks, docker, AbortSignal.timeout(patience))
  } catch (error) {
    if (error instanceof Trouble && error.failure.code === 'cancelled') return new Set()
    throw error
  }
}
