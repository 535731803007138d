import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AppForm, appForm } from '../../../main/recipe/app-form.ts'
import { composeFiles } from '../../../main/recipe/compose-file-lines.ts'
import { editedSettings } from '../../../main/recipe/edited-settings.ts'
import { parseEnvFile } from '../../../main/recipe/env-file.ts'
import { newAppEnv } from '../../../main/recipe/new-app-env.ts'
import type { SettingsEdit } from '../../../preload/contract/app-settings.ts'
import type { SettingField } from '../../../preload/contract/settings-form.ts'
import { failureOf } from './failure-of.ts'

const app = 'wiki.example.org'
const sample = `TYPE=wiki:1.0.0+2.0.0

DOMAIN=wiki.example.org
#EXTRA_DOMAINS=', \`www.wiki.example.org\`'
COMPOSE_FILE="compose.yml"

# What is written on top
TITLE="Our wiki"
# How many are shown
SHOWN=50
PUBLIC=false
# one of: light, dark
THEME=light
#EDITOR=visual
SECRET_DB_PASSWORD_VERSION=v1 # length=32

## E-mail
# Ask your provider for these.
#COMPOSE_FILE="$COMPOSE_FILE:compose.smtp.yml"
#SMTP_ENABLED=1
#SMTP_HOST=mail.example.org # as they call it
#SMTP_PORT=587
#SECRET_SMTP_PASSWORD_VERSION=v1 # generate=false

## Search
#COMPOSE_FILE="$COMPOSE_FILE:compose.search.yml"
#SEARCH_ENABLED=true
`

function form(values: Readonly<Record<string, string>>, switches: readonly string[]): SettingsEdit {
  return { kind: 'form', values: { ...values }, switches: [...switches] }
}

function change(text: string, values: Readonly<Record<string, string>>, switches?: readonly string[], by = sample) {
  return editedSettings(app, text, by, form(values, switches ?? appForm(text, by).on))
}

function fieldOf({ form: { groups, more } }: AppForm, key: string): SettingField {
  const fields = groups.flatMap((group) => [...group.fields, ...group.switches.flatMap((one) => one.fields)])
  const found = [...fields, ...more].find((field) => field.key === key)
  if (found === undefined) throw new Error(`There is no ${key}`)
  return found
}

function valuesOf(text: string): Readonly<Record<string, string>> {
  const { COMPOSE_FILE: _, ...values } = Object.fromEntries(parseEnvFile(text).variables)
  return values
}

const partsOf = (text: string) => composeFiles(parseEnvFile(text))
const smtp = 'compose.smtp.yml'
const search = 'compose.search.yml'

