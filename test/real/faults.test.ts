/** Failure is normal: whichever request of a job goes wrong, and however, the job ends as if it had not. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { casesOf, nameOf, type References, referencesOf, shareOf } from '../faults/matrix.ts'
import { runCases } from '../faults/run-cases.ts'
import { type Scene, setScene } from '../faults/scene.ts'

/** The kind that has most to lose; `npm run faults` has all of them, and every case. */
const names = ['update']

let scene: Scene
let references: References
beforeAll(async () => {
  scene = await setScene(2)
  references = await referencesOf(scene.hosts, names)
})
afterAll(() => scene.stop())

test('an update ends the same, whichever request goes wrong', { timeout: 900_000 }, async () => {
  const cases = names.flatMap((kind) => shareOf(casesOf(kind, references)))
  const bad: string[] = []
  let struck = 0
  for await (const { one, outcome } of runCases(scene.hosts, references, cases)) {
    if (outcome.struck) struck += 1
    if (outcome.problems.length > 0) bad.push([nameOf(one), ...outcome.failures, ...outcome.problems].join('\n'))
  }
  expect(bad).toEqual([])
  expect(struck).toBeGreaterThan(cases.length * 0.9)
})
