import { readFolder } from './read-folder.ts'
import { type Outcomes, readRecipe } from './read-recipe.ts'
import type { Files } from './recipe.ts'

/** What came of a recipe; the time is what the processor worked, in milliseconds. */
export type Examined = { readonly milliseconds: number } & (
  | { readonly kind: 'fine'; readonly outcomes: Outcomes }
  /** `fault` tells failures apart, `detail` has the stack. */
  | { readonly kind: 'failed'; readonly fault: string; readonly detail: string }
)

export interface Conditions {
  /** Reads it from a folder as well. */
  readonly onDisk: boolean
  /** No recipe may take longer, in milliseconds. */
  readonly longest: number
}

/** Reads a recipe and never throws. */
export function examine(files: Files, { onDisk, longest }: Conditions): Examined {
  const before = process.threadCpuUsage()
  const worked = () => {
    const { user, system } = process.threadCpuUsage(before)
    return (user + system) / 1000
  }
  try {
    const outcomes = readRecipe(files)
    const milliseconds = worked()
    if (onDisk) readFolder(files)
    if (milliseconds <= longest) return { kind: 'fine', outcomes, milliseconds }
    return { kind: 'failed', fault: 'too slow', detail: `${milliseconds.toFixed(0)} ms`, milliseconds }
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { kind: 'failed', fault: faultOf(detail), detail, milliseconds: worked() }
  }
}

/** The message without what is the recipe's, and where it came from. */
function faultOf(stack: string): string {
  const [message = ''] = stack.split('\n', 1)
  const from = /\/((?:main|node_modules)\/[^\s)]+)/.exec(stack)?.[1] ?? ''
  return `${message.replace(/".*/, '…').slice(0, 100)} ${from}`.trim()
}
