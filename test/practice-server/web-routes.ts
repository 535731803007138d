import { askEngine } from './engine.ts'

/** Web addresses of one app and the `address:port` of each of its running containers on one host. */
export interface WebRoute {
  readonly service: string
  readonly names: readonly string[]
  readonly containers: readonly string[]
}

interface EngineService {
  readonly ID: string
  readonly Spec: {
    readonly Name: string
    readonly Labels?: Readonly<Record<string, string>>
    readonly TaskTemplate: { readonly Networks?: readonly { readonly Target: string }[] }
  }
}

interface EngineNetwork {
  readonly Id: string
  readonly Containers: Readonly<Record<string, { readonly IPv4Address: string }>>
}

interface EngineContainer {
  readonly Id: string
  readonly Status: string
  readonly Labels: Readonly<Record<string, string>>
}

/**
 * What Traefik would route to this host: services with `traefik.enable=true` on the network `proxy`, under the names of
 * their `Host(…)` rules. A task's containers are reached over Docker's gateway bridge, because service addresses need
 * kernel modules that not every machine has.
 */
export async function readRoutes(managerSocket: string, hostSocket: string): Promise<readonly WebRoute[]> {
  const [services, proxy, gateway, containers] = await Promise.all([
    askEngine(managerSocket, '/services') as Promise<readonly EngineService[] | undefined>,
    askEngine(managerSocket, '/networks/proxy') as Promise<EngineNetwork | undefined>,
    askEngine(hostSocket, '/networks/docker_gwbridge') as Promise<EngineNetwork | undefined>,
    askEngine(hostSocket, '/containers/json') as Promise<readonly EngineContainer[] | undefined>,
  ])
  return (services ?? []).flatMap((service) => {
    const labels = service.Spec.Labels ?? {}
    const networks = service.Spec.TaskTemplate.Networks ?? []
    const onProxy = networks.some(({ Target }) => Target === proxy?.Id || Target === 'proxy')
    const port = labelled(labels, /^traefik\.http\.services\..*\.loadbalancer\.server\.port$/)[0]
    const names = labelled(labels, /^traefik\.http\.routers\..*\.rule$/).flatMap(namesOf)
    if (labels['traefik.enable'] !== 'true' || !onProxy || port === undefined || !/^\d+$/.test(port)) return []
    if (names.length === 0) return []
    const addresses = (containers ?? [])
      .filter(({ Labels, Status }) => Labels['com.docker.swarm.service.id'] === service.ID && isSteady(Status))
      .flatMap(({ Id }) => gateway?.Containers[Id]?.IPv4Address.split('/')[0] ?? [])
    return [{ service: service.Spec.Name, names, containers: addresses.map((address) => `${address}:${port}`).sort() }]
  })
}

function labelled(labels: Readonly<Record<string, string>>, key: RegExp): readonly string[] {
  return Object.entries(labels)
    .filter(([name]) => key.test(name))
    .map(([, value]) => value)
}

function namesOf(rule: string): readonly string[] {
  const names = [...rule.matchAll(/`([^`]*)`/g)].map(([, name]) => name ?? '')
  return names.filter((name) => /^[A-Za-z0-9.-]+$/.test(name))
}

function isSteady(status: string): boolean {
  return !status.includes('(unhealthy)') && !status.includes('(health: starting)')
}
