import { treeOf } from '../../main/reading/recipe-tree.ts'
import { convert } from '../../main/compose/convert.ts'
import type { ComposeInput } from '../../main/compose/convert-types.ts'
import { parseEnvFile } from '../../main/recipe/env-file.ts'
import { readRecipes, type RecipeVersion } from '../practice-server/recipes.ts'
import { median, spread } from './figures.ts'
import type { Row } from './row.ts'

const renders = 404
const rounds = 7

/**
 * 404 renders, which is how many real stacks the converter was compared with: the compose files of each practice recipe at
 * each of its versions, alone and with every overlay, over and over. Each reads its files anew.
 */
export const render404: Row = {
  name: 'render-404',
  unit: 's',
  goal: 1,
  async measure(say) {
    const inputs = (await readRecipes()).flatMap(({ name, versions }) =>
      versions.flatMap((version) => inputsOf(name, version)),
    )
    const took: number[] = []
    for (let round = 0; round <= rounds; round += 1) {
      const began = performance.now()
      for (let index = 0; index < renders; index += 1) convert(inputs[index % inputs.length] ?? nothing)
      // The first round is for warming up.
      if (round > 0) took.push(performance.now() - began)
    }
    say(`${inputs.length} stacks, ${renders} renders: ${spread(took)}`)
    return median(took) / 1000
  },
}

const nothing: ComposeInput = { stack: '', composeFiles: [], environment: {}, tree: treeOf([]) }

function inputsOf(stack: string, { files }: RecipeVersion): readonly ComposeInput[] {
  const tree = treeOf(
    [...files].map(([path, text]) => ({ path, kind: 'file', bytes: new TextEncoder().encode(text) }) as const),
  )
  const sample = parseEnvFile(files.get('.env.sample') ?? '')
  const overlays = [...files.keys()].filter((path) => /^compose\..+\.yml$/.test(path))
  // What is commented out belongs to overlays.
  const environment = Object.fromEntries([
    ...sample.lines.map(({ key, value }) => [key, value] as const),
    ...sample.variables,
    ['STACK_NAME', stack],
  ])
  return [[], ...overlays.map((overlay) => [overlay])].map((more) => ({
    stack,
    composeFiles: ['compose.yml', ...more],
    environment,
    tree,
  }))
}
