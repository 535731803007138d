import { expect, test } from 'vitest'
import { examine } from '../../campaign/examine.ts'
import { mutatedRecipe } from '../../campaign/mutate.ts'
import { randomFrom } from '../../campaign/random.ts'
import { startingRecipes } from '../../campaign/starting-recipes.ts'

const seed = 3
const count = 1500
/** In milliseconds; the computer may be busy, and the first recipes find everything cold. */
const longest = 6000

test(`${count} mutated recipes are read or refused, quickly, and nothing beside them is read`, async () => {
  const starting = await startingRecipes('shared')
  for (let index = 0; index < count; index += 1) {
    const files = mutatedRecipe(starting, randomFrom(seed, index))
    const examined = examine(files, { onDisk: index % 20 === 0, longest })
    expect(examined.kind, `npm run campaign -- 1 ${seed} ${index}: ${JSON.stringify(examined)}`).toBe('fine')
  }
}, 120_000)
