import path from 'node:path'
import { expect, test } from 'vitest'
import { openEntries } from '../../../main/server/entries.ts'
import { serverAddresses } from '../../../main/server/server-place.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const signal = new AbortController().signal

test('an app may point to where the name of its server points, or to where the server is signed in at', async () => {
  const needs = await needsOf('garden.example.org', '10.0.0.7')
  expect(await serverAddresses('garden.example.org', needs, signal)).toEqual({
    v4: ['203.0.113.5', '10.0.0.7'],
    v6: ['2001:db8::5'],
    all: true,
  })
})

test('a server with a plain name is where it is signed in at', async () => {
  const needs = await needsOf('garden', '10.0.0.7')
  expect(await serverAddresses('garden', needs, signal)).toEqual({ v4: ['10.0.0.7'], v6: [], all: true })
})

test('a name that nobody knows adds nothing', async () => {
  const needs = await needsOf('unknown.example.org', '10.0.0.7')
  expect(await serverAddresses('unknown.example.org', needs, signal)).toEqual({ v4: ['10.0.0.7'], v6: [], all: true })
})

async function needsOf(name: string, host: string) {
  const folder = await temporaryFolder()
  const entries = openEntries(path.join(folder, 'own'))
  await entries.put({ name, host, port: 22, user: 'ada', login: { kind: 'agent' }, jump: null, madeContext: false })
  const known = new Map([
    ['garden.example.org', { v4: ['203.0.113.5'], v6: ['2001:db8::5'] }],
    ['10.0.0.7', { v4: ['10.0.0.7'], v6: [] }],
  ])
  return {
    abra: path.join(folder, 'abra'),
    entries,
    member: { home: folder, user: 'ada' },
    lookUp: async (asked: string) => known.get(asked) ?? ('not-found' as const),
  }
}
