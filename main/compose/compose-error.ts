import { plainLine } from '../recipe/plain-text.ts'
import { explain } from './explain.ts'
import type { Place } from './place.ts'
import type { TreeRefusal } from './tree.ts'

/** What names a file in a recipe. */
export type FileUse = 'compose-file' | 'env-file' | 'config' | 'secret'
export type Section = 'service' | 'network' | 'volume' | 'secret' | 'config'
/** What a value must be, where the format wants more than a type. */
export type WantedValue =
  | 'boolean'
  | 'integer'
  | 'number'
  | 'duration'
  | 'size'
  | 'cpus'
  | 'port'
  | 'volume'
  | 'command'
  | 'restart'
  | 'text'
  | 'mapping'
  | 'list'
  | 'number-in-range'

/**
 * Why a stack is refused: closed, as data; the facts are what a sentence for a member or a technician needs. `path` is
 * the option's place in the format, for instance `services.app.ports[0]`.
 */
export type ComposeProblem = InputProblem | FileProblem

/** What was asked for cannot be done whatever the files say; there is no place to name. */
type InputProblem =
  { readonly code: 'stack-name-invalid'; readonly stack: string } | { readonly code: 'no-compose-file' }

type FileProblem =
  | { readonly code: 'file-missing'; readonly use: FileUse; readonly path: string }
  | { readonly code: 'file-refused'; readonly use: FileUse; readonly path: string; readonly reason: TreeRefusal }
  | { readonly code: 'file-too-large'; readonly path: string; readonly bytes: number; readonly limit: number }
  | { readonly code: 'env-file-invalid'; readonly path: string; readonly line: number; readonly reason: EnvFileFault }
  | { readonly code: 'yaml-invalid'; readonly detail: string }
  | { readonly code: 'yaml-too-deep'; readonly limit: number }
  | { readonly code: 'yaml-too-large'; readonly limit: number }
  | { readonly code: 'yaml-key-not-text'; readonly path: string; readonly key: string }
  | { readonly code: 'not-a-mapping' }
  | { readonly code: 'version-unsupported'; readonly version: string }
  | { readonly code: 'versions-differ'; readonly first: string; readonly other: string }
  | { readonly code: 'forbidden-options'; readonly options: readonly string[] }
  | { readonly code: 'variable-syntax'; readonly path: string; readonly text: string }
  | { readonly code: 'variable-required'; readonly path: string; readonly variable: string; readonly message: string }
  | { readonly code: 'variables-too-long'; readonly path: string; readonly limit: number }
  | {
      readonly code: 'option-unknown'
      readonly path: string
      readonly option: string
      /** The first version of the format that has it, where a newer one does. */
      readonly since: string | undefined
    }
  | { readonly code: 'option-missing'; readonly path: string; readonly option: string }
  | { readonly code: 'wrong-type'; readonly path: string; readonly wanted: readonly string[]; readonly got: string }
  | { readonly code: 'wrong-choice'; readonly path: string; readonly wanted: readonly string[] }
  | { readonly code: 'duplicate-item'; readonly path: string }
  | { readonly code: 'value-invalid'; readonly path: string; readonly value: string; readonly wanted: WantedValue }
  | { readonly code: 'undefined-reference'; readonly service: string; readonly kind: Section; readonly name: string }
  | { readonly code: 'options-conflict'; readonly path: string; readonly options: readonly [string, string] }
  | {
      readonly code: 'duplicate-target'
      readonly service: string
      readonly kind: 'secret' | 'config'
      readonly name: string
    }
  | { readonly code: 'mount-invalid'; readonly service: string; readonly type: string; readonly fault: MountFault }
  | { readonly code: 'image-missing'; readonly service: string }
  | { readonly code: 'image-invalid'; readonly service: string; readonly image: string }
  | { readonly code: 'mode-unknown'; readonly service: string; readonly mode: string }
  | { readonly code: 'replicas-with-global'; readonly service: string }
  | { readonly code: 'stack-too-large'; readonly what: StackAmount; readonly limit: number }

/** What a few lines can ask for masses of. */
export type StackAmount =
  'compose-files' | 'compose-bytes' | 'env-file-bytes' | 'file-bytes' | 'ports' | 'request-characters'
export type EnvFileFault = 'not-utf8' | 'no-name' | 'space-in-name' | 'line-too-long'
export type MountFault =
  'unknown-type' | 'source-missing' | 'source-not-allowed' | 'bind-options' | 'volume-options' | 'tmpfs-options'

/** Values of a recipe can be as long as a file. */
const longestWords = 2000

/** A stack that Docker would refuse, or a file that we refuse to read. The message is for technicians, and harmless as text. */
export class ComposeError extends Error {
  override readonly name = 'ComposeError'
  readonly problem: ComposeProblem
  readonly place: Place | undefined

  /** Everything that a file is to blame for says where in it. */
  constructor(problem: InputProblem)
  constructor(problem: FileProblem, place: Place)
  constructor(problem: ComposeProblem, place?: Place) {
    const words = plainLine(explain(problem), longestWords)
    super(place === undefined ? words : `${plainLine(place.file, 200)}:${place.line}:${place.column}: ${words}`)
    this.problem = problem
    this.place = place
  }
}
