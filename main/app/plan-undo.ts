import type { AppReference, UndoInput, UndoOffer } from '../../preload/contract/app.ts'
import { Trouble } from '../../preload/contract/failure.ts'
import type { Undoable } from '../job/undoable.ts'
import { deletePlan, turnOffPlan } from '../plan/turn-off.ts'
import { shortName, stackName } from '../recipe/stack-name.ts'
import { parseEnvFile } from '../recipe/env-file.ts'
import type { AppsNeeds } from './apps.ts'
import { type PlannedChange, planReturn } from './plan-change.ts'
import { planCopies } from './plan-running.ts'
import { turnOffFacts } from './turn-off-facts.ts'

/** The last change of an app that can be taken back. */
export function undoOffer(needs: AppsNeeds, app: AppReference): UndoOffer | null {
  const last = needs.lastChange(app)
  return last === null ? null : { job: last.id, kind: last.plan.view.kind, endedAt: last.endedAt }
}

/** Takes back the last change; `job` is the one that the member was offered. */
export async function planUndo(
  needs: AppsNeeds,
  { job, inserted, keepInKeychain, ...app }: UndoInput,
  signal: AbortSignal,
): Promise<PlannedChange> {
  const last = needs.lastChange(app)
  if (last?.id !== job) throw new Trouble({ code: 'plan-outdated', facts: { app: app.app } })
  const { undo } = last
  if (undo.settings === null) return alone(deletePlan(await turnOffFacts(needs, app, false, job), false))
  switch (last.plan.view.kind) {
    case 'scale':
      return alone(await planCopies(needs, app, copiesBefore(app, undo), job, signal))
    case 'turn-on':
      return alone(turnOffPlan(await turnOffFacts(needs, app, false, job)))
    default: {
      const back = { settings: undo.settings, to: undo.version, undone: await undoneJob(needs, app, last) }
      return planReturn(needs, app, back, { inserted, keepInKeychain }, signal)
    }
  }
}

function alone(plan: PlannedChange['plan']): PlannedChange {
  return { plan, secrets: new Map(), made: [] }
}

async function undoneJob(needs: AppsNeeds, app: AppReference, { id, plan, undo }: Undoable) {
  const written = plan.actions.flatMap((action) => (action.kind === 'write-settings' ? [action.content] : [])).at(-1)
  return {
    id,
    services: plan.actions.flatMap((action) =>
      action.kind === 'start-services' ? action.services.map(({ name }) => name) : [],
    ),
    isFileOther: (await needs.files.read(app)) !== (written ?? undo.settings),
  }
}

function copiesBefore({ app }: AppReference, { copies, settings }: Undoable['undo']): ReadonlyMap<string, number> {
  const stack = stackName(app, parseEnvFile(settings ?? ''))
  return new Map(Object.entries(copies).map(([name, copies]) => [shortName(stack, name), copies]))
}
