/**
 * `npm run bench`, or `npm run bench -- ROW …`: measures what Canteen promises about its speed and size. Progress goes to
 * standard error; at the end there is a line for each row.
 */
import { startKeyring } from '../support/keyring.ts'
import { home500 } from './home-500.ts'
import { idleMemory } from './idle-memory.ts'
import { installTwoServices } from './install-two-services.ts'
import { logLines } from './log-lines.ts'
import { planUpdate } from './plan-update.ts'
import { render404 } from './render-404.ts'
import { type Row, verdict } from './row.ts'
import { search400 } from './search-400.ts'
import { settings200 } from './settings-200.ts'
import { stateOf20Apps } from './state-of-20-apps.ts'

const rows: readonly Row[] = [
  stateOf20Apps,
  installTwoServices,
  home500,
  planUpdate,
  search400,
  settings200,
  render404,
  logLines,
  idleMemory,
]

const named = process.argv.slice(2)
const unknown = named.filter((name) => !rows.some((row) => row.name === name))
if (unknown.length > 0) {
  process.stderr.write(`No such row: ${unknown.join(', ')}. There are ${rows.map((row) => row.name).join(', ')}.\n`)
  process.exit(1)
}

const keyring = await startKeyring()
// Cores in this process and in others find it there.
Object.assign(process.env, keyring.environment)
const lines: string[] = []
try {
  for (const row of rows.filter(({ name }) => named.length === 0 || named.includes(name))) lines.push(await line(row))
} finally {
  await keyring.stop()
}
process.stdout.write(`${lines.join('\n')}\n`)
process.exit()

async function line(row: Row): Promise<string> {
  const say = (text: string) => void process.stderr.write(`${row.name}: ${text}\n`)
  say('begins')
  try {
    return verdict(row, await row.measure(say))
  } catch (error) {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return `${row.name}: could not be measured (goal ≤ ${row.goal}) missed`
  }
}
