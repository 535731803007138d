import { expect, onTestFinished, test } from 'vitest'
import { openReader, type ReaderOptions } from '../../../main/reading/reader.ts'
import { tooSlow } from '../../../main/reading/too-slow.ts'
import { failureOf } from '../../support/failure-of.ts'

function reader(options: ReaderOptions = {}) {
  const opened = openReader(options)
  onTestFinished(() => opened.close())
  return opened
}

function file(path: string, text: string) {
  const bytes = new TextEncoder().encode(text)
  return { path, kind: 'file', size: bytes.length, bytes } as const
}

const wiki = { recipe: 'wiki', title: 'Wiki', version: '1.0.0+1', commit: 'c0ffee' }
const give = tooSlow('wiki')

test('a recipe comes back from the thread as values', async () => {
  const files = [
    file('.env.sample', 'TYPE=wiki\nDOMAIN=wiki.example.com\n'),
    file('compose.yml', 'version: "3.8"\nservices:\n  app:\n    image: wiki:1\n'),
  ]
  const { content, wanted } = await reader().install(
    give,
    { ...wiki, files },
    { domain: 'wiki.example.org', values: {}, switches: [] },
  )
  expect(content).toContain('DOMAIN=wiki.example.org')
  expect(wanted.requests.services.map(({ name }) => name)).toEqual(['wiki_example_org_app'])
  expect(wanted.env.variables.get('TYPE')).toBe('wiki:1.0.0+1')
})

test('what a recipe does wrong is told as it is', async () => {
  const missing = failureOf(reader().form(give, { ...wiki, files: [] }, 'wiki.example.org'))
  expect(await missing).toEqual({ code: 'recipe-file-missing', facts: { recipe: 'wiki', file: '.env.sample' } })
})

test('a bug keeps the stack of where it happened', async () => {
  const bug = await reader()
    .title(give, null as never)
    .catch((error: unknown) => error)
  expect(bug).toBeInstanceOf(Error)
  expect(String(bug instanceof Error && bug.stack)).toContain('recipe-tree.ts')
})

test('a reading that takes too long is given up, and so are the next ones, each in its turn', async () => {
  const { title, form } = reader({ deadline: 1 })
  const both = [title(give, []), form(tooSlow('blog'), { ...wiki, files: [] }, 'wiki.example.org')]
  expect(await Promise.all(both.map(failureOf))).toEqual([give, tooSlow('blog')])
})

test('who reads keeps nobody waiting', async () => {
  const order: string[] = []
  setImmediate(() => order.push('something else'))
  await reader().title(give, [])
  order.push('read')
  expect(order).toEqual(['something else', 'read'])
})

test('what is asked of a closed reader is cancelled', async () => {
  const read = reader()
  const asked = failureOf(read.title(give, []))
  read.close()
  expect([await asked, await failureOf(read.title(give, []))].map(({ code }) => code)).toEqual([
    'cancelled',
    'cancelled',
  ])
})
