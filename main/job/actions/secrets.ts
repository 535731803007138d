import { Trouble } from '../../../preload/contract/failure.ts'
import type { Action } from '../../plan/action.ts'
import { isOvertaken } from '../overtaken.ts'
import type { Performance, Surroundings } from '../perform.ts'

/** Puts an app's passwords on the server; what this step made before stays as it is. The label-free form is abra's (abra.md §6). */
export async function* createSecrets(
  { app, secrets, keepInKeychain }: Extract<Action, { kind: 'create-secrets' }>,
  { engine, server, job, pending, signal, again }: Surroundings,
): Performance {
  const docker = await engine(signal)
  const present = new Set((await docker.secrets({}, signal)).map((secret) => secret.name))
  const foreign = again ? [] : secrets.filter(({ fullName }) => present.has(fullName))
  // Somebody else made them since the plan: those that the member was shown are not the ones that open the app.
  const outdated = async (names: readonly string[]) => {
    await pending.drop(job, names)
    return new Trouble({ code: 'plan-outdated', facts: { app } })
  }
  if (foreign.length > 0) throw await outdated(foreign.map(({ fullName }) => fullName))
  const values = new Map<string, string>()
  for (const { fullName } of secrets) {
    const value = present.has(fullName) ? undefined : await pending.take(job, fullName)
    if (value !== undefined) values.set(fullName, value)
  }
  const lost = secrets.filter(({ fullName }) => !present.has(fullName) && !values.has(fullName))
  if (lost.length > 0) {
    throw new Trouble({ code: 'passwords-lost', facts: { app, secrets: lost.map((secret) => secret.name) } })
  }
  await Promise.all(
    [...values].map(async ([fullName, value]) => {
      try {
        await docker.createSecret({ Name: fullName, Data: Buffer.from(value).toString('base64') }, signal)
      } catch (error) {
        if (!isOvertaken(error)) throw error
        // When the step is taken up again, it is an earlier attempt of its own that arrived late.
        if (!again) throw await outdated([fullName])
      }
    }),
  )
  for (const { fullName } of secrets) {
    await pending.settle(job, fullName, keepInKeychain ? { server, app } : null)
  }
  return null
}

/** Removes exactly the named secrets from the server, and from this computer's keychain unless they are kept there. */
export async function* removeSecrets(
  { app, secrets, keepInKeychain }: Extract<Action, { kind: 'remove-secrets' }>,
  { engine, server, pending, signal }: Surroundings,
): Performance {
  const docker = await engine(signal)
  const names = new Set(secrets.map(({ fullName }) => fullName))
  const present = (await docker.secrets({}, signal)).filter((secret) => names.has(secret.name))
  await Promise.all(present.map((secret) => docker.removeSecret(secret.id, signal)))
  if (!keepInKeychain) await pending.forgetKept({ server, app }, [...names])
  return null
}
