import { expect, test } from 'vitest'
import { labelRows } from '../../../main/app/inside/labels.ts'

test('labels that one side alone has are rows too', () => {
  expect(labelRows({ b: '1', a: '1' }, { b: '2', c: '3' })).toEqual([
    { key: 'a', deployed: '1', wanted: null },
    { key: 'b', deployed: '1', wanted: '2' },
    { key: 'c', deployed: null, wanted: '3' },
  ])
})
