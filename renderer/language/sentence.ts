/** What is said about a failure. `what` happened, what it `means` for the member and their data, what to do `next`. */
export interface FailureSentence {
  readonly what?: string
  readonly what_one?: string
  readonly what_other?: string
  readonly means?: string
  readonly means_one?: string
  readonly means_other?: string
  readonly next?: string
  readonly next_one?: string
  readonly next_other?: string
}

/** What a message says: one sentence, and sometimes `more` below it. Endings after `_` are i18next's contexts and plurals. */
export type MessageSentence = Readonly<Record<string, string>>
