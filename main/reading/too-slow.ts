import type { Failure } from '../../preload/contract/failure.ts'

/** For a recipe that could not be read in time, or only with more memory than any recipe needs. */
export function tooSlow(recipe: string): Failure {
  return { code: 'recipe-too-slow', facts: { recipe } }
}
