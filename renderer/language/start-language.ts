import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { english } from './en/english.ts'

/** Languages a member can choose, by their own names. Another one is a folder beside `en` and a line here. */
export const languages = { en: 'English' } as const

/** Made when it is chosen, since nobody reads it but tests. */
const forTests = 'en-XA'

/** Must have ended before the first sentence is drawn. */
export async function startLanguage(): Promise<void> {
  await startSentences(languageFor('system', navigator.languages))
  document.documentElement.lang = i18next.language
}

/** Values are never read as markup or as further keys. */
export async function startSentences(language: string): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: english } },
    interpolation: { escapeValue: false, skipOnVariables: true },
    returnNull: false,
  })
}

/** `chosen` is the setting: `system` or a language's code. */
export async function changeLanguage(chosen: string): Promise<void> {
  const language = languageFor(chosen, navigator.languages)
  if (i18next.language === language) return
  if (language === forTests) {
    const { pseudo } = await import('./pseudo.ts')
    i18next.addResourceBundle(forTests, 'translation', pseudo(english))
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

export function languageFor(chosen: string, wished: readonly string[]): string {
  if (chosen === forTests) return chosen
  const candidates = chosen === 'system' ? wished : [chosen, ...wished]
  const known = candidates
    .map((candidate) => candidate.split('-')[0] ?? '')
    .find((candidate) => Object.hasOwn(languages, candidate))
  return known ?? 'en'
}