describe('the form to change an app’s settings', () => {
  test('has the sample’s words and the file’s values', () => {
    const text = sample.replace('SHOWN=50', 'SHOWN=7 # fewer').replace('"Our wiki"', "'Their wiki'")
    const found = appForm(text, sample)
    expect(fieldOf(found, 'TITLE')).toMatchObject({ value: 'Their wiki', help: 'What is written on top' })
    expect(fieldOf(found, 'SHOWN')).toMatchObject({ value: '7', input: { kind: 'number' } })
    expect(found.on).toEqual([])
    expect(found.added).toEqual([])
    expect(found.form.groups.some(({ id }) => id === 'unknown')).toBe(false)
  })

  test('has the web address first', () => {
    const [first] = appForm(sample, sample).form.groups
    expect(first).toMatchObject({
      id: 'address',
      fields: [{ key: 'DOMAIN', value: app, input: { kind: 'host-name' }, required: true }],
    })
    expect(appForm(sample, sample).form.handled).not.toContain('DOMAIN')
    expect(appForm('TYPE=wiki\n', sample).form.groups.map(({ id }) => id)).not.toContain('address')
  })

  test('tells what is new in the recipe, with what the sample says as an example', () => {
    const text = 'TYPE=wiki\nDOMAIN=wiki.example.org\nTITLE=Ours\n#THEME=dark\n'
    const found = appForm(text, sample)
    expect(found.added).toEqual(['SHOWN', 'PUBLIC'])
    expect(fieldOf(found, 'SHOWN')).toMatchObject({ value: '', example: '50', required: false })
    expect(fieldOf(found, 'PUBLIC').input).toEqual({ kind: 'choice', choices: ['true', 'false'], open: false })
    expect(fieldOf(found, 'THEME')).toMatchObject({ value: '', example: 'light' })
  })

  test('ends with what the recipe has no word about', () => {
    const text = `${sample}STACK_NAME=old\nMY_OWN=1 # mine\nMY_API_TOKEN=x\nSECRET_OLD_VERSION=v1\nMY_OWN=2 # still mine\n`
    const last = appForm(text, sample).form.groups.at(-1)
    expect(last?.id).toBe('unknown')
    expect(last?.fields.map(({ key, value, input, help }) => [key, value, input.kind, help])).toEqual([
      ['MY_OWN', '2', 'text', 'still mine'],
      ['MY_API_TOKEN', 'x', 'password', ''],
    ])
  })

  test('takes values of another kind than the recipe’s as they are', () => {
    const text = sample
      .replace('SHOWN=50', 'SHOWN=all')
      .replace('PUBLIC=false', 'PUBLIC=maybe')
      .replace('THEME=light', 'THEME=pink')
      .replace('TITLE="Our wiki"', 'TITLE=')
    const found = appForm(text, sample)
    expect(fieldOf(found, 'SHOWN')).toMatchObject({ value: 'all', input: { kind: 'text' } })
    expect(fieldOf(found, 'PUBLIC')).toMatchObject({ value: 'maybe', input: { kind: 'choice', open: true } })
    expect(fieldOf(found, 'THEME')).toMatchObject({ value: 'pink', input: { kind: 'choice', open: true } })
    expect(fieldOf(found, 'TITLE')).toMatchObject({ value: '', required: false })
    expect(change(text, { SHOWN: 'none' })).toContain('SHOWN=none\n')
  })

  test('shows what something that is off would get', () => {
    const found = appForm(sample.replace('#SMTP_HOST=mail.example.org', '#SMTP_HOST=mail.coop'), sample)
    expect(fieldOf(found, 'SMTP_HOST').value).toBe('mail.coop')
    expect(fieldOf(found, 'SMTP_PORT').value).toBe('587')
    expect(fieldOf(appForm(sample, sample), 'SMTP_HOST')).toMatchObject({ value: '', required: true })
  })

  test('has something on once its parts and passwords are in use, whatever else came since', () => {
    const on = change(sample, { SMTP_HOST: 'mail.coop' }, [smtp])
    expect(appForm(on, sample).on).toEqual([smtp])
    expect(appForm(on.replace(/SMTP_PORT.*\n/, ''), sample).on).toEqual([smtp])
    expect(appForm(on.replace('SMTP_ENABLED=1', 'SMTP_ENABLED=0'), sample).on).toEqual([])
    expect(appForm(on.replace(/^SECRET_SMTP.*\n/m, ''), sample).on).toEqual([])
  })
})

