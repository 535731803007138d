import {
  addServerInput,
  type AddServerInput,
  type HostSuggestion,
  type Login,
} from '../../../preload/contract/server.ts'
import type { TextKey } from '../../language/text.ts'

export type Way = Login['kind']

/** The fields of a way into a machine, as typed. All ways keep what was typed while another one is chosen. */
export interface WayFields {
  readonly host: string
  readonly port: string
  readonly user: string
  readonly way: Way
  readonly password: string
  readonly key: string
  readonly file: string
  readonly passphrase: string
}

export interface ServerForm extends WayFields {
  /** Empty: the address is the name. */
  readonly name: string
  readonly jump: WayFields | null
}

export type WrongField = 'host' | 'port' | 'user' | 'password' | 'key' | 'file' | 'name'
/** What is wrong, by field; those of the machine in between begin with `jump.`. */
export type Wrong = Readonly<Partial<Record<WrongField | `jump.${WrongField}`, TextKey>>>

const emptyWay: WayFields = {
  host: '',
  port: '22',
  user: '',
  way: 'password',
  password: '',
  key: '',
  file: '',
  passphrase: '',
}

export const emptyForm: ServerForm = { ...emptyWay, name: '', jump: null }

export function startJump(): WayFields {
  return emptyWay
}

/** Fills in what ~/.ssh/config says of a host, and of the one it is reached through. */
export function withSuggestion(form: ServerForm, chosen: HostSuggestion, all: readonly HostSuggestion[]): ServerForm {
  const through = all.find((host) => host.alias === chosen.jump)
  const jump = chosen.jump === null ? null : through === undefined ? { ...emptyWay, host: chosen.jump } : wayTo(through)
  return { ...form, ...wayTo(chosen), name: chosen.alias, jump }
}

function wayTo(suggestion: HostSuggestion): WayFields {
  return {
    ...emptyWay,
    host: suggestion.host,
    port: String(suggestion.port),
    user: suggestion.user,
    way: suggestion.keyFile === null ? 'agent' : 'key-file',
    file: suggestion.keyFile ?? '',
  }
}

export function nameOf(form: ServerForm): string {
  return (form.name.trim() === '' ? form.host : form.name).trim()
}

/** What the core is asked, or which fields keep it from being asked. */
export function readForm(
  form: ServerForm,
  acceptedKeys: readonly string[],
): { readonly kind: 'ready'; readonly input: AddServerInput } | { readonly kind: 'wrong'; readonly wrong: Wrong } {
  const parsed = addServerInput.safeParse({
    kind: 'remote',
    name: nameOf(form),
    ...way(form),
    ...(form.jump === null ? {} : { jump: way(form.jump) }),
    acceptedKeys: [...acceptedKeys],
  })
  if (parsed.success) return { kind: 'ready', input: parsed.data }
  const wrong: Partial<Record<keyof Wrong, TextKey>> = {}
  for (const issue of parsed.error.issues) {
    const before = issue.path[0] === 'jump' ? 'jump.' : ''
    const field = fieldOf(String(issue.path.at(-1)))
    // A name that is taken from the address is wrong where the address is.
    if (field === 'name' && form.name.trim() === '') wrong.host = 'addServer.wrong.host'
    else wrong[`${before}${field}`] = `addServer.wrong.${field}`
  }
  return { kind: 'wrong', wrong }
}

function fieldOf(name: string): WrongField {
  switch (name) {
    case 'port':
    case 'user':
    case 'password':
    case 'key':
    case 'file':
    case 'name':
      return name
    default:
      return 'host'
  }
}

function way(fields: WayFields) {
  return { host: fields.host, port: Number(fields.port), user: fields.user, login: login(fields) }
}

function login(fields: WayFields): Login {
  const passphrase = fields.passphrase === '' ? {} : { passphrase: fields.passphrase }
  switch (fields.way) {
    case 'password':
      return { kind: 'password', password: fields.password }
    case 'key':
      return { kind: 'key', key: fields.key, ...passphrase }
    case 'key-file':
      return { kind: 'key-file', file: fields.file.trim(), ...passphrase }
    case 'agent':
      return { kind: 'agent' }
  }
}
