import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { readRecipes } from '../practice-server/recipes.ts'
import { fileOf, type Files } from './recipe.ts'

const shared = join(import.meta.dirname, '../../../shared/conformance')

const recordedCase = z.object({
  tree: z.string(),
  composeFiles: z.array(z.string()).min(1),
  environment: z.record(z.string(), z.string()),
})

/** The practice recipes at each of their versions; with `shared` also the recorded trees, where they are. */
export async function startingRecipes(which: 'own' | 'shared'): Promise<readonly Files[]> {
  const own = (await readRecipes()).flatMap(({ versions }) =>
    versions.map(({ files }) => new Map([...files].map(([path, text]) => [path, fileOf(text)]))),
  )
  return which === 'own' || !existsSync(shared) ? own : [...own, ...recordedTrees()]
}

/**
 * Read where they are, and made recipes: the first compose file is called compose.yml and its folder is the top, and the
 * variables that Docker was run with are the settings.
 */
function recordedTrees(): readonly Files[] {
  const lines = readFileSync(join(shared, 'cases.jsonl'), 'utf8').trim().split('\n')
  const cases = lines.map((line) => recordedCase.parse(JSON.parse(line)))
  const byTree = new Map(cases.map((one) => [one.tree, one]))
  return [...byTree.values()].map(({ tree, composeFiles, environment }) => {
    const [first = 'compose.yml'] = composeFiles
    const files = new Map(filesIn(join(shared, 'trees', tree, dirname(first))))
    const base = files.get(basename(first))
    files.delete(basename(first))
    const settings = { TYPE: 'mutant', ...environment, COMPOSE_FILE: 'compose.yml' }
    const written = Object.entries(settings).map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
    if (base !== undefined) files.set('compose.yml', base)
    if (!files.has('.env.sample') || dirname(first) !== '.') files.set('.env.sample', fileOf(written.join('')))
    return files
  })
}

function filesIn(folder: string): Files {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return [relative(folder, path), { kind: 'file', bytes: readFileSync(path) }]
    }),
  )
}