describe('an edit in the form', () => {
  test('changes the lines that it is about', () => {
    const text = change(sample, { TITLE: 'It is "ours"', SHOWN: '7', DOMAIN: 'new.example.org' })
    expect(text).toBe(
      sample
        .replace('"Our wiki"', `'It is "ours"'`)
        .replace('SHOWN=50', 'SHOWN=7')
        .replace('DOMAIN=wiki', 'DOMAIN=new'),
    )
  })

  test('writes what is new only where it is filled in', () => {
    const text = 'TYPE=wiki\nDOMAIN=wiki.example.org'
    expect(change(text, { SHOWN: '', TITLE: '' })).toBe(text)
    expect(change(text, { SHOWN: '7' })).toBe(`${text}\nSHOWN=7\n`)
  })

  test('writes further web addresses as the recipe needs them', () => {
    const text = change(sample, { EXTRA_DOMAINS: 'a.example.org, b.example.org' })
    expect(parseEnvFile(text).variables.get('EXTRA_DOMAINS')).toBe(', `a.example.org`, `b.example.org`')
    expect(fieldOf(appForm(text, sample), 'EXTRA_DOMAINS').value).toBe('a.example.org, b.example.org')
  })

  test('turns something on and off in the file’s own lines', () => {
    const on = change(sample, { SMTP_HOST: 'mail.coop' }, [smtp])
    expect(on).toBe(
      sample
        .replace('#COMPOSE_FILE="$COMPOSE_FILE:compose.smtp.yml"', 'COMPOSE_FILE="$COMPOSE_FILE:compose.smtp.yml"')
        .replaceAll('#SMTP', 'SMTP')
        .replace('#SECRET_SMTP', 'SECRET_SMTP')
        .replace('SMTP_HOST=mail.example.org', 'SMTP_HOST=mail.coop'),
    )
    const off = change(on, {}, [])
    expect(off).toBe(sample.replace('SMTP_HOST=mail.example.org', 'SMTP_HOST=mail.coop'))
    expect(change(off, {}, [smtp])).toBe(on)
  })

  test('brings what the file lacks from the sample, with what stands behind it', () => {
    const text =
      'TYPE=wiki\r\nDOMAIN=wiki.example.org\r\nCOMPOSE_FILE="compose.yml:compose.mine.yml" # both\r\nEND=1\r\n'
    const on = change(text, { SMTP_HOST: 'mail.coop' }, [smtp, search])
    expect(on).toBe(
      [
        'TYPE=wiki',
        'DOMAIN=wiki.example.org',
        'COMPOSE_FILE="compose.yml:compose.mine.yml" # both',
        'COMPOSE_FILE="$COMPOSE_FILE:compose.smtp.yml"',
        'COMPOSE_FILE="$COMPOSE_FILE:compose.search.yml"',
        'END=1',
        'SMTP_ENABLED=1',
        'SMTP_HOST=mail.coop # as they call it',
        'SMTP_PORT=587',
        'SECRET_SMTP_PASSWORD_VERSION=v1 # generate=false',
        'SEARCH_ENABLED=true',
        '',
      ].join('\r\n'),
    )
    expect(partsOf(on)).toEqual(['compose.yml', 'compose.mine.yml', smtp, search])
    expect(partsOf(change(on, {}, [search]))).toEqual(['compose.yml', 'compose.mine.yml', search])
  })

  test('begins the list of parts where the file has none', () => {
    const text = 'TYPE=wiki\nDOMAIN=wiki.example.org\n'
    const on = change(text, {}, [search])
    expect(on).toContain('COMPOSE_FILE="compose.yml:compose.search.yml"\n')
    expect(partsOf(change(on, {}, []))).toEqual(['compose.yml'])
    expect(partsOf(change(change(on, {}, []), {}, [search]))).toEqual(['compose.yml', search])
  })

  test('takes a part out of a list that names several', () => {
    const text = sample.replace('"compose.yml"', "'compose.yml:compose.smtp.yml:compose.mine.yml' # all of them")
    const withSecret = `${text}SMTP_ENABLED=1\nSMTP_HOST=a\nSECRET_SMTP_PASSWORD_VERSION=v2\n`
    expect(appForm(withSecret, sample).on).toEqual([smtp])
    const off = change(withSecret, {}, [])
    expect(off).toContain("COMPOSE_FILE='compose.yml:compose.mine.yml' # all of them\n")
    expect(off).toContain('#SECRET_SMTP_PASSWORD_VERSION=v2\n')
  })

  test('keeps what something that stays on needs as well', () => {
    const both = `TYPE=wiki\n\n## One\n#COMPOSE_FILE="$COMPOSE_FILE:compose.one.yml:compose.shared.yml"\n#SHARED=1\n#ONE=1\n\n## Two\n#COMPOSE_FILE="$COMPOSE_FILE:compose.two.yml:compose.shared.yml"\n#SHARED=1\n#TWO=1\n`
    const ids = appForm(both, both).form.groups.flatMap((group) => group.switches.map(({ id }) => id))
    const on = change(both, {}, ids, both)
    const off = change(on, {}, ids.slice(1), both)
    expect(appForm(off, both).on).toEqual(ids.slice(1))
    expect(valuesOf(off)).toEqual({ TYPE: 'wiki', SHARED: '1', TWO: '1' })
    expect(new Set(partsOf(off))).toEqual(new Set(['compose.yml', 'compose.two.yml', 'compose.shared.yml']))
  })

  test('goes from one kind of database to another and back', () => {
    const kinds = `TYPE=wiki\nCOMPOSE_FILE=compose.yml:compose.sqlite.yml\nDB=sqlite\n\n## Mail\n#COMPOSE_FILE="$COMPOSE_FILE:compose.smtp.yml"\n#MAIL=1\n\n## Postgres\n#COMPOSE_FILE=compose.yml:compose.postgres.yml\n#DB=postgres\n`
    const mail = change(kinds, {}, [smtp], kinds)
    const postgres = change(mail, {}, [smtp, 'compose.postgres.yml'], kinds)
    expect(partsOf(postgres)).toEqual(['compose.yml', 'compose.postgres.yml', smtp])
    expect(parseEnvFile(postgres).variables.get('DB')).toBe('postgres')
    const back = change(postgres, {}, [smtp], kinds)
    expect(partsOf(back)).toEqual(['compose.yml', 'compose.sqlite.yml', smtp])
    expect(parseEnvFile(back).variables.get('DB')).toBe('sqlite')
  })

  test('refuses what the form does not have, and what cannot be meant', () => {
    expect(failureOf(() => change(sample, { TYPE: 'other' }))).toMatchObject({ code: 'input-invalid' })
    expect(failureOf(() => change(sample, { SECRET_DB_PASSWORD_VERSION: 'v2' }))).toMatchObject({
      code: 'input-invalid',
    })
    expect(failureOf(() => change(sample, {}, ['compose.none.yml']))).toMatchObject({ code: 'input-invalid' })
    expect(failureOf(() => change(sample, { SHOWN: 'many' }))).toMatchObject({
      code: 'setting-invalid',
      facts: { key: 'SHOWN' },
    })
    expect(failureOf(() => change(sample, { DOMAIN: '' }))).toMatchObject({ code: 'setting-required' })
    expect(failureOf(() => change(sample, { DOMAIN: 'a b' }))).toMatchObject({ code: 'setting-invalid' })
    expect(failureOf(() => change(sample, {}, [smtp]))).toMatchObject({
      code: 'setting-required',
      facts: { key: 'SMTP_HOST' },
    })
  })
})

