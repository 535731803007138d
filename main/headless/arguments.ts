import { parseArgs } from 'node:util'
import { z } from 'zod'
import { serverName } from '../../preload/contract/server.ts'
import { type Kind, kinds } from './kinds.ts'
import { isOption, type OptionName, options, type OptionWords } from './options.ts'
import type { MakePlan } from './planned.ts'
import { WrongUsage } from './wrong-usage.ts'

/** Which server is meant: one that is known here, or one at an address. */
export type AskedServer =
  | { readonly kind: 'known'; readonly name: string }
  | {
      readonly kind: 'address'
      readonly user: string
      readonly host: string
      readonly port: number
      /** As written; null for the SSH agent's keys. */
      readonly key: string | null
      readonly hostKey: string | null
    }

/** What the command line asks for. */
export type Asked =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'plan'
      readonly server: AskedServer
      readonly plan: MakePlan
      readonly apply: boolean
      readonly json: boolean
      readonly showPasswords: boolean
      /** A change that does not come to rest is brought back. */
      readonly returns: boolean
    }

/** Of every plan, whatever is planned. */
export const commonOptions: readonly OptionName[] = [
  'server',
  'key',
  'host-key',
  'do',
  'apply',
  'json',
  'show-passwords',
  'no-return',
  'help',
]

type Values = Partial<Record<OptionName, string | boolean | (string | boolean)[]>>

/** Reads the words behind `plan`. Pure. @throws WrongUsage */
export function readArguments(words: readonly string[]): Asked {
  const values = parse(words)
  if (values.help === true || words.length === 0) return { kind: 'help' }
  const { server, do: word } = values
  if (typeof server !== 'string') throw missing('server')
  if (typeof word !== 'string') throw missing('do')
  const kind = Object.hasOwn(kinds, word) ? kinds[word] : undefined
  if (kind === undefined) throw new WrongUsage(`--do takes one of ${Object.keys(kinds).join(', ')}.`)
  return {
    kind: 'plan',
    server: readServer(server, values),
    plan: readKind(kind, word, values),
    apply: values.apply === true,
    json: values.json === true,
    showPasswords: values['show-passwords'] === true,
    returns: values['no-return'] !== true,
  }
}

function parse(words: readonly string[]): Values {
  const { tokens, values } = parseArgs({
    args: [...words],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const seen = new Set<string>()
  for (const token of tokens) {
    if (token.kind !== 'option') throw new WrongUsage('Every word belongs to an option: --NAME VALUE.')
    const { name, rawName, value } = token
    if (!isOption(name)) throw new WrongUsage(`There is no option ${rawName}.`)
    const option = options[name]
    if (option.type === 'boolean' && value !== undefined) throw new WrongUsage(`--${name} takes no value.`)
    if (option.type === 'string' && (value === undefined || value === '')) throw missing(name)
    if (seen.has(name) && !('multiple' in option)) throw new WrongUsage(`--${name} is given twice.`)
    seen.add(name)
  }
  return values
}

function readKind(kind: Kind, word: string, values: Values): MakePlan {
  const strange = Object.keys(values).find((name) => ![...commonOptions, ...kind.takes].some((one) => one === name))
  if (strange !== undefined) {
    const takes = kind.takes.map((name) => `--${name}`).join(', ')
    throw new WrongUsage(`--${strange} does not go with --do ${word}${takes === '' ? '' : `, which takes ${takes}`}.`)
  }
  const lacking = kind.needs.find((name) => values[name] === undefined)
  if (lacking !== undefined) throw missing(lacking, `--do ${word} needs it`)
  try {
    return kind.read(Object.fromEntries(kind.takes.map((name) => [name, values[name]])))
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    const name = String(error.issues[0]?.path[0] ?? '')
    throw isOption(name) ? unfit(name) : error
  }
}

/** `USER@HOST`, `USER@HOST:PORT`, `USER@[IPV6]:PORT`; anything else is a name. */
function readServer(text: string, { key, 'host-key': hostKey }: Values): AskedServer {
  if (!text.includes('@')) {
    const name = serverName.safeParse(text)
    if (!name.success) throw unfit('server')
    if (key !== undefined) throw new WrongUsage('--key goes with --server USER@HOST: how to reach NAME is known.')
    if (hostKey !== undefined) throw new WrongUsage('--host-key goes with --server USER@HOST.')
    return { kind: 'known', name: name.data }
  }
  const [, user, six, plain, digits] =
    /^([^\s:@/\\-][^\s:@/\\]*)@(?:\[([0-9A-Fa-f:.%]+)\]|([A-Za-z0-9][A-Za-z0-9._-]*))(?::(\d{1,5}))?$/.exec(text) ?? []
  const host = six ?? plain
  const port = Number(digits ?? 22)
  if (user === undefined || host === undefined || port < 1 || port > 65_535) throw unfit('server')
  if (typeof hostKey === 'string' && !/^SHA256:[A-Za-z0-9+/]{43}$/.test(hostKey)) throw unfit('host-key')
  return {
    kind: 'address',
    user,
    host,
    port,
    key: typeof key === 'string' ? key : null,
    hostKey: typeof hostKey === 'string' ? hostKey : null,
  }
}

function missing(name: OptionName, why = ''): WrongUsage {
  return new WrongUsage(`${usageOf(name)} is missing${why === '' ? '' : ` (${why})`}: ${options[name].help}.`)
}

function unfit(name: OptionName): WrongUsage {
  return new WrongUsage(`${usageOf(name)} does not fit: ${options[name].help}.`)
}

/** `--to VERSION`. */
export function usageOf(name: OptionName): string {
  const { value }: OptionWords = options[name]
  return value === null ? `--${name}` : `--${name} ${value}`
}
