import { Trouble } from '../../../preload/contract/failure.ts'
import type { Action } from '../../plan/action.ts'
import type { Performance, Surroundings } from '../perform.ts'

/** Writes an app's settings file where there is none; one that says something else is never overwritten. */
export async function* writeSettings(
  { server, app, content }: Extract<Action, { kind: 'write-settings' }>,
  { files }: Surroundings,
): Performance {
  const present = await files.read({ server, app })
  if (present === null) await files.create({ server, app }, content)
  else if (present !== content) throw new Trouble({ code: 'app-exists', facts: { app, server } })
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
