import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { openOwnFile } from '../../../main/store/own-file.ts'
import { failureOf } from '../../support/failure-of.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const schema = z.object({ count: z.number() })

test('a file that is not there yet reads as the fallback', async () => {
  const file = openOwnFile(path.join(await temporaryFolder(), 'own.json'), schema, { count: 0 })
  expect(await file.read()).toEqual({ value: { count: 0 }, failure: null })
})

test('what was written is read, by another start too, and only this user may look', async () => {
  const place = path.join(await temporaryFolder(), 'deep', 'own.json')
  await openOwnFile(place, schema, { count: 0 }).write({ count: 3 })
  expect(await openOwnFile(place, schema, { count: 0 }).read()).toEqual({ value: { count: 3 }, failure: null })
  expect(JSON.parse(await readFile(place, 'utf8'))).toEqual({ version: 1, value: { count: 3 } })
  expect((await stat(place)).mode & 0o777).toBe(0o600)
  expect((await stat(path.dirname(place))).mode & 0o777).toBe(0o700)
})

test('writes end in the order they were asked for', async () => {
  const place = path.join(await temporaryFolder(), 'own.json')
  const file = openOwnFile(place, schema, { count: 0 })
  await Promise.all(Array.from({ length: 30 }, (_, count) => file.write({ count })))
  expect((await file.read()).value).toEqual({ count: 29 })
})

test.each([
  ['half a file', '{"version": 1, "val'],
  ['an empty file', ''],
  ['another shape', '{"version": 1, "value": {"count": "three"}}'],
  ['a later version', '{"version": 2, "value": {"count": 3}}'],
])('%s is moved aside, told once and never lost', async (_, text) => {
  const folder = await temporaryFolder()
  const place = path.join(folder, 'own.json')
  await writeFile(place, text)
  const file = openOwnFile(place, schema, { count: 0 })

  const first = await file.read()
  expect(first.value).toEqual({ count: 0 })
  expect(first.failure).toMatchObject({ code: 'own-file-damaged', facts: { file: place } })
  expect(await file.read()).toEqual({ value: { count: 0 }, failure: null })

  await file.write({ count: 1 })
  const kept = (await readdir(folder)).filter((name) => name.startsWith('own.json.damaged-'))
  expect(kept).toHaveLength(1)
  expect(await readFile(path.join(folder, kept[0] ?? ''), 'utf8')).toBe(text)
})

test('a folder in its place is trouble', async () => {
  const place = path.join(await temporaryFolder(), 'own.json')
  await mkdir(place)
  await chmod(place, 0o700)
  expect((await failureOf(openOwnFile(place, schema, { count: 0 }).read())).code).toBe('file-unreadable')
})
