import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseEnvFile } from '../../../main/recipe/env-file.ts'
import { newAppEnv } from '../../../main/recipe/new-app-env.ts'
import { checkAnswers } from '../../../main/recipe/settings-answers.ts'
import { applyForm, settingsForm } from '../../../main/recipe/settings-form.ts'
import type { SettingField, SettingsForm } from '../../../preload/contract/settings-form.ts'
import { Trouble } from '../../../preload/contract/failure.ts'
import { failureOf } from './failure-of.ts'

const sample = `TYPE=wiki

DOMAIN=wiki.example.com
## Domain aliases
#EXTRA_DOMAINS=', \`www.wiki.example.com\`'
LETS_ENCRYPT_ENV=production
COMPOSE_FILE="compose.yml"

# What is written on top of every page.
TITLE="Our wiki" # keep it short
# Who gets mail when something breaks
ADMIN_EMAIL=admin@example.com
API_URL=https://wiki.example.com/api

# ======================
# LOOK AND FEEL
# ======================

# how much to log (from less to more: error, warning, info)
LOG_LEVEL=info
# Reading without an account (true or false)
PUBLIC=false
#THEME=dark
## Which editor? (e.g. plain, visual)
#EDITOR=visual

# Limits
MAX_UPLOAD=20
MIN_PASSWORD_LENGTH=12
# per day
MAX_PAGES=

#=== E-mail =============

# Sending mail
# Ask your provider for these.
#COMPOSE_FILE="$COMPOSE_FILE:compose.smtp.yml"
#SMTP_ENABLED=1
#SMTP_HOST=mail.example.org
# usually 587
#SMTP_PORT=587
#SECRET_SMTP_PASSWORD_VERSION=v1 # generate=false
# Receiving mail
#COMPOSE_FILE="$COMPOSE_FILE:mail/compose.imap.yml"
#IMAP_HOST=
#SECRET_IMAP_PASSWORD_VERSION=v1

## Passwords
SECRET_DB_PASSWORD_VERSION=v1 # length=32
SECRET_OTHER_VERSION=v1

# Signs the cookies
SECRET_COOKIE_VERSION=v1 # length=64

CONF_VERSION=v3
`

const fieldsOf = (form: SettingsForm): readonly SettingField[] =>
  form.groups.flatMap((group) => [...group.fields, ...group.switches.flatMap((one) => one.fields)])

function field(key: string, text = sample): SettingField {
  const form = settingsForm(text)
  const found = [...fieldsOf(form), ...form.more].find((one) => one.key === key)
  if (found === undefined) throw new Error(`the form has no ${key}`)
  return found
}

/** The lines in which two texts of equally many lines differ, counted from 1. */
function changedLines(before: string, after: string): readonly number[] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  expect(now).toHaveLength(old.length)
  return old.flatMap((line, index) => (line === now[index] ? [] : [index + 1]))
}

