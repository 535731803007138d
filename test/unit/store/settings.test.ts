import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openSettings } from '../../../main/store/settings.ts'
import { failureOf } from '../../support/failure-of.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

test('defaults until something is chosen; only what was chosen is kept', async () => {
  const own = await temporaryFolder()
  const settings = openSettings(own)
  expect((await settings.read()).settings).toMatchObject({ language: 'system', theme: 'system' })
  expect(await settings.change({ theme: 'dark' })).toMatchObject({ theme: 'dark', language: 'system' })
  const file: unknown = JSON.parse(await readFile(path.join(own, 'settings.json'), 'utf8'))
  expect(file).toEqual({ version: 1, value: { theme: 'dark' } })
})

test('two changes at once are both kept', async () => {
  const settings = openSettings(await temporaryFolder())
  await Promise.all([settings.change({ theme: 'light' }), settings.change({ language: 'de' })])
  expect((await settings.read()).settings).toMatchObject({ theme: 'light', language: 'de' })
})

test('the environment gives the catalogue until the member chooses one, and again when they empty the field', async () => {
  const settings = openSettings(await temporaryFolder(), { CANTEEN_CATALOGUE: 'http://127.0.0.1:8080/recipes.json' })
  const catalogue = async () => (await settings.read()).settings.catalogue
  expect(await catalogue()).toBe('http://127.0.0.1:8080/recipes.json')
  await settings.change({ catalogue: 'https://coop.example.org/recipes.json' })
  expect(await catalogue()).toBe('https://coop.example.org/recipes.json')
  await settings.change({ catalogue: '' })
  expect(await catalogue()).toBe('http://127.0.0.1:8080/recipes.json')
})

test.each([
  'http://coop.example.org/recipes.json',
  'http://127.0.0.1.example.org/',
  'ftp://coop.example.org/',
  'file:///etc/passwd',
  'https://ana:secret@coop.example.org/',
  'recipes.json',
])('%s is no address for a catalogue', async (catalogue) => {
  const settings = openSettings(await temporaryFolder())
  const before = await settings.read()
  expect(await failureOf(settings.change({ catalogue, theme: 'dark' }))).toEqual({
    code: 'catalogue-address-invalid',
    facts: { address: catalogue },
  })
  expect(await settings.read()).toEqual(before)
})
