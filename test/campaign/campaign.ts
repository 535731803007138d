/**
 * `npm run campaign -- COUNT SEED [FIRST]`: reads COUNT mutated recipes as the app reads them, and tells of crashes, of what
 * takes longer than two seconds, of reads outside a recipe and of text that is not fit to be shown. The same numbers make
 * the same recipes; FIRST is the number of the first one, 0 if left out.
 */
import { parseArgs } from 'node:util'
import type { Examined } from './examine.ts'
import { mutatedRecipe } from './mutate.ts'
import { type Examiner, openExaminer } from './open-examiner.ts'
import { randomFrom } from './random.ts'
import { type Files, latinOf } from './recipe.ts'
import { smallest } from './smallest.ts'
import { startingRecipes } from './starting-recipes.ts'

const longest = 2000
const slowestShown = 10

const { positionals } = parseArgs({ allowPositionals: true })
const [count = 1000, seed = 1, first = 0] = positionals.map(Number)
if ([count, seed, first].some((number) => !Number.isSafeInteger(number))) {
  process.stderr.write('usage: npm run campaign -- COUNT SEED [FIRST]\n')
  process.exit(2)
}

const say = (text: string) => void process.stdout.write(`${text}\n`)
const starting = await startingRecipes('shared')
say(`${count} recipes from ${first} on with seed ${seed}, made from ${starting.length}`)
const faults = new Map<string, number>()
const outcomes = new Map<string, number>()
let slowest: readonly { readonly index: number; readonly milliseconds: number }[] = []

await using examiner = openExaminer()
for (let index = first; index < first + count; index += 1) {
  const files = mutatedRecipe(starting, randomFrom(seed, index))
  const onDisk = index % 50 === 0
  const examined = await again(examiner, files, onDisk)
  slowest = [...slowest, { index, milliseconds: examined.milliseconds }]
    .sort((one, other) => other.milliseconds - one.milliseconds)
    .slice(0, slowestShown)
  if (examined.kind === 'fine') {
    for (const [part, outcome] of Object.entries(examined.outcomes)) add(outcomes, `${part}: ${outcome}`)
  } else {
    if (!faults.has(examined.fault)) await tell(examined, files, index, onDisk)
    else say(`seed ${seed}, recipe ${index}: ${examined.fault}, again`)
    add(faults, examined.fault)
  }
  if ((index + 1) % 1000 === 0) say(`… ${index + 1}`)
}
for (const [outcome, times] of [...outcomes].sort(byName)) say(`${times} × ${outcome}`)
for (const { index, milliseconds } of slowest) say(`recipe ${index} took ${milliseconds.toFixed(0)} ms`)
for (const [fault, times] of faults) say(`${times} × failed: ${fault}`)
say(faults.size === 0 ? 'no failures' : `${[...faults.values()].reduce((sum, times) => sum + times, 0)} failures`)
process.exitCode = faults.size === 0 ? 0 : 1

/** What is slow once may have been in the way of something else. */
async function again(examiner: Examiner, files: Files, onDisk: boolean): Promise<Examined> {
  const conditions = { onDisk, longest }
  const examined = await examiner.examine(files, conditions)
  return examined.kind === 'failed' && examined.fault === 'too slow' ? examiner.examine(files, conditions) : examined
}

async function tell(failed: Extract<Examined, { kind: 'failed' }>, files: Files, index: number, onDisk: boolean) {
  say(`seed ${seed}, recipe ${index}: ${failed.fault}\n${failed.detail}`)
  const small = await smallest(files, async (candidate) => {
    const examined = await examiner.examine(candidate, { onDisk, longest })
    return examined.kind === 'failed' && examined.fault === failed.fault
  })
  for (const [path, file] of small) {
    const text = file.kind === 'file' ? latinOf(file) : `→ ${file.target}`
    say(
      `  ${JSON.stringify(path)} ${JSON.stringify(text.slice(0, 4000))}${text.length > 4000 ? ` (${text.length} bytes)` : ''}`,
    )
  }
}

function byName([one]: readonly [string, number], [other]: readonly [string, number]): number {
  return one < other ? -1 : 1
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
