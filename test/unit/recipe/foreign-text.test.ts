import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wanted } from '../../../main/plan/wanted.ts'
import { readmeOf, versionViews } from '../../../main/reading/recipe-page.ts'
import { parseEnvFile } from '../../../main/recipe/env-file.ts'
import { plainLine, plainText } from '../../../main/recipe/plain-text.ts'
import { parseReadme } from '../../../main/recipe/readme.ts'
import { releaseNotesBetween } from '../../../main/recipe/release-notes.ts'
import { settingsForm } from '../../../main/recipe/settings-form.ts'
import { memoryTree, withApp } from '../compose/scene.ts'
import { failureOf } from './failure-of.ts'

/** Controls but tab and newline, and all that turns the reading direction or hides in it. */
const unwanted = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufeff]/
const pieces = [
  '\u001b',
  '[31m',
  ']0;',
  ']8;;x\u0007',
  '\u009b',
  '\u009d',
  '\u0090',
  '\\',
  '\0',
  '\u0008',
  '\r',
  '\n',
  '\u0085',
  '\u2028',
  '\u061c',
  '\u200f',
  '\u202e',
  '\u2066',
  '\u206a',
  '\ufeff',
  '# ',
  '<!-- metadata -->\n',
  '* **Category**: ',
  '* **Status**: ❸',
  '[a](b)',
  '![',
  '<b>',
  '`',
  '**',
  'Words. ',
  'é',
  '🌱',
  '\ud83c',
]
const text = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((some) => some.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
)

function eachText(work: (text: string) => void): void {
  fc.assert(fc.property(text, work), { numRuns: 3000 })
}

describe('text of strangers', () => {
  test('is harmless as plain text, and on one line is one line', () => {
    eachText((any) => {
      expect(plainText(any)).not.toMatch(unwanted)
      expect(plainLine(any)).not.toMatch(/[\n\t\u2028\u2029]/)
      expect(plainText(plainText(any))).toBe(plainText(any))
    })
  })

  test('is harmless in what a README says', () => {
    eachText((any) => {
      const { title, sentence, category, filledIn } = parseReadme(any)
      for (const shown of [title, sentence, category, ...filledIn]) expect(shown).not.toMatch(unwanted)
      expect(readmeOf(memoryTree({ 'README.md': any }))).not.toMatch(unwanted)
    })
  })

  test('is harmless in release notes', () => {
    eachText((any) => {
      const notes = new Map([['1.0.0+1', any]])
      for (const note of releaseNotesBetween(notes, null, '1.0.0+1')) expect(note.text).not.toMatch(unwanted)
      const [view] = versionViews([{ name: '1.0.0+1', date: null }], memoryTree({ 'release/1.0.0+1': any }))
      expect(view?.notes ?? '').not.toMatch(unwanted)
    })
  })

  test('is harmless in what a form and a failure name', () => {
    expect(settingsForm('TYPE=wiki\nx\u0085y=1\n').handled).toEqual(['TYPE', 'xy'])
    const detail = (sample: string) => failureOf(() => parseEnvFile(sample)).facts
    expect(detail('A\u202e=1')).toMatchObject({ detail: 'unexpected U+202E in a name; a line is NAME=value' })
    const tree = memoryTree({ 'compose.yml': withApp('env_file: "\\e[31ma\\u202eb"') })
    const recipe = { recipe: 'wiki', title: 'Wiki', version: '1.0.0', commit: '', tree }
    expect(failureOf(() => wanted('wiki.example.org', 'TYPE=wiki', recipe))).toEqual({
      code: 'recipe-file-missing',
      facts: { recipe: 'wiki', file: 'ab' },
    })
  })

  test('in a README is read in time where spaces and line ends of other systems meet', () => {
    const began = performance.now()
    parseReadme(`<!-- metadata -->\n${`* a${' '.repeat(1000)}x\u2028y\n`.repeat(40)}`)
    expect(performance.now() - began).toBeLessThan(2000)
  })
})
