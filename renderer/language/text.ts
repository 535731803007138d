import i18next from 'i18next'
import { createContext, use } from 'react'
import type { english } from './en/english.ts'
import type { KeysOf } from './keys.ts'

export type TextKey = KeysOf<typeof english>
/** `count` chooses the plural; the others fill the placeholders of the same name. */
export type TextValues = Readonly<Record<string, string | number>>
export type Say = (key: TextKey, values?: TextValues) => string

/** For sentences that are put together outside components. */
export const say: Say = (key, values) => i18next.t(key, { ...values })

/** Filled by `TextProvider`. */
export const TextContext = createContext<Say>(say)

/** For components: drawn again when the language changes. */
export function useText(): Say {
  return use(TextContext)
}

/** For numbers and dates: the sentences' language, in the way of the member's country where the system tells it. */
export function currentLocale(): string {
  const { language } = i18next
  return navigator.languages.find((wished) => wished.split('-')[0] === language) ?? language
}
