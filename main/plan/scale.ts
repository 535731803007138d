import type { Message } from '../../preload/contract/message.ts'
import { shortName } from '../recipe/stack-name.ts'
import { commandDetail } from './details.ts'
import { type FoundServices, type Plan, planOf, step, type UndoPoint } from './plan.ts'

export interface ScaleFacts {
  readonly id: string
  readonly server: string
  readonly app: string
  readonly title: string
  readonly stack: string
  /** By full name. */
  readonly services: readonly ScaledService[]
  /** Machines of the swarm that take work. */
  readonly machines: number
  readonly seconds: number
  readonly found: FoundServices
  readonly undo: UndoPoint | null
  /** The job that is taken back so. */
  readonly undoes: string | null
}

export interface ScaledService {
  readonly name: string
  readonly from: number
  readonly to: number
  /** Full names of the volumes that its copies write. */
  readonly volumes: readonly string[]
}

/** More or fewer copies of an app's services, and what that means for their data. */
export function scalePlan({ services, stack, title, seconds, machines, undo, undoes, ...facts }: ScaleFacts): Plan {
  const { app } = facts
  const short = (name: string) => shortName(stack, name)
  const names = services.map(({ name }) => short(name))
  const waited = services.filter(({ to }) => to > 0).map(({ name }) => name)
  return planOf({
    ...facts,
    kind: undoes === null ? 'scale' : 'undo',
    title,
    changes: services.map(({ name, from, to }) => ({
      code: 'change-copies',
      values: { service: short(name), from, to },
    })),
    steps: [
      step({ code: 'step-scale-services', values: { app: title, services: names } }, 2, {
        kind: 'scale-services',
        stack,
        services: services.map(({ name, to }) => ({ name, copies: to })),
      }),
      ...(waited.length === 0
        ? []
        : [
            step({ code: 'step-wait-steady', values: { app: title, services: waited.map(short), seconds } }, null, {
              kind: 'wait-steady',
              app,
              stack,
              services: waited,
              seconds,
            }),
          ]),
    ],
    warnings: services.flatMap((one) => warningsFor(one, stack, machines)),
    promises: [
      { code: 'promise-copies-until-change', values: { app: title } },
      ...(machines > 1 && services.some(({ to }) => to > 1)
        ? [{ code: 'promise-copies-spread', values: { machines } } satisfies Message]
        : []),
    ],
    details: services.map(({ name, to }) => commandDetail('docker service scale', `${name}=${to}`)),
    undo,
    undoes,
  })
}

function warningsFor({ name, from, to, volumes }: ScaledService, stack: string, machines: number): readonly Message[] {
  const service = shortName(stack, name)
  if (to === 0) return [{ code: 'warn-no-copies', values: { service } }]
  if (to <= from || to < 2 || volumes.length === 0) return []
  const data = volumes.map((volume) => shortName(stack, volume))
  // A volume belongs to its machine: a copy elsewhere begins with an empty one.
  return [{ code: machines > 1 ? 'warn-copies-apart' : 'warn-copies-together', values: { service, data } }]
}
