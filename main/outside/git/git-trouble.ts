import { Trouble } from '../../../preload/contract/failure.ts'
import type { RecipeClone } from './git-types.ts'
import { printable } from './limits.ts'

export function unreachable(clone: RecipeClone, address: string, detail: string, cause?: unknown): Trouble {
  const facts = { recipe: clone.recipe, address: printable(address), detail: printable(detail) }
  return new Trouble({ code: 'recipe-unreachable', facts }, { cause })
}

/** The clone on this computer cannot be read: no repository, or damaged. */
export function unreadable(clone: RecipeClone, detail: string, cause?: unknown): Trouble {
  const facts = { recipe: clone.recipe, file: '.git', line: 0, column: 0, detail: printable(detail) }
  return new Trouble({ code: 'recipe-invalid', facts }, { cause })
}

export function diskFull(clone: RecipeClone): Trouble {
  return new Trouble({ code: 'disk-full', facts: { file: clone.folder } })
}

/** The caller gave up, or else the time was up. */
export function stopped(signal: AbortSignal | undefined, timeIsUp: () => Trouble): Trouble {
  return signal?.aborted ? new Trouble({ code: 'cancelled', facts: {} }) : timeIsUp()
}
