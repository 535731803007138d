/**
 * The whole matrix, a line for each case: `npm run faults`, or of some kinds of job: `npm run faults -- update turn-off`. Other
 * words are patterns of the names of cases, such as `killed` or `POST.*after`.
 */
import { enableCompileCache } from 'node:module'
import { startKeyring } from '../support/keyring.ts'
import { kinds } from './kinds.ts'
import { casesOf, nameOf, referencesOf } from './matrix.ts'
import { runCases } from './run-cases.ts'
import { setScene } from './scene.ts'

const hosts = 2

// Every core that is killed, and every thread that reads recipes, begins from sources.
process.env['NODE_COMPILE_CACHE'] = enableCompileCache().directory

const words = process.argv.slice(2)
const chosen = words.filter((word) => word in kinds)
const parts = words.filter((word) => !(word in kinds))
const keyring = await startKeyring()
Object.assign(process.env, keyring.environment)
const scene = await setScene(hosts)
const names = chosen.length > 0 ? chosen : Object.keys(kinds)
let failed = 0
try {
  const references = await referencesOf(scene.hosts, names)
  const cases = names
    .flatMap((kind) => casesOf(kind, references))
    .filter((one) => parts.every((part) => new RegExp(part).test(nameOf(one))))
  say(`${cases.length} cases`)
  for await (const { one, milliseconds, outcome } of runCases(scene.hosts, references, cases)) {
    const { struck, failures, problems } = outcome
    if (problems.length > 0) failed += 1
    const word = problems.length > 0 ? 'BAD ' : struck ? 'good' : 'none'
    say(
      `${word} ${milliseconds} ms ${nameOf(one)} [${failures.join(', ')}]${problems.map((one) => `\n  ${one}`).join('')}`,
    )
  }
} finally {
  await scene.stop()
  await keyring.stop()
}
say(failed === 0 ? 'All ended as if nothing had gone wrong.' : `${failed} did not end as they should.`)
process.exit(failed === 0 ? 0 : 1)

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
