import type { NeededSecret } from '../compose/secrets.ts'
import type { Engine } from '../outside/docker/engine.ts'
import type { EnvFile } from '../recipe/env-file.ts'
import type { SecretToCreate } from '../plan/action.ts'
import { foundServices } from '../plan/plan.ts'
import type { AppOnServer } from '../plan/turn-off.ts'
import { deployedVersion } from './deployed-version.ts'
import { secretVariable } from './needed-passwords.ts'

/**
 * What of an app is on the server, by exact names. Services, networks, configs and volumes carry the stack's label; secrets do
 * not, so only those are taken that a service uses, or the recipe or the settings name, in any version: never all that begin
 * alike (abra.md §5.8).
 */
export async function appOnServer(
  docker: Engine,
  stack: string,
  needed: readonly NeededSecret[],
  env: EnvFile,
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
    .filter(
      ({ name }) => used.has(name) || known.has(withoutVersion(name)) || isNamed(name.slice(stack.length + 1), env),
    )
    .map(({ name }) => ({
      name: known.get(withoutVersion(name)) ?? withoutVersion(name).slice(stack.length + 1),
      fullName: name,
    }))
  const bytes = volumes.map((volume) => volume.bytes)
  return {
    stack,
    services: services.map((service) => service.name),
    found: foundServices(stack, services),
    version: deployedVersion(services, stack),
    networks: networks.map((network) => network.name),
    configs: configs.map((config) => config.name),
    fileSecrets: secrets.filter((secret) => secret.stack === stack).map((secret) => secret.name),
    volumes: volumes.map((volume) => volume.name),
    volumeBytes: bytes.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0),
    secrets: own,
  }
}

/** What the recipe would say when it is out of reach: `db_password_v1` belongs to SECRET_DB_PASSWORD_VERSION (abra.md §6). */
function isNamed(name: string, env: EnvFile): boolean {
  return env.variables.has(secretVariable(withoutVersion(name)))
}

/** `wiki_example_org_db_password_v2` → `wiki_example_org_db_password`. */
export function withoutVersion(name: string): string {
  return name.replace(/_[^_]*$/, '')
}