describe('the form for a sample', () => {
  test('has the groups that the comments make', () => {
    const groups = settingsForm(sample).groups.map(({ title, fields, switches }) => [
      title,
      fields.map(({ key }) => key),
      switches.map(({ title: name }) => name),
    ])
    expect(groups).toEqual([
      ['', ['EXTRA_DOMAINS', 'TITLE', 'ADMIN_EMAIL', 'API_URL'], []],
      [
        'Look and feel',
        ['LOG_LEVEL', 'PUBLIC', 'THEME', 'EDITOR', 'MAX_UPLOAD', 'MIN_PASSWORD_LENGTH', 'MAX_PAGES'],
        [],
      ],
      ['E-mail', [], ['Sending mail', 'Receiving mail']],
    ])
  })

  test('makes a group of a paragraph below one short comment', () => {
    const form = settingsForm('A=1\n\n# Limits\nMAX_UPLOAD=20\nMAX_PAGES=7\n\nB=2')
    expect(form.groups.map(({ title, fields }) => [title, fields.map(({ key }) => key)])).toEqual([
      ['', ['A', 'B']],
      ['Limits', ['MAX_UPLOAD', 'MAX_PAGES']],
    ])
    expect(form.groups[1]?.fields[0]?.help).toBe('')
  })

  test('shows a longer comment above many lines as help of their group', () => {
    const help = 'Create an account with your provider first, then copy what it tells you.'
    const [group] = settingsForm(`# ${help}\n#A=\n#B=\n#C=`).groups
    expect(group).toMatchObject({ title: '', help })
    expect(group?.fields.map((one) => one.help)).toEqual(['', '', ''])
  })

  test.each([
    ['a ruler above', '# =====\n# First things\n\nA=1'],
    ['a box', '#########\n# First things #\n#########\nA=1'],
    ['rulers beside it', '#--- First things ---\nA=1'],
    ['blank lines around it', 'B=1\n\n# First things\n\nA=1'],
    ['three signs', '### First things\nA=1'],
    ['shouting', '# ====\n# FIRST THINGS\n\nA=1'],
  ])('knows a heading by %s', (_, text) => {
    const titles = settingsForm(text).groups.map(({ title }) => title)
    expect(titles.at(-1)).toBe('First things')
  })

  test.each([
    ['TITLE', 'Title', { kind: 'text' }, 'Our wiki', '', false],
    ['ADMIN_EMAIL', 'Admin e-mail', { kind: 'email' }, '', 'admin@example.com', true],
    ['API_URL', 'API URL', { kind: 'web-address' }, 'https://wiki.example.com/api', '', false],
    [
      'LOG_LEVEL',
      'Log level',
      { kind: 'choice', choices: ['error', 'warning', 'info'], open: false },
      'info',
      '',
      false,
    ],
    ['PUBLIC', 'Public', { kind: 'yes-no', yes: 'true', no: 'false' }, 'false', '', false],
    ['THEME', 'Theme', { kind: 'text' }, '', 'dark', false],
    ['EDITOR', 'Editor', { kind: 'choice', choices: ['plain', 'visual'], open: true }, '', 'visual', false],
    ['MAX_UPLOAD', 'Maximum upload', { kind: 'number' }, '20', '', false],
    ['MIN_PASSWORD_LENGTH', 'Minimum password length', { kind: 'number' }, '12', '', false],
    ['MAX_PAGES', 'Maximum pages', { kind: 'text' }, '', '', true],
    ['SMTP_HOST', 'SMTP host', { kind: 'text' }, '', 'mail.example.org', true],
    ['SMTP_PORT', 'SMTP port', { kind: 'number' }, '587', '', false],
    ['IMAP_HOST', 'IMAP host', { kind: 'text' }, '', '', false],
    ['EXTRA_DOMAINS', 'Further web addresses', { kind: 'host-names' }, '', 'www.wiki.example.com', false],
    [
      'LETS_ENCRYPT_ENV',
      "Let's Encrypt environment",
      { kind: 'choice', choices: ['production', 'staging'], open: true },
      'production',
      '',
      false,
    ],
  ] as const)('asks for %s', (key, label, input, value, example, required) => {
    const { help: _, ...rest } = field(key)
    expect(rest).toEqual({ key, label, input, value, example, required })
  })

  test.each([
    ['DB_PASSWORD=', 'password', true],
    ['API_TOKEN=change-me', 'password', true],
    ['# Optional key of the map service\nMAP_KEY=', 'password', false],
    ['MAP_KEY_URL=', 'web-address', true],
    ['PUBLIC_KEY=', 'text', true],
    ['SITE_EMAIL=', 'email', true],
    ['SMTP_PORT=', 'number', true],
    ['OWNER=<your name>', 'text', true],
    ['HOST=https://example.org', 'web-address', true],
    ['WITH_AI=0', 'yes-no', false],
    ['WORKERS=1', 'number', false],
    ['#DEBUG=true', 'choice', false],
  ])('reads %j as the right kind', (line, kind, required) => {
    const [only] = fieldsOf(settingsForm(`TYPE=wiki\n\n${line}`))
    expect({ kind: only?.input.kind, required: only?.required }).toEqual({ kind, required })
  })

  test('takes the comments right above, behind and pointing up as help', () => {
    expect(field('TITLE').help).toBe('What is written on top of every page.\nkeep it short')
    expect(field('SMTP_PORT').help).toBe('usually 587')
    expect(field('A', '# Above\n\nA=1\n# ^ can be anything').help).toBe('can be anything')
  })

  test('has switches with their lines, fields, overlays and passwords', () => {
    const switches = settingsForm(sample).groups.flatMap((group) => group.switches)
    const lines = sample.split('\n')
    expect(
      switches.map(({ id, help, overlays, secrets, fields, lines: numbers }) => ({
        id,
        help,
        overlays,
        secrets,
        fields: fields.map(({ key }) => key),
        first: lines[(numbers[0] ?? 0) - 1],
        count: numbers.length,
      })),
    ).toEqual([
      {
        id: 'compose.smtp.yml',
        help: 'Ask your provider for these.',
        overlays: ['compose.smtp.yml'],
        secrets: ['SECRET_SMTP_PASSWORD_VERSION'],
        fields: ['SMTP_HOST', 'SMTP_PORT'],
        first: '#COMPOSE_FILE="$COMPOSE_FILE:compose.smtp.yml"',
        count: 5,
      },
      {
        id: 'mail/compose.imap.yml',
        help: '',
        overlays: ['mail/compose.imap.yml'],
        secrets: ['SECRET_IMAP_PASSWORD_VERSION'],
        fields: ['IMAP_HOST'],
        first: '#COMPOSE_FILE="$COMPOSE_FILE:mail/compose.imap.yml"',
        count: 3,
      },
    ])
  })

  test('turns on a commented-out password or flag without an overlay too', () => {
    const switches = settingsForm(
      '## Single sign-on\n#OIDC_ENABLED=1\n#OIDC_URL=\n\n#SECRET_PUSH_KEY_VERSION=v1',
    ).groups.flatMap((group) => group.switches)
    expect(switches.map(({ title, lines }) => [title, lines])).toEqual([
      ['Single sign-on', [2, 3]],
      ['Push key', [5]],
    ])
  })

  test('lists every password with the switch that asks for it', () => {
    expect(settingsForm(sample).secrets).toEqual([
      {
        variable: 'SECRET_SMTP_PASSWORD_VERSION',
        label: 'SMTP password',
        help: '',
        switch: 'compose.smtp.yml',
        generated: false,
      },
      {
        variable: 'SECRET_IMAP_PASSWORD_VERSION',
        label: 'IMAP password',
        help: '',
        switch: 'mail/compose.imap.yml',
        generated: true,
      },
      { variable: 'SECRET_DB_PASSWORD_VERSION', label: 'Database password', help: '', switch: null, generated: true },
      { variable: 'SECRET_OTHER_VERSION', label: 'Other', help: '', switch: null, generated: true },
      { variable: 'SECRET_COOKIE_VERSION', label: 'Cookie', help: 'Signs the cookies', switch: null, generated: true },
    ])
  })

  test('names the keys that it does not ask for', () => {
    const { handled, more } = settingsForm(sample)
    expect(handled).toEqual([
      'TYPE',
      'DOMAIN',
      'COMPOSE_FILE',
      'SECRET_SMTP_PASSWORD_VERSION',
      'SECRET_IMAP_PASSWORD_VERSION',
      'SECRET_DB_PASSWORD_VERSION',
      'SECRET_OTHER_VERSION',
      'SECRET_COOKIE_VERSION',
      'CONF_VERSION',
    ])
    expect(more.map(({ key }) => key)).toEqual(['LETS_ENCRYPT_ENV'])
  })

  test('asks once for a key with several lines: the last that counts', () => {
    const text = '#IMAGE=a\nIMAGE=b\nIMAGE=c\n#IMAGE=d\n\n#COLOUR=red\n#COLOUR=blue'
    expect(fieldsOf(settingsForm(text)).map(({ key, value, example }) => [key, value, example])).toEqual([
      ['IMAGE', 'c', ''],
      ['COLOUR', '', 'red'],
    ])
  })

  test('shows words without control characters', () => {
    const text = '# a\u001b]0;b\u0007c\nA=x\u001b[31m\n\n# \u202eb\n#COMPOSE_FILE="$COMPOSE_FILE:compose.\u0007x.yml"'
    expect(
      JSON.stringify(
        settingsForm(text).groups.map(({ title, help, fields, switches }) => [
          title,
          help,
          fields[0]?.help,
          switches[0]?.title,
          switches[0]?.overlays,
        ]),
      ),
    ).not.toMatch(/\\u00|\u202e/)
  })

  test('of a broken sample is refused with its line', () => {
    expect(failureOf(() => settingsForm('A=1\nwhat is this\n'))).toMatchObject({
      code: 'env-invalid',
      facts: { file: '.env.sample', line: 2 },
    })
  })
})

