import type { ServiceFacts, StackRequest } from './convert-types.ts'
import type { ServiceBody } from './engine-bodies.ts'
import type { StackFile } from './stack-file.ts'
import { variablesIn } from './template.ts'
import type { Value } from './value.ts'

/** What plans and pages need to know of each service, beside its body. */
export function serviceFacts(file: StackFile, requests: readonly StackRequest<ServiceBody>[]): readonly ServiceFacts[] {
  return [...file.services.values()].map((service, index) => {
    const body = requests[index]?.body
    const container = body?.TaskTemplate.ContainerSpec
    return {
      name: service.name,
      fullName: body?.Name ?? service.name,
      image: service.image,
      ports: service.ports ?? [],
      volumes: (container?.Mounts ?? []).flatMap((mount) =>
        mount.Type === 'volume' && mount.Source !== undefined ? [mount.Source] : [],
      ),
      hasHealthcheck: container?.Healthcheck?.Test !== undefined && container.Healthcheck.Test[0] !== 'NONE',
    }
  })
}

/** Seconds, from the label of the service `app` (abra's convention); undefined where it has none or no number. */
export function timeoutOf(file: StackFile, stack: string): number | undefined {
  const label = file.services.get('app')?.deploy.labels?.get(`coop-cloud.${stack}.timeout`)
  return label !== undefined && /^\d{1,9}$/.test(label) ? Number(label) : undefined
}

/** The variables that the files use, with their defaults ('' where there is none). */
export function usedVariables(files: readonly Value[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const waiting = [...files]
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (value.kind === 'text') for (const [name, fallback] of variablesIn(value.text)) found.set(name, fallback)
    if (value.kind === 'list') for (const item of value.items) waiting.push(item)
    if (value.kind === 'map') for (const entry of value.entries.values()) waiting.push(entry.value)
  }
  return found
}
