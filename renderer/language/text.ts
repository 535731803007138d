import { createContext, use } from 'react'
import { type Say, say } from './sentences.ts'

export type { Say, TextKey } from './sentences.ts'

/** Filled by `TextProvider`. */
export const TextContext = createContext<Say>(say)

/** For components: drawn again when the language changes. */
export function useText(): Say {
  return use(TextContext)
}
