import { Trouble } from '../../../preload/contract/failure.ts'
import type { Action } from '../../plan/action.ts'
import type { Performance, Surroundings } from '../perform.ts'

/**
 * Writes an app's settings file where there is none, or in place of exactly the one that the plan was made from, of which a
 * copy stays in the trash. Any other is never overwritten.
 */
export async function* writeSettings(
  { server, app, content, replaces }: Extract<Action, { kind: 'write-settings' }>,
  { files, again }: Surroundings,
): Performance {
  const present = await files.read({ server, app })
  if (again && present === content) return null
  if (present !== null && present !== replaces) {
    if (replaces === null) throw new Trouble({ code: 'app-exists', facts: { app, server } })
    throw new Trouble({ code: 'plan-outdated', facts: { app } })
  }
  if (present !== null) await files.remove({ server, app })
  await files.create({ server, app }, content)
  return null
}

/** Takes an app's settings file away; a copy stays in the trash. */
export async function* removeSettings(
  { app }: Extract<Action, { kind: 'remove-settings' }>,
  { files, server }: Surroundings,
): Performance {
  if ((await files.read({ server, app })) !== null) await files.remove({ server, app })
  return null
}
