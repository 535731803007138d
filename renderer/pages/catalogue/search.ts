import type { RecipeCard } from '../../../preload/contract/catalogue.ts'

/** What is looked for in a recipe, folded once, so that a keystroke only compares. */
interface Entry {
  readonly card: RecipeCard
  readonly names: readonly string[]
  readonly nameWords: readonly string[]
  readonly category: string
  readonly description: string
  readonly descriptionWords: readonly string[]
}

/** In alphabetical order of titles. */
export type RecipeIndex = readonly Entry[]

/** The lower, the better the match. */
const ranks = { exact: 0, prefix: 1, word: 2, inside: 3, category: 4, descriptionWord: 5, description: 6 } as const

export function indexRecipes(cards: readonly RecipeCard[]): RecipeIndex {
  return cards
    .map((card) => ({ card, title: fold(card.title) }))
    .sort((one, other) => compare(one.title, other.title))
    .map(({ card, title }) => {
      const names = [title, fold(card.name)]
      const description = fold(card.description)
      return {
        card,
        names,
        nameWords: names.flatMap(words),
        category: fold(card.category),
        description,
        descriptionWords: words(description),
      }
    })
}

/**
 * The recipes in which every typed word is found, best first: exact name, beginning of the name, beginning of one of its words,
 * within it, category, description. Equally good ones are in alphabetical order, and so are all where nothing is typed.
 */
export function searchRecipes(index: RecipeIndex, typed: string): readonly RecipeCard[] {
  const whole = fold(typed).trim()
  if (whole === '') return index.map((entry) => entry.card)
  const sought = words(whole)
  if (sought.length === 0) return []
  return index
    .flatMap((entry) => {
      const rank = rankOf(entry, whole, sought)
      return rank === null ? [] : [{ card: entry.card, rank }]
    })
    .sort((one, other) => one.rank - other.rank)
    .map(({ card }) => card)
}

/** Lower case, without accents; `ß` and the like as they are typed without them. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll('æ', 'ae')
    .replaceAll('œ', 'oe')
}

function words(text: string): readonly string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}

/** What was typed as a whole counts first; otherwise the worst of its words. Null where one of them is nowhere. */
function rankOf(entry: Entry, whole: string, sought: readonly string[]): number | null {
  if (entry.names.includes(whole)) return ranks.exact
  if (entry.names.some((name) => name.startsWith(whole))) return ranks.prefix
  let worst: number = ranks.exact
  for (const word of sought) {
    const rank = rankOfWord(entry, word)
    if (rank === null) return null
    worst = Math.max(worst, rank)
  }
  return worst
}

function rankOfWord(entry: Entry, word: string): number | null {
  if (entry.nameWords.some((name) => name.startsWith(word))) return ranks.word
  if (entry.names.some((name) => name.includes(word))) return ranks.inside
  if (entry.category.startsWith(word)) return ranks.category
  if (entry.descriptionWords.some((other) => other.startsWith(word))) return ranks.descriptionWord
  if (entry.description.includes(word)) return ranks.description
  return null
}

/** By code points: faster than a collator, and the texts are folded. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
