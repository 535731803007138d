export interface Addresses {
  readonly v4: readonly string[]
  readonly v6: readonly string[]
}

/** `not-found`: the name has no address; `no-answer`: nobody could tell, such as without a network. */
export type LookUpAnswer = Addresses | 'not-found' | 'no-answer'

/** Bounded in time by itself; ends early, with `no-answer`, when the signal is aborted. */
export type LookUp = (name: string, signal?: AbortSignal) => Promise<LookUpAnswer>
