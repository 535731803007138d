/** `npm run check`: everything that can be known without running the product. One line a check; ends with 1 where one failed. */
import { checkArrows } from './check/arrows.ts'
import { checkLicences } from './check/licences.ts'
import { checkPlaces } from './check/places.ts'
import { type ToolEnd, runTool } from './check/tool.ts'

interface Result {
  /** What was looked at, such as "301 modules". */
  readonly seen: string
  readonly trouble: readonly string[]
}

interface Check {
  readonly name: string
  readonly run: () => Promise<Result>
}

const checks: readonly Check[] = [
  { name: 'types', run: () => byTool('typescript', 'tsc6', '-p', '.') },
  { name: 'lint', run: () => byTool('oxlint', 'oxlint', '--deny-warnings', '-f', 'unix', '.') },
  { name: 'formatting', run: () => byTool('prettier', 'prettier', '--check', '--cache', '--log-level', 'warn', '.') },
  { name: 'unused code and dependencies', run: () => byTool('knip', 'knip', '--no-progress') },
  {
    name: 'arrows',
    run: async () => {
      const { trouble, modules } = await checkArrows()
      return { trouble, seen: `${modules} modules` }
    },
  },
  {
    name: 'licences',
    run: async () => {
      const { trouble, packages } = await checkLicences()
      return { trouble, seen: `${packages} packages` }
    },
  },
  {
    name: 'places',
    run: async () => {
      const { trouble, files } = await checkPlaces()
      return { trouble, seen: `${files} files` }
    },
  },
]

async function byTool(packageName: string, bin: string, ...words: readonly string[]): Promise<Result> {
  const end: ToolEnd = await runTool(packageName, bin, ...words)
  if (end.code === 0) return { seen: '', trouble: [] }
  return { seen: '', trouble: [end.out.trim(), end.err.trim()].filter((text) => text !== '') }
}

async function report(check: Check): Promise<boolean> {
  const start = performance.now()
  const { seen, trouble } = await check.run()
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const facts = [seen, `${seconds} s`].filter((fact) => fact !== '').join(', ')
  console.log(`${trouble.length === 0 ? 'ok    ' : 'FAILED'} ${check.name} (${facts})`)
  for (const line of trouble) console.log(line)
  return trouble.length === 0
}

/** Two at a time: CI has two processors, and the compiler alone fills more than one. */
async function lane(waiting: Check[]): Promise<boolean> {
  let good = true
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) good = (await report(check)) && good
  return good
}

const waiting = [...checks]
const lanes = await Promise.all([lane(waiting), lane(waiting)])
process.exitCode = lanes.every((good) => good) ? 0 : 1
