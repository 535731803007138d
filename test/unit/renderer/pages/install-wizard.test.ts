import { describe, expect, it } from 'vitest'
import type { ServerState } from '../../../../preload/contract/server.ts'
import type { SettingField, SettingInput, SettingsForm } from '../../../../preload/contract/settings-form.ts'
import { arrangeSettings } from '../../../../renderer/pages/install/arrange-settings.ts'
import { emptyDraft, readDraft, storeDraft } from '../../../../renderer/pages/install/install-draft.ts'
import { onlyServer } from '../../../../renderer/pages/install/servers-to-choose.ts'
import { answersOf, wrongFields, wrongValue } from '../../../../renderer/pages/settings-form/settings-answers.ts'
import { readDomain, suggestDomain } from '../../../../renderer/pages/install/web-address.ts'

const server = (part: Partial<ServerState>): ServerState => ({
  name: 'garden.example.org',
  kind: 'remote',
  address: null,
  connection: { kind: 'connected', since: 0 },
  lookedAt: 0,
  facts: {
    dockerVersion: '',
    system: '',
    machines: [],
    memoryBytes: 0,
    processors: 1,
    swarm: true,
    proxyNetwork: true,
  },
  apps: [],
  strangers: [],
  troubles: [],
  ...part,
})
const appAt = (domain: string): ServerState['apps'][number] => ({
  name: domain,
  server: 'garden.example.org',
  recipe: 'wiki',
  url: null,
  domain,
  stack: 'wiki',
  word: 'working',
  reason: { code: 'reason-all-running', values: { services: 1 } },
  version: null,
  pinned: null,
  update: null,
  chaos: false,
  job: null,
})
const bare = server({ name: 'bare.example.org' })
const notSetUp: ServerState = { ...bare, facts: bare.facts && { ...bare.facts, swarm: false } }

const field = (
  key: string,
  input: SettingInput = { kind: 'text' },
  part: Partial<SettingField> = {},
): SettingField => ({
  key,
  label: key,
  help: '',
  input,
  value: '',
  example: '',
  required: false,
  ...part,
})
const form: SettingsForm = {
  groups: [
    {
      id: 'group',
      title: '',
      help: '',
      fields: [
        field('MAIL', { kind: 'email' }, { required: true }),
        field('TITLE', { kind: 'text' }, { value: 'Board' }),
      ],
      switches: [
        {
          id: 'smtp',
          title: 'Mail',
          help: '',
          lines: [1],
          fields: [field('HOST', { kind: 'text' }, { required: true })],
          overlays: [],
          secrets: [],
        },
      ],
    },
  ],
  more: [field('TOKEN', { kind: 'password' })],
  secrets: [],
  handled: [],
}

describe('the web address in the install wizard', () => {
  it('reads what people paste', () => {
    expect(readDomain(' https://Wiki.Example.org/start ')).toBe('wiki.example.org')
    expect(readDomain('münchen.example')).toBe('xn--mnchen-3ya.example')
  })

  it.each(['', 'two words', 'me@example.org', 'ftp://example.org', 'a..b', '-a.org', 'a_b.org'])(
    'refuses “%s”',
    (typed) => {
      expect(readDomain(typed)).toBeNull()
    },
  )

  it('suggests the recipe’s name below the server’s, and another one where that is taken', () => {
    const app = appAt('wiki.garden.example.org')
    expect(suggestDomain('wiki', server({}))).toBe('wiki.garden.example.org')
    expect(suggestDomain('wiki', server({ apps: [app] }))).toBe('wiki2.garden.example.org')
    expect(suggestDomain('wiki', server({ kind: 'this-computer', name: 'default' }))).toBe('wiki.localhost')
    expect(suggestDomain('wiki', server({ name: '203.0.113.14' }))).toBe('')
  })
})

describe('the server in the install wizard', () => {
  it('is not asked for where only one is set up and reached', () => {
    expect(onlyServer([server({}), notSetUp])).toBe('garden.example.org')
  })

  it('is asked for where there are two, none, or one that may be away', () => {
    const away = server({ connection: { kind: 'failed', at: 0, failure: { code: 'cancelled', facts: {} } } })
    expect(onlyServer([server({}), bare])).toBeNull()
    expect(onlyServer([notSetUp])).toBeNull()
    expect(onlyServer([away])).toBeNull()
  })
})

describe('the settings in the install wizard', () => {
  it('asks what is required first, and folds away what has a value', () => {
    const { required, switches, folded, usual } = arrangeSettings(form)
    expect(required.map(({ key }) => key)).toEqual(['MAIL'])
    expect(switches.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(['smtp'])
    expect(folded.flatMap(({ items }) => items.map(({ key }) => key))).toEqual(['TITLE'])
    expect(usual.map(({ key }) => key)).toEqual(['TOKEN'])
  })

  it('sends what was changed, and nothing of a switch that is off', () => {
    const draft = { ...emptyDraft, values: { MAIL: 'a@b.org', TITLE: 'Board', HOST: 'mail.b.org' }, switches: ['gone'] }
    expect(answersOf(form, draft)).toEqual({ values: { MAIL: 'a@b.org' }, switches: [] })
    expect(answersOf(form, { ...draft, switches: ['smtp'] })).toEqual({
      values: { MAIL: 'a@b.org', HOST: 'mail.b.org' },
      switches: ['smtp'],
    })
  })

  it('misses what is required only where it is shown', () => {
    const keys = (switches: readonly string[]) =>
      wrongFields(form, { ...emptyDraft, switches }).map((wrong) => wrong.key)
    expect(keys([])).toEqual(['MAIL'])
    expect(keys(['smtp'])).toEqual(['MAIL', 'HOST'])
  })

  it.each<[SettingInput, string, string]>([
    [{ kind: 'number' }, '7.5', 'seven'],
    [{ kind: 'email' }, 'a@b.org', 'a.b.org'],
    [{ kind: 'web-address' }, 'https://b.org', 'b.org'],
    [{ kind: 'host-names' }, 'a.org, b.org', 'https://a.org'],
    [{ kind: 'choice', choices: ['a'], open: false }, 'a', 'b'],
  ])('says when a value of kind %j cannot be meant', (input, right, wrong) => {
    expect(wrongValue(field('KEY', input), right)).toBeNull()
    expect(wrongValue(field('KEY', input), wrong)).toBe(input.kind)
  })
})

describe('the draft of an installation', () => {
  const made = { draft: 'd', made: [{ name: 'p', value: 'S3CRET' }], asked: [], present: [], keychain: true }
  const draft = {
    ...emptyDraft,
    step: 'passwords' as const,
    domain: 'wiki.example.org',
    values: { TITLE: 'Board' },
    secretValues: { TOKEN: 'S3CRET' },
    inserted: { mail: 'S3CRET' },
    passwords: { answers: '', made },
  }

  it('is stored without anything secret', () => {
    expect(storeDraft(draft)).not.toContain('S3CRET')
  })

  it('comes back at the settings, saying that passwords are made again', () => {
    const read = readDraft(storeDraft(draft))
    expect(read).toEqual({
      ...emptyDraft,
      step: 'settings',
      domain: 'wiki.example.org',
      values: { TITLE: 'Board' },
      said: 'madeAnewLoad',
    })
  })

  it.each([null, '', '{', '[]', '"x"', '{"values":3,"switches":{},"step":"elsewhere"}'])(
    'is empty where %j was stored',
    (stored) => {
      expect(readDraft(stored)).toEqual(emptyDraft)
    },
  )
})
