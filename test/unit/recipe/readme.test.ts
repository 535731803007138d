import { describe, expect, test } from 'vitest'
import { parseReadme } from '../../../main/recipe/readme.ts'

const block = (...lines: readonly string[]) => ['<!-- metadata -->', ...lines, '<!-- endmetadata -->'].join('\n')

describe('the README of a recipe', () => {
  test('gives its facts, title and first sentence', () => {
    const text = [
      '# Notice **Board** 📌',
      '',
      '[![build](https://ci.example.org/badge.svg)](https://ci.example.org)',
      '',
      '> A [board](https://example.org) for *notices*, e.g. of',
      '> meetings. It needs _no_ database.',
      '',
      block(
        '* **Category**: Apps',
        '* **Status**: 3, stable',
        '* **Image**: [`board:4`](https://hub.example.org/1), 4, upstream',
        '* **Healthcheck**: Yes',
        '* **Backups**: No',
        '* **Email**: 3',
        '* **Tests**: 2',
        '* **SSO**: N/A',
      ),
      '',
      '## Basic usage',
    ].join('\r\n')
    const { filledIn, ...rest } = parseReadme(text)
    expect(rest).toEqual({
      title: 'Notice Board 📌',
      sentence: 'A board for notices, e.g. of meetings.',
      category: 'Apps',
      facts: { maturity: 3, image: 4, healthCheck: true, backups: false, email: 3, tests: 2, signIn: null },
    })
    expect([...filledIn]).toEqual(['category', 'status', 'image', 'healthcheck', 'backups', 'email', 'tests', 'sso'])
  })

  test.each([
    ['the colon inside the bold', '- **Status:** 2', 2],
    ['no bold', '* Status: 4, stable', 4],
    ['the grade behind words', '* **Status**: stable, 5', 5],
    ['a circled digit', '* **Status**: ❸💛', 3],
    ['zero', '* **Status**: 0', 0],
    ['nothing', '* **Status**:', null],
    ['a question', '* **Status**: ???', null],
    ['a number out of range', '* **Status**: 9', null],
    ['a version', '* **Status**: 1.2', null],
  ])('has its grade read with %s', (_, line, maturity) => {
    expect(parseReadme(block(line)).facts.maturity).toBe(maturity)
  })

  test('that never closes its block is read all the same', () => {
    expect(parseReadme('<!-- metadata -->\n* **Backups**: yes').facts.backups).toBe(true)
  })

  test('without a block says nothing, and takes no sentence from code, lists or comments', () => {
    const { facts, sentence, title, category } = parseReadme(
      '<!-- hidden -->\n# Wiki\n```\n# not this\n```\n- nor this\n\nThis one\nthen',
    )
    expect(Object.values(facts).every((fact) => fact === null)).toBe(true)
    expect({ title, category, sentence }).toEqual({ title: 'Wiki', category: '', sentence: 'This one then' })
  })

  test('never passes control characters or markup on', () => {
    const { title, sentence } = parseReadme(
      '# A\u001b]0;owned\u0007B <b onclick="x">C</b>\n\n![x](javascript:1)D\u202eE <script>F</script>.',
    )
    expect({ title, sentence }).toEqual({ title: 'AB C', sentence: 'DE F.' })
  })

  test.each(['[', '![', '<', '*', '`', '_', '* **', '<!-- metadata -->', '# ', 'a. '])(
    'of a quarter of a million %j is read in time',
    (part) => {
      const start = performance.now()
      parseReadme(part.repeat(250_000 / part.length))
      parseReadme(`# x\n${part.repeat(1000)}\n`.repeat(60))
      expect(performance.now() - start).toBeLessThan(4000)
    },
  )
})
