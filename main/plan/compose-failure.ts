import type { Failure } from '../../preload/contract/failure.ts'
import { plainLine } from '../recipe/plain-text.ts'
import type { ComposeError } from '../compose/compose-error.ts'

/** A recipe's fault in the words of the contract: which file, where in it, and what the converter said for technicians. */
export function failureOfCompose(recipe: string, error: ComposeError): Failure {
  const { problem, place } = error
  switch (problem.code) {
    case 'file-missing':
      return { code: 'recipe-file-missing', facts: { recipe, file: shown(problem.path) } }
    case 'file-refused':
      return {
        code: 'recipe-file-refused',
        facts: { recipe, file: shown(problem.path), reason: refusals[problem.reason] },
      }
    case 'file-too-large':
      return { code: 'recipe-file-refused', facts: { recipe, file: shown(problem.path), reason: 'too-large' } }
    default:
      return {
        code: 'recipe-invalid',
        facts: {
          recipe,
          file: shown(place?.file ?? 'compose.yml'),
          line: place?.line ?? 1,
          column: place?.column ?? 1,
          detail: error.message,
        },
      }
  }
}

/** A recipe may name a file as it likes. */
function shown(path: string): string {
  return plainLine(path, 300)
}

const refusals = {
  absolute: 'outside',
  outside: 'outside',
  symlink: 'link',
  submodule: 'submodule',
  folder: 'special',
  device: 'special',
  'too-large': 'too-large',
} as const