describe('answers to the form', () => {
  const text = newAppEnv(sample, { recipe: 'wiki', domain: 'know.coop', version: '1.0.0+2.0' })
  const apply = (values: Readonly<Record<string, string>>, switches: readonly string[] = []) =>
    applyForm(text, { values, switches })

  test('that change nothing leave every byte', () => {
    expect(apply({})).toBe(text)
    expect(apply({ TITLE: 'Our wiki', LOG_LEVEL: 'info', THEME: '' })).toBe(text)
  })

  test('change their lines only', () => {
    const result = apply({ TITLE: 'It\'s "ours" # now', MAX_PAGES: '5', THEME: 'light' })
    const { variables } = parseEnvFile(result)
    expect([variables.get('TITLE'), variables.get('MAX_PAGES'), variables.get('THEME')]).toEqual([
      'It\'s "ours" # now',
      '5',
      'light',
    ])
    expect(changedLines(text, result)).toEqual([10, 23, 31])
    expect(result).toContain('# keep it short')
  })

  test('turn the lines of a switch on together', () => {
    const result = apply({ SMTP_HOST: 'smtp.know.coop' }, ['compose.smtp.yml'])
    const { variables } = parseEnvFile(result)
    expect(variables.get('COMPOSE_FILE')).toBe('compose.yml:compose.smtp.yml')
    expect(variables.get('SMTP_HOST')).toBe('smtp.know.coop')
    expect(variables.get('SMTP_PORT')).toBe('587')
    expect(variables.get('SMTP_ENABLED')).toBe('1')
    expect(variables.get('SECRET_SMTP_PASSWORD_VERSION')).toBe('v1')
    expect(result).toContain('\nSECRET_SMTP_PASSWORD_VERSION=v1 # generate=false\n')
    expect(result).toContain('\n# usually 587\n')
    expect(changedLines(text, result)).toEqual([37, 38, 39, 41, 42])
  })

  test('accumulate the overlays of several switches', () => {
    const { variables } = parseEnvFile(apply({}, ['mail/compose.imap.yml', 'compose.smtp.yml']))
    expect(variables.get('COMPOSE_FILE')).toBe('compose.yml:compose.smtp.yml:mail/compose.imap.yml')
  })

  test('name compose.yml where the sample leaves that to the reader', () => {
    const result = applyForm('TYPE=wiki\n# Mail\n#COMPOSE_FILE="$COMPOSE_FILE:compose.smtp.yml"\n', {
      values: {},
      switches: ['compose.smtp.yml'],
    })
    expect(parseEnvFile(result).variables.get('COMPOSE_FILE')).toBe('compose.yml:compose.smtp.yml')
  })

  test('write further web addresses as a Host rule takes them', () => {
    const { variables } = parseEnvFile(apply({ EXTRA_DOMAINS: 'www.know.coop, wiki.know.coop' }))
    expect(variables.get('EXTRA_DOMAINS')).toBe(', `www.know.coop`, `wiki.know.coop`')
  })

  test('to a switch that is off are not written', () => {
    expect(apply({ SMTP_HOST: 'smtp.know.coop' })).toBe(text)
  })

  test.each(['TYPE', 'COMPOSE_FILE', 'DOMAIN', 'STACK_NAME', 'UNHEARD_OF', '__proto__'])('cannot set %s', (key) => {
    expect(failureOf(() => applyForm(text, { values: Object.fromEntries([[key, 'x']]), switches: [] }))).toMatchObject({
      code: 'input-invalid',
    })
  })

  test('cannot turn on what is no switch', () => {
    expect(failureOf(() => apply({}, ['compose.evil.yml']))).toMatchObject({ code: 'input-invalid' })
  })

  test('are checked field by field, those of switches that are off excepted', () => {
    const form = settingsForm(text)
    const check = (values: Readonly<Record<string, string>>, switches: readonly string[] = []) =>
      checkAnswers(form, { values, switches }).map(({ code, facts }) => [code, 'key' in facts ? facts.key : ''])
    expect(check({})).toEqual([
      ['setting-required', 'ADMIN_EMAIL'],
      ['setting-required', 'MAX_PAGES'],
    ])
    const filled = { ADMIN_EMAIL: 'a@know.coop', MAX_PAGES: 'some' }
    expect(check(filled)).toEqual([])
    expect(check({ ...filled, SMTP_PORT: 'x' }, ['compose.smtp.yml'])).toEqual([
      ['setting-required', 'SMTP_HOST'],
      ['setting-invalid', 'SMTP_PORT'],
    ])
    expect(
      check({
        ...filled,
        ADMIN_EMAIL: 'nobody',
        API_URL: 'know.coop',
        LOG_LEVEL: 'loud',
        PUBLIC: 'maybe',
        EXTRA_DOMAINS: 'a b_',
        MAX_UPLOAD: '2x',
        EDITOR: 'other',
      }).map(([, key]) => key),
    ).toEqual(['EXTRA_DOMAINS', 'ADMIN_EMAIL', 'API_URL', 'LOG_LEVEL', 'PUBLIC', 'MAX_UPLOAD'])
  })
})

