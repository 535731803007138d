import { ComposeError } from './compose-error.ts'
import type { ComposeInput, ConvertedStack } from './convert-types.ts'

export type { ComposeInput, ConvertedStack } from './convert-types.ts'

/**
 * Turns the compose files of a recipe into the requests that `docker stack deploy` (docker CLI 28.2.2) would send.
 * Throws ComposeError where Docker refuses, and where a file outside the recipe is named.
 */
export function convert(input: ComposeInput): ConvertedStack {
  if (input.composeFiles.length === 0) {
    throw new ComposeError({ code: 'no-compose-file' }, undefined, 'no compose file is named')
  }
  throw new Error('not written yet')
}
