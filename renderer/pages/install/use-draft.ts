import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { emptyDraft, type InstallDraft, readDraft, storeDraft } from './install-draft.ts'

const draftKey = (recipe: string) => ['install-draft', recipe] as const
const storageKey = (recipe: string) => `canteen-install-${recipe}`

export type ChangeDraft = (change: Partial<InstallDraft>) => void

/** The wizard's draft for a recipe: kept in the window while other pages are looked at, and but for secrets over a reload. */
export function useDraft(recipe: string): readonly [InstallDraft, ChangeDraft] {
  const queries = useQueryClient()
  const { data = emptyDraft } = useQuery<InstallDraft>({
    queryKey: draftKey(recipe),
    enabled: false,
    initialData: () => readDraft(sessionStorage.getItem(storageKey(recipe))),
  })
  const change: ChangeDraft = useCallback(
    (part) => {
      const next = queries.setQueryData<InstallDraft>(draftKey(recipe), (before) => ({
        ...(before ?? emptyDraft),
        ...part,
      }))
      if (next !== undefined) sessionStorage.setItem(storageKey(recipe), storeDraft(next))
    },
    [queries, recipe],
  )
  return [data, change]
}

/** Once it is installed, or to begin anew. */
export function forgetDraft(queries: QueryClient, recipe: string): void {
  sessionStorage.removeItem(storageKey(recipe))
  queries.removeQueries({ queryKey: draftKey(recipe) })
}
