import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { english } from './en/english.ts'
import { forTests, languageFor, startSentences } from './languages.ts'

/** Must have ended before the first sentence is drawn. */
export async function startLanguage(): Promise<void> {
  i18next.use(initReactI18next)
  await startSentences(languageFor('system', navigator.languages))
  document.documentElement.lang = i18next.language
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
