import type { PlanView } from '../../preload/contract/plan.ts'
import type { Action } from './action.ts'

/** A plan with what running it needs: what the member was shown is what is run. */
export interface Plan {
  readonly view: PlanView
  /** One for each of the view's steps. */
  readonly actions: readonly Action[]
  /** Where the result is opened. */
  readonly url: string | null
  /** What the plan was made from: it is carried out only while that is still so. */
  readonly found?: FoundServices
}

/** The services that a stack had on the server. */
export interface FoundServices {
  readonly stack: string
  /** By full name, the swarm's count of changes: another one means that somebody changed the service. */
  readonly versions: Readonly<Record<string, number>>
}

export function foundServices(
  stack: string,
  services: readonly { readonly name: string; readonly version: number }[],
): FoundServices {
  return { stack, versions: Object.fromEntries(services.map(({ name, version }) => [name, version])) }
}

export function isAsFound(
  { versions }: FoundServices,
  services: readonly { readonly name: string; readonly version: number }[],
): boolean {
  return (
    services.length === Object.keys(versions).length &&
    services.every(({ name, version }) => Object.hasOwn(versions, name) && versions[name] === version)
  )
}