function formOrFailure(text: string): SettingsForm | 'env-invalid' {
  try {
    return settingsForm(text)
  } catch (error) {
    if (error instanceof Trouble && error.failure.code === 'env-invalid') return 'env-invalid'
    throw error
  }
}

describe('samples of all sorts', () => {
  const own = fileURLToPath(new URL('../../recipes', import.meta.url))
  const trees = fileURLToPath(new URL('../../../../shared/conformance/trees', import.meta.url))
  const samples = [own, trees].flatMap((folder) => (existsSync(folder) ? globSync(`${folder}/**/.env.sample`) : []))

  test('are at hand, and nearly all can be read: the rest abra cannot read either', () => {
    const refused = samples.filter((path) => formOrFailure(readFileSync(path, 'utf8')) === 'env-invalid')
    expect(samples.length).toBeGreaterThan(5)
    expect(refused.filter((path) => path.startsWith(own))).toEqual([])
    expect(refused.length).toBeLessThan(samples.length / 10)
  })

  test.each(samples)('like %s: no key is forgotten, and every switch leaves a file that names its overlays', (path) => {
    const text = readFileSync(path, 'utf8')
    const form = formOrFailure(text)
    if (form === 'env-invalid') return
    const { lines } = parseEnvFile(text)
    const switches = form.groups.flatMap((group) => group.switches)
    const flags = lines.filter(({ number }) => switches.some((one) => one.lines.includes(number)))
    const known = new Set([...fieldsOf(form), ...form.more, ...flags].map(({ key }) => key).concat(form.handled))
    expect(lines.filter(({ key }) => !known.has(key))).toEqual([])
    expect(new Set(switches.map(({ id }) => id)).size).toBe(switches.length)
    expect(applyForm(text, { values: {}, switches: [] })).toBe(text)
    for (const { id, overlays, secrets } of switches) {
      const { variables } = parseEnvFile(applyForm(text, { values: {}, switches: [id] }))
      expect((variables.get('COMPOSE_FILE') ?? '').split(':')).toEqual(expect.arrayContaining([...overlays]))
      expect(secrets.filter((secret) => !variables.has(secret))).toEqual([])
    }
  })

  test('in any arrangement of lines give a form whose answers can be written', () => {
    const line = fc.constantFrom(
      'TYPE=x',
      'A=1',
      'B=',
      '#C=3',
      '# D="4"',
      '#COMPOSE_FILE="$COMPOSE_FILE:compose.a.yml"',
      '#COMPOSE_FILE="compose.yml:compose.b.yml"',
      'COMPOSE_FILE="compose.yml"',
      '#SECRET_A_VERSION=v1',
      'SECRET_B_VERSION=v1 # length=9',
      '#A_ENABLED=1',
      '# Words',
      '# ====',
      '### Head',
      '#',
      '',
      '# ^ up',
      'E="1\n#2"',
      '## (a, b or c)',
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), fc.constantFrom('\n', '\r\n'), (lines, newline) => {
        const text = lines.join(newline)
        const form = settingsForm(text)
        const switches = form.groups.flatMap((group) => group.switches).map(({ id }) => id)
        expect(new Set(switches).size).toBe(switches.length)
        const values = Object.fromEntries(fieldsOf(form).map(({ key }) => [key, `new ${key}`]))
        const { variables } = parseEnvFile(applyForm(text, { values, switches }))
        for (const [key, value] of Object.entries(values)) expect(variables.get(key)).toBe(value)
      }),
      { numRuns: 2000 },
    )
  })

  test.each([
    ['comments', '# e.g. a, b, c, d, e\n'.repeat(8000)],
    ['fields', Array.from({ length: 15_000 }, (_, index) => `K${index}=1`).join('\n')],
    ['switches', '# x\n#COMPOSE_FILE="$COMPOSE_FILE:compose.a.yml"\n\n'.repeat(4000)],
    ['rulers', `#${'='.repeat(200_000)} x`],
    ['words', `# one of ${'a, '.repeat(60_000)}\nA=1`],
    ['signs', `${`# ${'- '.repeat(900)}x\n`.repeat(100)}A=1`],
  ])('with thousands of %s are read in time', (_, text) => {
    const start = performance.now()
    settingsForm(text)
    expect(performance.now() - start).toBeLessThan(4000)
  })
})
