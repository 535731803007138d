import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { type InstallDraft, readDraft, storeDraft } from './install-draft.ts'

const draftKey = (recipe: string) => ['install-draft', recipe] as const
const storageKey = (recipe: string) => `canteen-install-${recipe}`

export type ChangeDraft = (change: Partial<InstallDraft>) => void

/**
 * The wizard's draft for a recipe: kept in the window while other pages are looked at, and but for secrets over a reload. It is
 * the component's own state, as the query cache tells its changes too late for a field that is typed in.
 */
export function useDraft(recipe: string): readonly [InstallDraft, ChangeDraft] {
  const queries = useQueryClient()
  const [draft, setDraft] = useState(
    () => queries.getQueryData<InstallDraft>(draftKey(recipe)) ?? readDraft(sessionStorage.getItem(storageKey(recipe))),
  )
  useEffect(() => {
    queries.setQueryData(draftKey(recipe), draft)
    sessionStorage.setItem(storageKey(recipe), storeDraft(draft))
  }, [queries, recipe, draft])
  const change: ChangeDraft = useCallback((part) => setDraft((before) => ({ ...before, ...part })), [])
  return [draft, change]
}

/** Once it is installed. */
export function forgetDraft(queries: QueryClient, recipe: string): void {
  sessionStorage.removeItem(storageKey(recipe))
  queries.removeQueries({ queryKey: draftKey(recipe) })
}
