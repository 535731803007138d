import { Trouble } from '../../preload/contract/failure.ts'
import type { PlanView, PlanWithPasswords } from '../../preload/contract/plan.ts'
import type { Core } from '../api/core.ts'

/**
 * Plans the same thing anew, from what is there now. Null where only the member can: an install and new settings have answers of
 * their own, and data is deleted only by who types the name.
 */
export async function planAgain(
  { apps, planSetUp }: { readonly apps: Core['apps']; readonly planSetUp: Core['servers']['planSetUp'] },
  { kind, server, app, changes, steps, destructive }: PlanView,
  signal: AbortSignal,
): Promise<PlanView | PlanWithPasswords | null> {
  if (kind === 'set-up-server') return await planSetUp(server)
  if (app === null) return null
  switch (kind) {
    case 'update':
    case 'go-back': {
      const version = changes.find((change) => change.code === 'change-version')?.values.to
      if (version === undefined) throw new Trouble({ code: 'plan-unknown', facts: {} })
      return await apps.planVersion({ server, app, version }, signal)
    }
    case 'turn-on':
      return await apps.planTurnOn({ server, app }, signal)
    case 'turn-off':
      return await apps.planTurnOff({ server, app })
    case 'delete':
      return destructive ? null : await apps.planDelete({ server, app, data: false, typedName: '' })
    case 'restart': {
      const services = steps.flatMap(({ message }) =>
        message.code === 'step-restart-services' ? message.values.services : [],
      )
      return await apps.planRestart({ server, app, services: [...services] }, signal)
    }
    case 'scale': {
      const change = changes.find(({ code }) => code === 'change-copies')
      if (change?.code !== 'change-copies') return null
      return await apps.planScale({ server, app, service: change.values.service, copies: change.values.to }, signal)
    }
    case 'install':
    case 'change-settings':
    case 'rotate':
    case 'undo':
      return null
  }
}
