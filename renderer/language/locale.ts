import i18next from 'i18next'

/** For numbers and dates: the sentences' language, in the way of the reader's country where the system tells it. */
export function currentLocale(): string {
  const { language } = i18next
  return navigator.languages.find((wished) => wished.split('-')[0] === language) ?? language
}