describe('an edit of the text', () => {
  const edit = (text: string, before = sample) => editedSettings(app, sample, sample, { kind: 'text', before, text })

  test('is taken letter for letter', () => {
    const text = `${sample}# mine\r\nX=1`
    expect(edit(text)).toBe(text)
    expect(editedSettings(app, sample, sample, { kind: 'none' })).toBe(sample)
  })

  test('is refused when the file is another one by now', () => {
    expect(failureOf(() => edit(sample, `${sample}\n`))).toEqual({ code: 'plan-outdated', facts: { app } })
  })

  test('is refused with the line that cannot be read', () => {
    expect(failureOf(() => edit('TYPE=wiki\n\nA="x\n'))).toMatchObject({
      code: 'env-invalid',
      facts: { file: `${app}.env`, line: 3 },
    })
  })

  test('cannot make another app of it', () => {
    const facts = { key: 'TYPE', detail: 'the app is made from wiki' }
    expect(failureOf(() => edit('TYPE=blog\n'))).toEqual({ code: 'setting-invalid', facts })
    expect(edit('TYPE=wiki:0.9.0+1.0.0\n')).toBe('TYPE=wiki:0.9.0+1.0.0\n')
    expect(failureOf(() => edit('DOMAIN=x\n'))).toMatchObject({ code: 'env-invalid' })
  })
})

