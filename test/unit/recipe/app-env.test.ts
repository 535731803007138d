import { describe, expect, test } from 'vitest'
import { abraShCommands, abraShExports } from '../../../main/recipe/abra-sh.ts'
import { appTypeOf, parseAppType, printAppType, recipeFolder } from '../../../main/recipe/app-type.ts'
import { parseEnvFile } from '../../../main/recipe/env-file.ts'
import { newAppEnv } from '../../../main/recipe/new-app-env.ts'
import { isObjectName, stackName } from '../../../main/recipe/stack-name.ts'
import { failureOf } from './failure-of.ts'

describe('a new app', () => {
  const sample = "TYPE=wiki\n\nDOMAIN=wiki.example.com\n#EXTRA_DOMAINS=', `www.wiki.example.com`'\nOTHER=example.com"

  test('gets the sample with its own address and version, and nothing else changed', () => {
    expect(newAppEnv(sample, { recipe: 'wiki', domain: 'know.how.coop', version: '1.0.0+2.1' })).toBe(
      "TYPE=wiki:1.0.0+2.1\n\nDOMAIN=know.how.coop\n#EXTRA_DOMAINS=', `www.know.how.coop`'\nOTHER=example.com",
    )
  })

  test('of a recipe without versions gets none', () => {
    expect(newAppEnv('TYPE=wiki', { recipe: 'wiki', domain: 'a.b', version: null })).toBe('TYPE=wiki')
  })

  test('with an address that looks like a pattern gets it letter for letter', () => {
    expect(newAppEnv('D=wiki.example.com', { recipe: 'wiki', domain: '$&.coop', version: null })).toBe('D=$&.coop')
  })
})

describe('the recipe of an app', () => {
  test.each([
    ['wiki', { recipe: 'wiki', version: null, withLocalChanges: false }],
    ['wiki:1.0.0+2.1', { recipe: 'wiki', version: '1.0.0+2.1', withLocalChanges: false }],
    ['wiki:1a2b3c4d+U', { recipe: 'wiki', version: '1a2b3c4d', withLocalChanges: true }],
    [
      'git.example.org/us/wiki:1.0.0+1',
      { recipe: 'git.example.org/us/wiki', version: '1.0.0+1', withLocalChanges: false },
    ],
  ])('%s is read and printed alike', (text, type) => {
    expect(parseAppType(text)).toEqual(type)
    expect(printAppType(type)).toBe(text)
  })

  test.each(['', 'a:b:c', '../up', '-x', 'a//b', 'a/../b', 'wiki:../../x'])('%j is none', (text) => {
    expect(parseAppType(text)).toBeNull()
  })

  test('is taken from RECIPE before TYPE', () => {
    expect(appTypeOf(parseEnvFile('TYPE=old\nRECIPE=new:1.0.0+1')).recipe).toBe('new')
  })

  test('is missed by name, with the line where it cannot be read', () => {
    expect(failureOf(() => appTypeOf(parseEnvFile('A=1'), 'x.env'))).toMatchObject({
      code: 'env-invalid',
      facts: { file: 'x.env' },
    })
    expect(failureOf(() => appTypeOf(parseEnvFile('A=1\nTYPE=a:b:c')))).toMatchObject({ facts: { line: 2 } })
  })

  test('from another place has a folder without slashes', () => {
    expect(recipeFolder('git.example.org/us/wiki')).toBe('git_example_org_us_wiki')
    expect(recipeFolder('my.wiki')).toBe('my.wiki')
  })
})

describe('the name of a stack', () => {
  test('is the app with underscores, cut to 45 characters', () => {
    expect(stackName('my-wiki.example.org')).toBe('my-wiki_example_org')
    expect(stackName('a.'.repeat(40))).toBe('a_'.repeat(22) + 'a')
  })

  test('is what the settings say, if they say it', () => {
    expect(stackName('wiki.example.org', parseEnvFile('STACK_NAME=old_wiki'))).toBe('old_wiki')
    expect(stackName('wiki.example.org', parseEnvFile('STACK_NAME='))).toBe('wiki_example_org')
  })

  test('and what is built on it must fit the Engine', () => {
    expect(isObjectName(`${'a'.repeat(45)}_db_password_v1`)).toBe(true)
    expect(isObjectName(`${'a'.repeat(45)}_a_long_password_v10`)).toBe(false)
    expect(isObjectName('wiki_db_')).toBe(false)
  })
})

describe('abra.sh', () => {
  const script = [
    '#!/bin/bash',
    'export ENTRYPOINT_VERSION=v4',
    'export\tCONF_VERSION=v10-b \r',
    'export QUOTED="v1"',
    ' export INDENTED=v1',
    'PLAIN=v1',
    'backup() {',
    '  _helper',
    '}',
    '_helper() { echo; }',
    'function restore() {',
    '# old() {',
  ].join('\n')

  test('gives plain exports and nothing else', () => {
    expect([...abraShExports(script, 'wiki')]).toEqual([
      ['ENTRYPOINT_VERSION', 'v4'],
      ['CONF_VERSION', 'v10-b'],
    ])
  })

  test('gives the names of its public functions', () => {
    expect(abraShCommands(script).map(({ name }) => name)).toEqual(['backup', 'restore'])
  })

  test('gives each function with its code and what stands above it', () => {
    const text = [
      '# Not about it.',
      '',
      '# Greets',
      '#   everybody.\u001b[31m',
      'greet() {',
      '  if true; then { echo "{"; }',
      '  fi',
      '}',
      'short() { echo; }',
      '  open() {',
    ].join('\r\n')
    expect(abraShCommands(text)).toEqual([
      {
        name: 'greet',
        about: 'Greets\n  everybody.',
        code: 'greet() {\n  if true; then { echo "{"; }\n  fi\n}\n',
      },
      { name: 'short', about: '', code: 'short() { echo; }\n' },
      { name: 'open', about: '', code: '  open() {' },
    ])
  })

  test('with two assignments in one export is refused with its line', () => {
    expect(failureOf(() => abraShExports('\nexport A=v1 B=v2', 'wiki'))).toMatchObject({
      code: 'recipe-invalid',
      facts: { recipe: 'wiki', file: 'abra.sh', line: 2 },
    })
  })

  test('of a hostile length is read in time', () => {
    const start = performance.now()
    abraShCommands(`${'a'.repeat(4000)}\n`.repeat(60))
    abraShCommands('a(){\n'.repeat(50_000))
    abraShExports(`export ${'a'.repeat(4000)}\n`.repeat(60), 'wiki')
    expect(performance.now() - start).toBeLessThan(4000)
  })
})
