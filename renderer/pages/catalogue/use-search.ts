import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react'
import type { RecipeCard } from '../../../preload/contract/catalogue.ts'
import { indexRecipes, searchRecipes } from './search.ts'

/** What is looked for. A category of null means all of them. */
export interface Sought {
  readonly text: string
  readonly category: string | null
}

export interface Search {
  readonly sought: Sought
  readonly seek: (part: Partial<Sought>) => void
  /** Follows what is typed a moment later where drawing it takes longer than typing. */
  readonly found: { readonly text: string; readonly cards: readonly RecipeCard[]; readonly elsewhere: number }
}

const soughtKey = ['catalogue-search']
const everything: Sought = { text: '', category: null }

/** The search, kept while other pages are looked at. */
export function useSearch(recipes: readonly RecipeCard[]): Search {
  const queries = useQueryClient()
  const [sought, setSought] = useState(() => queries.getQueryData<Sought>(soughtKey) ?? everything)
  const index = useMemo(() => indexRecipes(recipes), [recipes])
  const { text, category } = useDeferredValue(sought)
  const found = useMemo(() => {
    const all = searchRecipes(index, text)
    const cards = category === null ? all : all.filter((card) => card.category === category)
    return { text, cards, elsewhere: all.length - cards.length }
  }, [index, text, category])
  useEffect(() => void queries.setQueryData(soughtKey, sought), [queries, sought])
  const seek = useCallback((part: Partial<Sought>) => setSought((before) => ({ ...before, ...part })), [])
  return { sought, seek, found }
}
