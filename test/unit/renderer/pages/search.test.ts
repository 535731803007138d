import { describe, expect, it } from 'vitest'
import type { RecipeCard } from '../../../../preload/contract/catalogue.ts'
import { indexRecipes, searchRecipes } from '../../../../renderer/pages/catalogue/search.ts'

const card = (name: string, title: string, description = '', category = 'Apps'): RecipeCard => ({
  name,
  title,
  description,
  category,
  website: null,
  facts: { maturity: null, backups: null, healthCheck: null, email: null, signIn: null, tests: null, image: null },
  icon: null,
  latest: null,
})

const index = indexRecipes([
  card('wordpress', 'WordPress', 'A website or a blog; some keep a wiki in it.'),
  card('mediawiki', 'MediaWiki', 'What Wikipedia runs on'),
  card('wiki', 'Wiki'),
  card('wikijs', 'Wiki.js'),
  card('dokuwiki', 'Doku Wiki'),
  card('tools', 'Tools', '', 'Wikis'),
  card('cafe', 'Café Überall', 'Für alle'),
  card('zammad', 'Zammad', 'Tickets for the shop'),
])

const found = (typed: string) => searchRecipes(index, typed).map((recipe) => recipe.name)

describe('the search of the catalogue', () => {
  it('shows everything in alphabetical order while nothing is typed', () => {
    expect(found('  ')).toEqual(['cafe', 'dokuwiki', 'mediawiki', 'tools', 'wiki', 'wikijs', 'wordpress', 'zammad'])
  })

  it('puts the exact name first, then beginnings, words, parts of names, categories and descriptions', () => {
    expect(found('wiki')).toEqual(['wiki', 'wikijs', 'dokuwiki', 'mediawiki', 'tools', 'wordpress'])
  })

  it('takes no notice of capitals and accents', () => {
    expect(found('CAFE')).toEqual(['cafe'])
    expect(found('über')).toEqual(['cafe'])
    expect(found('uber')).toEqual(['cafe'])
    expect(found('Wïkí.JS')).toEqual(['wikijs'])
  })

  it('finds only what has every word, in any order', () => {
    expect(found('shop ticket')).toEqual(['zammad'])
    expect(found('wiki tickets')).toEqual([])
  })

  it('finds nothing for signs alone', () => {
    expect(found('!?')).toEqual([])
  })

  it('takes less than 4 milliseconds for a keystroke over 400 recipes', () => {
    const many = indexRecipes(
      Array.from({ length: 400 }, (_, at) =>
        card(`app-${at}`, `App ${at}`, 'A calendar for people who meet in a garden'),
      ),
    )
    searchRecipes(many, 'warm up')
    const times = ['c', 'ca', 'cal', 'cale', 'calen', 'calend', 'garden app', ''].map((typed) => {
      const start = performance.now()
      searchRecipes(many, typed)
      return performance.now() - start
    })
    expect(times.toSorted((one, other) => one - other)[4]).toBeLessThan(4)
  })
})
