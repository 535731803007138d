import type { Sentences } from './keys.ts'

const letters: Readonly<Record<string, string>> = {
  a: 'á',
  c: 'ç',
  e: 'é',
  i: 'ï',
  n: 'ñ',
  o: 'ö',
  s: 'š',
  u: 'ü',
  y: 'ý',
  A: 'Å',
  C: 'Ç',
  E: 'É',
  I: 'Î',
  O: 'Ø',
  S: 'Š',
  U: 'Û',
}

/**
 * The language `en-XA` for tests: every sentence accented, a third longer and between brackets, so that a text that does not
 * come from here, or does not fit, is seen at once. Placeholders stay.
 */
export function pseudo(sentences: Sentences): Sentences {
  return Object.fromEntries(
    Object.entries(sentences).map(([key, value]) => [key, typeof value === 'string' ? stretch(value) : pseudo(value)]),
  )
}

function stretch(sentence: string): string {
  const accented = sentence
    .split(/(\{\{.*?\}\}|\$t\(.*?\))/)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replaceAll(/[A-Za-z]/g, (letter) => letters[letter] ?? letter),
    )
    .join('')
  return `[${accented}${'~'.repeat(Math.ceil(sentence.length / 3))}]`
}
