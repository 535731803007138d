import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import Markdown from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { tameMarkdown } from '../../../renderer/parts/tame-markdown.ts'

const recipes = path.join(import.meta.dirname, '..', '..', 'recipes')

it('lets through what recipes write', async () => {
  const names = await readdir(recipes, { recursive: true })
  const texts = names
    .filter((name) => name.endsWith('README.md'))
    .map((name) => readFile(path.join(recipes, name), 'utf8'))
  expect(texts.length).toBeGreaterThan(2)
  for (const text of await Promise.all(texts)) expect(tameMarkdown(text)).toEqual({ kind: 'markdown', text })

  const table = [
    '| name | what |',
    '| --- | --- |',
    ...Array.from({ length: 100 }, (_, row) => `| [A_${row}](https://a.example) | *b* |`),
  ]
  const code = ['```', `${' '.repeat(60)}- deep: { yaml: [] }`, '-'.repeat(100), '```']
  const text = ['# Title', '=====', '', ...table, '', ...code, '', '> - 1. a quote', '', '* * *', ''].join('\n')
  expect(tameMarkdown(text)).toEqual({ kind: 'markdown', text })
})

it.each([
  ['quotes', '>'.repeat(5000)],
  ['lists', '- '.repeat(5000)],
  ['numbered lists', '1. '.repeat(5000)],
  ['brackets', '['.repeat(30_000)],
  ['links', '[a]('.repeat(10_000)],
  ['pictures', '!['.repeat(10_000)],
  ['footnotes', '[^a]'.repeat(10_000)],
  ['emphasis', '*a _b '.repeat(10_000)],
  ['markup', '<a '.repeat(10_000)],
  ['a wide table', `${'|a'.repeat(2000)}\n${'|-'.repeat(2000)}\n${'|\n'.repeat(20_000)}`],
  ['many tables', `${'|a'.repeat(50)}\n${'|-'.repeat(50)}\n${'|\n'.repeat(50)}\n`.repeat(200)],
])('shows as plain text what only keeps the parser busy: %s', (_what, text) => {
  expect(tameMarkdown(text)).toMatchObject({ kind: 'plain' })
})

it('cuts what is too long', () => {
  expect(tameMarkdown('a '.repeat(200_000)).text.length).toBeLessThan(70_000)
})

it('can be drawn at its worst', () => {
  const worst = [
    `${'>'.repeat(12)}a`,
    `${'- '.repeat(12)}a`,
    '*a '.repeat(1000),
    '*'.repeat(500) + 'a' + '*'.repeat(500),
  ]
  for (const text of worst) {
    expect(tameMarkdown(text).kind).toBe('markdown')
    expect(renderToStaticMarkup(createElement(Markdown, { remarkPlugins: [remarkGfm] }, text))).toContain('a')
  }
})
