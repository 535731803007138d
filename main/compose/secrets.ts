/** A secret of an app as abra sees it: what must be on the server before the app can be installed. */
export interface NeededSecret {
  /** The key under `secrets:`; what members and `abra app secret` call it. */
  readonly localName: string
  /** The name on the server. */
  readonly remoteName: string
  /** The text after the last `_` of the remote name; '' when the variable of the version has no value. */
  readonly version: string
  /** The variable of the environment that holds the version, by the uninterpolated `name:`. */
  readonly versionVariable: string | undefined
  /** `name:` as the file has it, before interpolation; abra looks for modifiers by it. */
  readonly rawName: string | undefined
  /** False: the stack creates it itself, from a file or with a driver. */
  readonly external: boolean
  /** What an install must stop for. */
  readonly fault: 'too-long' | 'version-missing' | undefined
}
