import { expect, test } from 'vitest'
import { settingsChanges } from '../../../main/plan/settings-changes.ts'

test('what differs is told by name and value, and passwords by name alone', () => {
  const before = 'TYPE=wiki:1.0.0+1\nTITLE=Old\nSMTP_PASSWORD=a\nGONE=1\n'
  const after = '# a comment\nTYPE=wiki:1.1.0+2\nSMTP_PASSWORD=b\nTITLE="New"\nFRESH=1\nMORE=2\n'
  expect(settingsChanges(before, after, new Set(), true)).toEqual([
    { code: 'change-setting', values: { key: 'TITLE', from: 'Old', to: 'New' } },
    { code: 'change-setting-concealed', values: { key: 'SMTP_PASSWORD' } },
    { code: 'change-setting-gone', values: { key: 'GONE' } },
    { code: 'change-new-settings', values: { keys: ['FRESH', 'MORE'] } },
  ])
})

test('comments, order and quotes are no change, and what is told elsewhere is left out', () => {
  expect(settingsChanges('A=1\nB=2\nV=v1\n', "B='2'\n# A\nA=1\nV=v2\n", new Set(['V']), false)).toEqual([])
})

test('what the member sets anew is told with its value, as long as it is no password', () => {
  expect(settingsChanges('A=1\n', 'A=1\nBANNER=Hello\nAPI_TOKEN=x\n', new Set(), false)).toEqual([
    { code: 'change-setting-set', values: { key: 'BANNER', to: 'Hello' } },
    { code: 'change-setting-concealed', values: { key: 'API_TOKEN' } },
  ])
})
