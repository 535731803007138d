import type { StackRequests } from './convert-types.ts'
import type { Labels, ServiceBody } from './engine-bodies.ts'
import { compare } from './merge-values.ts'
import { scoped } from './stack-names.ts'

interface AbraFacts {
  readonly stack: string
  /** Without a version. */
  readonly recipe: string
  /** The recipe's version (a tag) that is being installed, or a short commit where it has no tags. */
  readonly version: string
  /** Set when the recipe's working tree is installed as it is: its short commit, `+U` behind it for unsaved changes. */
  readonly chaos?: { readonly version: string }
  /** The app's whole environment: its env file, what abra.sh exports, STACK_NAME. */
  readonly environment: Readonly<Record<string, string>>
}

/**
 * What abra adds to a converted stack, all of it at the service `app`: labels by which any tool finds recipe and version
 * again, and the app's environment in the container. Other services and a stack without `app` stay as they are.
 */
export function addAbra(requests: StackRequests, facts: AbraFacts): StackRequests {
  const app = scoped(facts.stack, 'app')
  return {
    ...requests,
    services: requests.services.map((service) =>
      service.name === app ? { ...service, body: withAdditions(service.body, facts) } : service,
    ),
  }
}

function withAdditions(body: ServiceBody, facts: AbraFacts): ServiceBody {
  const { TaskTemplate } = body
  const { ContainerSpec } = TaskTemplate
  const Env = exposed(ContainerSpec.Env ?? [], facts)
  return {
    ...body,
    Labels: { ...body.Labels, ...labels(facts) },
    TaskTemplate: { ...TaskTemplate, ContainerSpec: { ...ContainerSpec, Env } },
  }
}

/** With chaos the version stays the one in the recipe's own file, and chaos-version tells what runs. */
function labels({ stack, recipe, version, chaos }: AbraFacts): Labels {
  const name = (key: string) => `coop-cloud.${stack}.${key}`
  const common = { [name('recipe')]: recipe, [name('chaos')]: String(chaos !== undefined) }
  return chaos === undefined
    ? { ...common, [name('version')]: version }
    : { ...common, [name('chaos-version')]: chaos.version }
}

/** Adds each variable that the compose file does not name itself; TYPE and RECIPE tell the version that is installed. */
function exposed(own: readonly string[], facts: AbraFacts): readonly string[] {
  const named = new Set(own.map((variable) => variable.split('=', 1)[0]))
  const installed = `${facts.recipe}:${facts.chaos?.version ?? facts.version}`
  const added = Object.entries(facts.environment)
    .filter(([name]) => !named.has(name))
    .map(([name, value]) => `${name}=${name === 'TYPE' || name === 'RECIPE' ? installed : value}`)
  return [...own, ...added].sort(compare)
}
