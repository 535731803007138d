import { expect, it } from 'vitest'
import { readmeBody } from '../../../../renderer/pages/recipe/readme-body.ts'

it('leaves out the title and the metadata block of a README', () => {
  const readme =
    '# Board\n\n> For all.\n\n<!-- metadata -->\n* **Status**: 4\n<!-- endmetadata -->\n\n## First\n\ntext\n'
  expect(readmeBody(readme)).toBe('> For all.\n\n\n\n## First\n\ntext')
})

it('keeps a README that has neither', () => {
  expect(readmeBody('plain\n# not first')).toBe('plain\n# not first')
})

it('keeps a metadata block that never ends, however often it begins', () => {
  const readme = '<!-- metadata -->\n'.repeat(14_000).trim()
  const from = performance.now()
  expect(readmeBody(readme)).toBe(readme)
  expect(performance.now() - from).toBeLessThan(2000)
})
