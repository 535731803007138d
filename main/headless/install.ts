import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { Trouble } from '../../preload/contract/failure.ts'
import type { MadePasswords } from '../../preload/contract/install.ts'
import type { SettingsForm } from '../../preload/contract/settings-form.ts'
import type { Core } from '../api/core.ts'
import { askedFields, checkAnswers } from '../recipe/settings-answers.ts'
import { systemCode } from '../store/file-trouble.ts'
import type { Planned } from './planned.ts'
import { WrongUsage } from './wrong-usage.ts'

export interface InstallGiven {
  readonly server: string
  readonly recipe: string
  readonly domain: string
  readonly version?: string | undefined
  readonly set: Readonly<Record<string, string>>
  readonly with: readonly string[]
  /** Files by the secret's name; `-` is standard input. */
  readonly 'secret-file': Readonly<Record<string, string>>
}

/** The way of the install wizard, with the answers of the command line. Throws WrongUsage, and what the core throws. */
export async function planInstall(core: Core, given: InstallGiven, signal: AbortSignal): Promise<Planned> {
  const { server, recipe, domain, set } = given
  const inserted = await readSecrets(given['secret-file'])
  const form = await core.install.form({ server, recipe, version: given.version, domain })
  const switches = switchesFor(form.settings, Object.keys(set), given.with)
  const [wrong] = checkAnswers(form.settings, { values: set, switches })
  if (wrong !== undefined) throw new Trouble(wrong)
  const answers = { server, recipe, version: form.version, domain, values: { ...set }, switches: [...switches] }
  const passwords = await core.install.makePasswords(answers)
  refuseStrangers(Object.keys(inserted), passwords)
  const { draft, keychain: kept } = passwords
  const plan = await core.install.plan({ ...answers, draft, inserted, keepInKeychain: kept }, signal)
  return { plan, made: passwords.made.filter(({ name }) => !Object.hasOwn(inserted, name)), kept }
}

/** Those that are asked for, and those that a setting belongs to: naming a setting says that it is meant. */
export function switchesFor(form: SettingsForm, keys: readonly string[], asked: readonly string[]): readonly string[] {
  const all = form.groups.flatMap((group) => group.switches)
  const ids = all.map(({ id }) => id)
  const strange = asked.find((id) => !ids.includes(id))
  if (strange !== undefined) throw new WrongUsage(`--with: this recipe has ${namesOf(ids)} to turn on.`)
  const plain = askedFields(form, { values: {}, switches: [] }).map(({ key }) => key)
  const wanted = keys.map((key) => {
    if (plain.includes(key)) return null
    const owner = all.find(({ fields }) => fields.some((field) => field.key === key))
    if (owner !== undefined) return owner.id
    const known = askedFields(form, { values: {}, switches: ids }).map((field) => field.key)
    throw new WrongUsage(`--set: this recipe has the settings ${namesOf([...new Set(known)])}.`)
  })
  return ids.filter((id) => asked.includes(id) || wanted.includes(id))
}

function refuseStrangers(names: readonly string[], { made, asked, present }: MadePasswords): void {
  const known = [...made, ...asked].map(({ name }) => name)
  for (const name of names) {
    if (present.includes(name)) throw new WrongUsage('--secret-file: the server has one of these passwords already.')
    if (!known.includes(name)) throw new WrongUsage(`--secret-file: this app has ${namesOf(known)}.`)
  }
}

function namesOf(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ')
}

async function readSecrets(files: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const read = Object.entries(files).map(async ([name, file]) => [name, await readSecret(file)] as const)
  return Object.fromEntries(await Promise.all(read))
}

/** Letter for letter, a newline at the end included, as `docker secret create` takes it. */
async function readSecret(file: string): Promise<string> {
  try {
    const bytes = await (file === '-' ? buffer(process.stdin) : readFile(file))
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    if (text === '') throw new WrongUsage('--secret-file: there is nothing in it.')
    return text
  } catch (error) {
    if (error instanceof WrongUsage) throw error
    throw new WrongUsage(`--secret-file: it cannot be read (${systemCode(error) ?? 'it is not UTF-8 text'}).`)
  }
}
