import i18next from 'i18next'
import type { english } from './en/english.ts'
import type { KeysOf } from './keys.ts'

export type TextKey = KeysOf<typeof english>
/** `count` chooses the plural; the others fill the placeholders of the same name. */
export type TextValues = Readonly<Record<string, string | number>>
export type Say = (key: TextKey, values?: TextValues) => string

/** For sentences that are put together outside components. */
export const say: Say = (key, values) => i18next.t(key, { ...values })
