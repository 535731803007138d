import { Trouble } from '../../preload/contract/failure.ts'
import type { PlanWithPasswords } from '../../preload/contract/plan.ts'
import type { Core } from '../api/core.ts'
import { checkAnswers } from '../recipe/settings-answers.ts'
import { switchesFor } from './install.ts'
import { readSecrets } from './secret-files.ts'

export interface ChangeGiven {
  readonly server: string
  readonly app: string
  readonly set: Readonly<Record<string, string>>
  readonly with: readonly string[]
  readonly without: readonly string[]
  readonly 'secret-file': Readonly<Record<string, string>>
}

/** The way of the Settings tab, with the answers of the command line. Throws WrongUsage, and what the core throws. */
export async function planChange(core: Core, given: ChangeGiven, signal: AbortSignal): Promise<PlanWithPasswords> {
  const { server, app, set, without } = given
  const reference = { server, app }
  const inserted = await readSecrets(given['secret-file'])
  if (Object.keys(set).length + given.with.length + without.length === 0) {
    return core.apps.planSettings({ ...reference, edit: { kind: 'none' }, inserted }, signal)
  }
  const { form, on } = await core.apps.settings(reference)
  const asked = switchesFor(form, Object.keys(set), [...on, ...given.with, ...without])
  const switches = asked.filter((id) => !without.includes(id))
  const [wrong] = checkAnswers(form, { values: set, switches })
  if (wrong !== undefined) throw new Trouble(wrong)
  return core.apps.planSettings(
    { ...reference, edit: { kind: 'form', values: { ...set }, switches }, inserted },
    signal,
  )
}
