import i18next from 'i18next'
import { english } from './en/english.ts'

/** Languages a member can choose, by their own names. Another one is a folder beside `en` and a line here. */
export const languages = { en: 'English' } as const

/** Made when it is chosen, since nobody reads it but tests. */
export const forTests = 'en-XA'

/** For the window and the terminal alike. Values are never read as markup or as further keys. */
export async function startSentences(language: string): Promise<void> {
  await i18next.init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: english } },
    interpolation: { escapeValue: false, skipOnVariables: true },
    returnNull: false,
  })
}

/** `chosen` is the setting: `system` or a language's code. */
export function languageFor(chosen: string, wished: readonly string[]): string {
  if (chosen === forTests) return chosen
  const candidates = chosen === 'system' ? wished : [chosen, ...wished]
  const known = candidates
    .map((candidate) => candidate.split('-')[0] ?? '')
    .find((candidate) => Object.hasOwn(languages, candidate))
  return known ?? 'en'
}
