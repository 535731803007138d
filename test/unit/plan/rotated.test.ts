import { expect, test } from 'vitest'
import type { NeededSecret } from '../../../main/compose/secrets.ts'
import { rotated } from '../../../main/plan/rotated.ts'
import { failureOf } from '../../support/failure-of.ts'

const secret = (version: string, more: Partial<NeededSecret> = {}): NeededSecret => ({
  localName: 'db_password',
  remoteName: `wiki_db_password_${version}`,
  version,
  versionVariable: 'SECRET_DB_PASSWORD_VERSION',
  rawName: undefined,
  external: true,
  fault: undefined,
  ...more,
})
const file = 'TYPE=wiki\nSECRET_DB_PASSWORD_VERSION=v1 # length=32\n'

test('a password gets its next version, and all that stands behind it stays', () => {
  expect(rotated(file, 'wiki', [secret('v1')], ['db_password'], new Set())).toEqual({
    text: 'TYPE=wiki\nSECRET_DB_PASSWORD_VERSION=v2 # length=32\n',
    replaced: [{ name: 'db_password', fullName: 'wiki_db_password_v1' }],
  })
})

test.each([
  ['v1', ['wiki_db_password_v2', 'wiki_db_password_v3'], 'v4'],
  ['v9', [], 'v10'],
  ['2024', [], '2025'],
  ['spring', [], 'spring2'],
])('after %s, with %j on the server, comes %s', (version, taken, next) => {
  const { text } = rotated(file, 'wiki', [secret(version)], ['db_password'], new Set(taken))
  expect(text).toContain(`SECRET_DB_PASSWORD_VERSION=${next} `)
})

test('a version that the file leaves to the recipe is written down', () => {
  expect(rotated('TYPE=wiki\n', 'wiki', [secret('v1')], ['db_password'], new Set()).text).toBe(
    'TYPE=wiki\nSECRET_DB_PASSWORD_VERSION=v2\n',
  )
})

test('what has no version, and what the app does not have, is refused', async () => {
  const plain = secret('', { remoteName: 'wiki_db_password', versionVariable: undefined })
  const of = async (secrets: readonly NeededSecret[], name: string) =>
    failureOf(Promise.resolve().then(() => rotated(file, 'wiki', secrets, [name], new Set())))
  expect((await of([plain], 'db_password')).code).toBe('secret-not-versioned')
  expect((await of([secret('v1')], 'other')).code).toBe('input-invalid')
  expect((await of([secret('v1', { external: false })], 'db_password')).code).toBe('input-invalid')
})
