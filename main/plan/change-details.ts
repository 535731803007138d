import type { PlanDetail } from '../../preload/contract/plan.ts'
import type { ChangeFacts } from './change-app.ts'
import { commandDetail, requestDetails } from './details.ts'

/** For technicians: what abra would be told, the file, and what Docker is asked. */
export function changeDetails(facts: ChangeFacts): readonly PlanDetail[] {
  const { wanted, file, content, before, starts } = facts
  return [
    ...commands(facts),
    ...(before === content ? [] : [{ kind: 'file', path: file, content } satisfies PlanDetail]),
    ...(starts ? requestDetails(wanted) : []),
  ]
}

function commands({ kind, wanted, to, secrets, replaced, starts }: ChangeFacts): readonly PlanDetail[] {
  const { app } = wanted
  const generate = secrets.map(({ name, fullName }) =>
    commandDetail('abra app secret generate', app, name, versionOf(fullName)),
  )
  const remove = replaced.map(({ name }) => commandDetail('abra app secret remove', app, name))
  switch (kind) {
    case 'update':
      return [...generate, commandDetail('abra app upgrade', app, to)]
    case 'go-back':
      return [...generate, commandDetail('abra app rollback', app, to)]
    case 'turn-on':
      return [...generate, commandDetail('abra app deploy', app)]
    case 'change-settings':
    case 'rotate':
    case 'undo':
      return [
        ...generate,
        commandDetail('abra app config', app),
        ...(starts ? [commandDetail('abra app deploy --force', app, to)] : []),
        ...remove,
      ]
  }
}

/** The text behind the last `_` (abra.md §6). */
function versionOf(fullName: string): string {
  return fullName.slice(fullName.lastIndexOf('_') + 1)
}
