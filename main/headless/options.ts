/** The options of `plan`, as `parseArgs` of node:util takes them, with what `--help` says of each. */
export const options = {
  server: {
    type: 'string',
    value: 'NAME | USER@HOST[:PORT]',
    help: 'a server that Canteen or abra knows here, or the address of one',
  },
  key: { type: 'string', value: 'FILE', help: 'the private key for USER@HOST; without it the SSH agent signs in' },
  'host-key': {
    type: 'string',
    value: 'SHA256:…',
    help: 'what USER@HOST must show of itself, where no known_hosts file knows it',
  },
  do: { type: 'string', value: 'WHAT', help: 'what to plan, of the list above' },
  app: { type: 'string', value: 'NAME', help: 'an app on the server: its settings file’s name without .env' },
  to: { type: 'string', value: 'VERSION', help: 'the version to bring the app to' },
  recipe: { type: 'string', value: 'NAME', help: 'what to install, by the catalogue’s name' },
  domain: { type: 'string', value: 'ADDRESS', help: 'the web address, without https://' },
  version: { type: 'string', value: 'VERSION', help: 'which version; the newest unless said' },
  set: {
    type: 'string',
    multiple: true,
    value: 'KEY=VALUE',
    help: 'a setting, as the recipe’s .env.sample has it; may be given again',
  },
  with: {
    type: 'string',
    multiple: true,
    value: 'NAME',
    help: 'a part of .env.sample to turn on, by its compose file, such as compose.smtp.yml; may be given again',
  },
  'secret-file': {
    type: 'string',
    multiple: true,
    value: 'NAME=FILE',
    help: 'a password that only you know, from a file as it is, or from standard input (-); may be given again',
  },
  data: { type: 'boolean', value: null, help: 'delete its files and data too, for good' },
  name: { type: 'string', value: 'NAME', help: 'the app’s name once more, asked where data is deleted' },
  apply: { type: 'boolean', value: null, help: 'carry the plan out; nothing is asked' },
  json: { type: 'boolean', value: null, help: 'print one JSON object: plan, job, failure' },
  'show-passwords': { type: 'boolean', value: null, help: 'print passwords that were made, once, at the end' },
  help: { type: 'boolean', value: null, help: 'this text' },
} as const

export type OptionName = keyof typeof options

export interface OptionWords {
  /** What stands behind it; null for a switch. */
  readonly value: string | null
  readonly help: string
}

export function isOption(name: string): name is OptionName {
  return Object.hasOwn(options, name)
}
