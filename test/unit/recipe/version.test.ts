import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { releaseNotesBetween } from '../../../main/recipe/release-notes.ts'
import {
  compareVersions,
  isBreaking,
  parseVersion,
  sortVersions,
  type RecipeVersion,
} from '../../../main/recipe/version.ts'

function version(tag: string): RecipeVersion {
  const parsed = parseVersion(tag)
  if (parsed === null) throw new Error(`${tag} is no version`)
  return parsed
}

describe('versions of recipes', () => {
  test('have the number of the recipe and the version of the app', () => {
    expect(parseVersion('2.0.1+1.0.6-social-amd64')).toEqual({
      tag: '2.0.1+1.0.6-social-amd64',
      major: 2,
      minor: 0,
      patch: 1,
      preRelease: '',
      upstream: '1.0.6-social-amd64',
    })
  })

  test.each(['v2.4.8', '1.13.4_1', '1.0', 'latest', '', '1.0.0+', '1.0.0+a b', `1.0.0+${'9'.repeat(300)}`])(
    '%j is none',
    (tag) => {
      expect(parseVersion(tag)).toBeNull()
    },
  )

  test('are sorted as people count, the recipe first, then the app', () => {
    const ordered = [
      '9.9.9',
      '0.1.0+24.0',
      '1.0.0-rc1+1.0',
      '1.0.0-rc2+1.0',
      '1.0.0+1.9.0',
      '1.0.0+1.10.0-beta',
      '1.0.0+1.10.0',
      '1.0.0+1.10.0-alpine',
      '1.0.1+1.0.0',
      '1.2.0+1.0.0',
      '1.10.0+1.0.0',
      '2.0.0+99999999999999999998',
      '2.0.0+99999999999999999999',
    ]
    expect(sortVersions([...ordered].reverse().concat('v3.0.0')).map(({ tag }) => tag)).toEqual(ordered)
  })

  test('have one order whatever they are compared with', () => {
    const part = fc.constantFrom('0', '1', '10', '9')
    const tag = fc
      .tuple(
        part,
        part,
        part,
        fc.constantFrom('', '-rc1', '-beta'),
        fc.constantFrom('', '+1.0', '+1.0-rc1', '+1.0.0', '+v1', '+1.0-alpine'),
      )
      .map(([major, minor, patch, pre, upstream]) => version(`${major}.${minor}.${patch}${pre}${upstream}`))
    fc.assert(
      fc.property(tag, tag, tag, (a, b, c) => {
        expect(Math.sign(compareVersions(a, b)) + Math.sign(compareVersions(b, a))).toBe(0)
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0)
          expect(compareVersions(a, c)).toBeLessThanOrEqual(0)
      }),
      { numRuns: 3000 },
    )
  })

  test('are breaking when the first number goes up', () => {
    expect(isBreaking(version('1.9.0+1'), version('2.0.0+1'))).toBe(true)
    expect(isBreaking(version('1.0.0+1'), version('1.9.0+5'))).toBe(false)
    expect(isBreaking(version('2.0.0+1'), version('1.0.0+1'))).toBe(false)
  })
})

describe('release notes', () => {
  const notes = new Map([
    ['1.0.0+1', 'first'],
    ['1.10.0+1', 'third\u001b[31m in red\u001b[0m'],
    ['1.9.0+1', 'second'],
    ['2.0.0+1', 'fourth'],
    ['1.9.5+1', '  \n'],
    ['next', 'not published'],
  ])

  test('between two versions are those passed over, in order, as plain text', () => {
    expect(releaseNotesBetween(notes, '1.0.0+1', '1.10.0+1')).toEqual([
      { version: '1.9.0+1', text: 'second' },
      { version: '1.10.0+1', text: 'third in red' },
    ])
  })

  test('from an unknown start are all up to the end', () => {
    expect(releaseNotesBetween(notes, null, '1.9.0+1').map((note) => note.text)).toEqual(['first', 'second'])
    expect(releaseNotesBetween(notes, '1a2b3c4d', '1.9.0+1')).toHaveLength(2)
  })

  test('of a way back are none', () => {
    expect(releaseNotesBetween(notes, '2.0.0+1', '1.0.0+1')).toEqual([])
  })
})
