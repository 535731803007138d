import { useCallback, useMemo } from 'react'
import type { RecipeCard } from '../../preload/contract/catalogue.ts'
import { useCatalogue } from './queries.ts'

/** How a recipe is called by people: as the catalogue says, otherwise its own name with a capital letter. */
export function useRecipeTitle(): (recipe: string) => string {
  const cards = useRecipeCards()
  return useCallback((recipe) => cards.get(recipe)?.title ?? titleFromName(recipe), [cards])
}

export function useRecipeCards(): ReadonlyMap<string, RecipeCard> {
  const recipes = useCatalogue().data?.recipes
  return useMemo(() => new Map(recipes?.map((card) => [card.name, card])), [recipes])
}

export function titleFromName(recipe: string): string {
  const words = recipe.replaceAll(/[-_]+/g, ' ').trim()
  return words.charAt(0).toLocaleUpperCase() + words.slice(1)
}
