import type { Message } from '../../preload/contract/message.ts'
import type { PlanStepView, PlanView } from '../../preload/contract/plan.ts'
import type { Action } from './action.ts'

/** A plan with what running it needs: what the member was shown is what is run. */
export interface Plan {
  readonly view: PlanView
  /** One for each of the view's steps. */
  readonly actions: readonly Action[]
  /** Where the result is opened. */
  readonly url: string | null
  /** What to come back to when the member takes the change back; null where there is no way. */
  readonly undo: UndoPoint | null
  /** The job that this plan takes back. */
  readonly undoes: string | null
  readonly back: WayBack | null
  /** What the plan was made from: it is carried out only while that is still so. Null where nothing of the server mattered. */
  readonly found: FoundServices | null
}

/** How an app was before a plan. */
export interface UndoPoint {
  /** The text of its settings file; null where there was none. */
  readonly settings: string | null
  /** The version that ran; null where nothing ran. */
  readonly version: string | null
  /** Numbers of copies that the plan changes, by the service's full name. */
  readonly copies: Readonly<Record<string, number>>
}

/** What brings an app back by itself when it does not come to rest. */
export interface WayBack {
  readonly steps: readonly PlanStepView[]
  /** One for each of the steps. */
  readonly actions: readonly Action[]
}

/** A step as it is shown together with what it does, so that the two cannot part. */
export interface PlannedStep {
  readonly view: PlanStepView
  readonly action: Action
}

/** @param seconds a guess, null where nothing is known */
export function step(message: Message, seconds: number | null, action: Action): PlannedStep {
  return { view: { message, seconds }, action }
}

export interface PlanParts extends Pick<PlanView, 'id' | 'kind' | 'server' | 'app' | 'title' | 'details'> {
  readonly steps: readonly PlannedStep[]
  readonly changes?: readonly Message[]
  readonly warnings?: readonly Message[]
  readonly promises?: readonly Message[]
  readonly destructive?: boolean
  readonly url?: string | null
  readonly undo?: UndoPoint | null
  readonly undoes?: string | null
  readonly back?: readonly PlannedStep[] | null
  readonly found?: FoundServices | null
}

/** Puts a plan together; what a kind of plan does not say is nothing. */
export function planOf(planned: PlanParts): Plan {
  const { steps, url = null, undo = null, undoes = null, back = null, found = null, ...parts } = planned
  return {
    view: {
      changes: [],
      warnings: [],
      promises: [],
      destructive: false,
      room: null,
      ...parts,
      steps: steps.map(({ view }) => view),
      returns: back !== null,
    },
    actions: steps.map(({ action }) => action),
    url,
    undo,
    undoes,
    back:
      back === null
        ? null
        : {
            steps: back.map(({ view }) => view),
            actions: back.map(({ action }) => action),
          },
    found,
  }
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
