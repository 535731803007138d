import type { NeededSecret } from '../compose/secrets.ts'
import type { Engine } from '../outside/docker/engine.ts'
import type { SecretToCreate } from '../plan/action.ts'
import type { AppOnServer } from '../plan/turn-off.ts'

/**
 * What of an app is on the server, by exact names. Services, networks, configs and volumes carry the stack's label; secrets do
 * not, so only those are taken that a service uses or the recipe names, in any version: never all that begin alike (abra.md §5.8).
 */
export async function appOnServer(
  docker: Engine,
  stack: string,
  needed: readonly NeededSecret[],
  withSizes: boolean,
): Promise<AppOnServer> {
  const [services, networks, configs, volumes, secrets] = await Promise.all([
    docker.services({ stack }),
    docker.networks({ stack }),
    docker.configs({ stack }),
    docker.volumes({ stack, sizes: withSizes }),
    docker.secrets(),
  ])
  const used = new Set(services.flatMap((service) => service.secrets))
  const known = new Map(
    needed.filter((one) => one.external).map((one) => [withoutVersion(one.remoteName), one.localName]),
  )
  const own: SecretToCreate[] = secrets
    .filter((secret) => secret.stack === null && secret.name.startsWith(`${stack}_`))
    .filter((secret) => used.has(secret.name) || known.has(withoutVersion(secret.name)))
    .map(({ name }) => ({
      name: known.get(withoutVersion(name)) ?? withoutVersion(name).slice(stack.length + 1),
      fullName: name,
    }))
  const bytes = volumes.map((volume) => volume.bytes)
  return {
    stack,
    services: services.map((service) => service.name),
    networks: networks.map((network) => network.name),
    configs: configs.map((config) => config.name),
    volumes: volumes.map((volume) => volume.name),
    volumeBytes: bytes.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0),
    secrets: own,
  }
}

/** `wiki_example_org_db_password_v2` → `wiki_example_org_db_password`. */
function withoutVersion(name: string): string {
  return name.replace(/_[^_]*$/, '')
}
