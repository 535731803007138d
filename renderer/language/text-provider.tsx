import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Say, TextContext } from './text.ts'

/** Follows the language once for the whole window, as pages with hundreds of cards would feel it if each card did. */
export function TextProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  const say = useMemo<Say>(() => (key, values) => t(key, { ...values }), [t])
  return <TextContext value={say}>{children}</TextContext>
}
