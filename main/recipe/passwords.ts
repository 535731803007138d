import words from '../../assets/words/eff-large-wordlist.json' with { type: 'json' }

/** How a secret comes into being, by the modifiers behind its `SECRET_…_VERSION` line (abra.md §3.2, §6). */
export type PasswordRule =
  | { readonly kind: 'passphrase'; readonly words: number }
  | { readonly kind: 'characters'; readonly length: number; readonly alphabet: string }
  /** `generate=false`: only the member knows it, such as a key of another service. */
  | { readonly kind: 'by-member' }

/** A whole number from 0, smaller than `exclusiveMaximum`, each equally likely, not to be foreseen. */
export type Random = (exclusiveMaximum: number) => number

const passphraseWords = 6
const shortest = 5
const longest = 1024

/** Letters and digits without those that look alike. */
const plainAlphabet = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const alphabets: ReadonlyMap<string, string> = new Map([
  ['default', plainAlphabet],
  ['special', '!@#$%^&*_-+='],
  ['safespecial', '!@#%^&*_-+='],
  ['hex', '0123456789abcdef'],
])

/**
 * A length means a password of that many characters (5 to 1024), no length a passphrase of six words. Names of alphabets can be
 * joined with commas; unknown ones are passed over, and with none left the default is taken.
 */
export function passwordRule(modifiers: ReadonlyMap<string, string>): PasswordRule {
  if (modifiers.get('generate')?.toLowerCase() === 'false') return { kind: 'by-member' }
  const length = modifiers.get('length') ?? ''
  if (!/^\d{1,9}$/.test(length)) return { kind: 'passphrase', words: passphraseWords }
  const named = (modifiers.get('charset') ?? '').split(',').map((name) => alphabets.get(name.toLowerCase()) ?? '')
  const characters = [...new Set(named.join(''))].join('')
  const alphabet = characters === '' ? plainAlphabet : characters
  return { kind: 'characters', length: Math.min(longest, Math.max(shortest, Number(length))), alphabet }
}

/** Makes a password or passphrase; the words are the EFF's long list, joined with `-`. */
export function makePassword(rule: Exclude<PasswordRule, { kind: 'by-member' }>, random: Random): string {
  const pick = <Item>(items: ArrayLike<Item>): Item => {
    const index = random(items.length)
    const item = items[index]
    if (item === undefined) throw new RangeError(`the random source gave ${index} of ${items.length}`)
    return item
  }
  switch (rule.kind) {
    case 'passphrase':
      return Array.from({ length: rule.words }, () => pick(words)).join('-')
    case 'characters':
      return Array.from({ length: rule.length }, () => pick(rule.alphabet)).join('')
  }
}
