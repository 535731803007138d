import { describe, expect, test } from 'vitest'
import { readRecipesJson, titleFromName } from '../../../main/recipe/recipes-json.ts'
import { failureOf } from './failure-of.ts'

const address = 'https://recipes.example.org/recipes.json'
const read = (value: unknown) => readRecipesJson(JSON.stringify(value), address)
const wiki = {
  name: 'wiki',
  category: 'Apps',
  default_branch: 'main',
  description: 'Write together',
  features: {
    backups: 'Yes',
    email: '3',
    healthcheck: 'No',
    image: { image: 'wiki', rating: '4', source: 'upstream', url: 'https://hub.example.org' },
    status: 3,
    tests: '2',
    sso: 'N/A',
  },
  icon: 'https://git.example.org/wiki.png',
  repository: 'https://git.example.org/us/wiki.git',
  versions: [{ '1.10.0+2.0': { app: { image: 'wiki', tag: '2.0' } } }, { '1.9.0+2.0': {} }, { v1: {} }],
  website: 'https://wiki.example.org',
}

describe('a catalogue', () => {
  test('is read entry by entry', () => {
    expect(read({ wiki })).toEqual({
      refused: 0,
      recipes: [
        {
          name: 'wiki',
          title: 'Wiki',
          description: 'Write together',
          category: 'Apps',
          website: 'https://wiki.example.org/',
          repository: 'https://git.example.org/us/wiki.git',
          defaultBranch: 'main',
          icon: 'https://git.example.org/wiki.png',
          facts: { maturity: 3, backups: true, healthCheck: false, email: 3, signIn: null, tests: 2, image: 4 },
          versions: ['1.9.0+2.0', '1.10.0+2.0'],
        },
      ],
    })
  })

  test('with missing and mistyped fields is read as far as it goes', () => {
    const { recipes, refused } = read({
      zine: { versions: 'none', features: 7, description: 3, website: 'javascript:1' },
      bare: {},
    })
    expect(refused).toBe(0)
    expect(recipes.map(({ name, versions, repository, website }) => ({ name, versions, repository, website }))).toEqual(
      [
        { name: 'bare', versions: [], repository: null, website: null },
        { name: 'zine', versions: [], repository: null, website: null },
      ],
    )
  })

  test.each(['../up', 'a/b', '.git', '-rf', 'a..b', '', 'con.', 'a\u0000', '__proto__', 'x'.repeat(300)])(
    'never lets the name %j through, and keeps its other recipes',
    (name) => {
      const json = `{${JSON.stringify(name)}: {}, "wiki": ${JSON.stringify(wiki)}}`
      const { recipes, refused } = readRecipesJson(json, address)
      expect(recipes.map((recipe) => recipe.name)).toEqual(['wiki'])
      expect(refused).toBe(1)
    },
  )

  test.each([
    'http://git.example.org/x.git',
    'ssh://git@example.org/x.git',
    'file:///etc',
    '/etc',
    'ext::sh -c id',
    '--upload-pack=id',
    'https://user:password@git.example.org/x.git',
    'http://127.0.0.1.example.org/x',
    `https://git.example.org/${'x'.repeat(3000)}`,
  ])('refuses an entry whose repository is %s', (repository) => {
    expect(read({ bad: { repository }, wiki })).toMatchObject({ refused: 1, recipes: [{ name: 'wiki' }] })
  })

  test.each(['http://127.0.0.1:3000/wiki.git', 'http://[::1]/wiki.git', 'http://localhost/wiki.git'])(
    'takes a repository on this computer: %s',
    (repository) => {
      expect(read({ wiki: { ...wiki, repository } }).recipes[0]?.repository).toBe(repository)
    },
  )

  test('has entries of no known shape left out, and counted', () => {
    expect(read({ wiki, none: null, list: [], text: 'x', number: 1 })).toMatchObject({
      refused: 4,
      recipes: [{ name: 'wiki' }],
    })
  })

  test('has its texts cleaned and cut', () => {
    const [recipe] = read({
      wiki: { ...wiki, description: `\u001b[31mred\u001b[0m\n${'x'.repeat(5000)}`, category: 'A\u202eB' },
    }).recipes
    expect(recipe?.description).toMatch(/^red x+…$/)
    expect(recipe?.description.length).toBeLessThan(1100)
    expect(recipe?.category).toBe('AB')
  })

  test.each(['', 'null', '[]', '7', '{"a":', '<html>'])('that is %j is refused with its address', (json) => {
    expect(failureOf(() => readRecipesJson(json, address))).toMatchObject({
      code: 'catalogue-invalid',
      facts: { address },
    })
  })

  test('that is too large is refused before it is parsed', () => {
    expect(failureOf(() => readRecipesJson(' '.repeat(17 * 1024 * 1024), address))).toMatchObject({
      code: 'catalogue-invalid',
    })
  })

  test('of 400 recipes with 50 versions each is read in time', () => {
    const versions = Array.from({ length: 50 }, (_, index) => ({
      [`1.${index}.0+1`]: { app: { image: 'x', tag: '1' } },
    }))
    const json = JSON.stringify(
      Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`r${index}`, { ...wiki, versions }])),
    )
    const start = performance.now()
    expect(readRecipesJson(json, address).recipes).toHaveLength(400)
    expect(performance.now() - start).toBeLessThan(4000)
  })

  test('has titles made from names', () => {
    expect(titleFromName('rocket-chat')).toBe('Rocket Chat')
  })
})

describe('a catalogue that is made to keep the core busy', () => {
  test('is refused where it is nested without end', () => {
    const from = performance.now()
    const failed = failureOf(() => readRecipesJson(`{"a":${'['.repeat(7e6)}${']'.repeat(7e6)}}`, address))
    expect(failed.code).toBe('catalogue-invalid')
    const quotes = failureOf(() => readRecipesJson(`"${'\\"'.repeat(7e6)}`, address))
    expect(quotes.code).toBe('catalogue-invalid')
    expect(performance.now() - from).toBeLessThan(2000)
  })

  test('is listed without the versions that are too many', () => {
    const versions = Array.from({ length: 250 }, (_, index) => ({ [`${index}.0.0+1`]: 1 }))
    const names = Array.from({ length: 2000 }, (_, index) => `wiki${index}`)
    const { recipes } = read(Object.fromEntries(names.map((name) => [name, { ...wiki, versions }])))
    expect(recipes).toHaveLength(2000)
    expect(recipes.reduce((sum, recipe) => sum + recipe.versions.length, 0)).toBe(100_000)
  })

  test('may have brackets in its words', () => {
    expect(read({ wiki: { ...wiki, description: '[{"\\'.repeat(70) } }).recipes).toHaveLength(1)
  })
})