describe('whatever a file looks like', () => {
  const line = fc.constantFrom(
    'TITLE=x',
    'TITLE="two words" # why',
    'SHOWN=7',
    'export PUBLIC=true',
    "THEME='dark'",
    'DOMAIN=a.example.org',
    'OWN=$TITLE-x',
    'OWN="a\nb"',
    'ONE="1" TWO="2"',
    'COMPOSE_FILE=compose.yml',
    'COMPOSE_FILE="compose.yml:compose.mine.yml"',
    'COMPOSE_FILE="$COMPOSE_FILE:compose.own.yml"',
    '#COMPOSE_FILE="$COMPOSE_FILE:compose.smtp.yml"',
    '# COMPOSE_FILE=compose.yml:compose.search.yml',
    '#SMTP_HOST=mail.coop',
    '#SMTP_PORT=25 # old',
    '#SEARCH_ENABLED=true',
    '#SEARCH_ENABLED=true',
    '# words, with = in them',
    '#EDITOR=plain',
    '',
  )
  /** With a byte order mark, lines of both ends, duplicates and no last newline; nothing that belongs to a switch is on. */
  const file = fc
    .tuple(
      fc.constantFrom('', '\ufeff'),
      fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n')), { maxLength: 14 }),
      fc.constantFrom('', 'LAST=1'),
    )
    .map(([mark, lines, last]) => `${mark}TYPE=wiki\n${lines.flat().join('')}${last}`)
  const switches = fc.subarray([smtp, search])

  test('no edit changes no byte', () => {
    fc.assert(fc.property(file, (text) => change(text, {}) === text))
  })

  test('what is turned on and off again leaves the values and parts as before', () => {
    fc.assert(
      fc.property(file, switches, (text, ids) => {
        const on = change(text, ids.includes(smtp) ? { SMTP_HOST: 'mail.coop' } : {}, ids)
        expect(appForm(on, sample).on.toSorted()).toEqual(ids.toSorted())
        expect(partsOf(on)).toEqual(expect.arrayContaining([...partsOf(text), ...ids]))
        const off = change(on, {}, [])
        expect(valuesOf(off)).toEqual(valuesOf(text))
        expect(partsOf(off)).toEqual(partsOf(text))
      }),
      { numRuns: 300 },
    )
  })

  test('every value can be read back, and all other lines are still there', () => {
    const values = fc.record(
      {
        TITLE: fc.constantFrom('new', 'it is "so"', "it's", '$A', 'a # b', 'ü'),
        SHOWN: fc.constantFrom('1', '2.5'),
        PUBLIC: fc.constantFrom('true', 'false'),
        EDITOR: fc.constantFrom('plain', 'x'),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(file, values, switches, (text, wanted, ids) => {
        const answers = ids.includes(smtp) ? { ...wanted, SMTP_HOST: 'mail.coop' } : wanted
        const result = change(text, answers, ids)
        for (const [key, value] of Object.entries(answers)) expect(valuesOf(result)[key]).toBe(value)
        const kept = text.split('\n').filter((one) => /^(?:# words|OWN|b"|ONE|LAST)/.test(one))
        const found = result.split('\n')
        for (const one of kept) expect(found).toContain(one)
        expect(result.startsWith('\ufeff')).toBe(text.startsWith('\ufeff'))
      }),
      { numRuns: 300 },
    )
  })
})

describe('the practice recipes', () => {
  test.each([
    ['noticeboard', '1.0.0+1.4.0'],
    ['noticeboard', '1.1.0+1.5.0'],
    ['guestbook', '0.2.0+0.9.0'],
    ['guestbook', '1.1.0+1.1.0'],
  ])('%s %s: each switch goes on and off', (recipe, version) => {
    const file = new URL(`../../recipes/${recipe}/${version}/.env.sample`, import.meta.url)
    const text = newAppEnv(readFileSync(file, 'utf8'), { recipe, domain: app, version })
    const found = appForm(text, text)
    expect(found).toMatchObject({ on: [], added: [] })
    const ids = found.form.groups.flatMap((group) => group.switches.map(({ id }) => id))
    expect(ids.length).toBeGreaterThan(0)
    for (const id of ids) {
      const required = found.form.groups
        .flatMap((group) => group.switches.filter((one) => one.id === id).flatMap((one) => one.fields))
        .filter((field) => field.required)
      const values = Object.fromEntries(
        required.map(({ key, input }) => [key, input.kind === 'email' ? 'a@example.coop' : 'mail.coop']),
      )
      const on = change(text, values, [id], text)
      expect(appForm(on, text).on).toEqual([id])
      const off = change(on, {}, [], text)
      expect(valuesOf(off)).toEqual(valuesOf(text))
      expect(partsOf(off)).toEqual(partsOf(text))
    }
  })
})
