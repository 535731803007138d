import type { SwarmService } from '../outside/docker/services.ts'

/** The recipe's version that a stack runs, from abra's label on its service `app` (abra.md §2.3); null where nothing says. */
export function deployedVersion(services: readonly SwarmService[], stack: string): string | null {
  const labels = services.find(({ name }) => name === `${stack}_app`)?.labels ?? {}
  return labels[`coop-cloud.${stack}.version`] || null
}
