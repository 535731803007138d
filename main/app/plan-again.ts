import { Trouble } from '../../preload/contract/failure.ts'
import type { PlanView } from '../../preload/contract/plan.ts'
import type { Core } from '../api/core.ts'

/**
 * Plans the same thing anew, from what is there now. Null where only the member can: an install has answers of its own, and data is
 * deleted only by who types the name.
 */
export async function planAgain(
  { apps, planSetUp }: { readonly apps: Core['apps']; readonly planSetUp: Core['servers']['planSetUp'] },
  { kind, server, app, changes, destructive }: PlanView,
  signal: AbortSignal,
): Promise<PlanView | null> {
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
      return await apps.planTurnOn({ server, app })
    case 'turn-off':
      return await apps.planTurnOff({ server, app })
    case 'delete':
      return destructive ? null : await apps.planDelete({ server, app, data: false, typedName: '' })
    case 'install':
      return null
  }
}
