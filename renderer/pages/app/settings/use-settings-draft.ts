import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { AppReference } from '../../../../preload/contract/app.ts'
import { settingsDraftKey } from '../../../api/keys.ts'
import { emptyDraft, type SettingsDraft } from './settings-draft.ts'

export type ChangeSettingsDraft = (change: (before: SettingsDraft) => SettingsDraft) => void

/**
 * What was changed in an app's settings so far, kept in the window while other tabs and pages are looked at. It is the
 * component's own state, as the query cache tells its changes too late for a field that is typed in.
 */
export function useSettingsDraft({ server, app }: AppReference): readonly [SettingsDraft, ChangeSettingsDraft] {
  const queries = useQueryClient()
  const [draft, setDraft] = useState(
    () => queries.getQueryData<SettingsDraft>(settingsDraftKey(server, app)) ?? emptyDraft,
  )
  useEffect(() => {
    queries.setQueryData(settingsDraftKey(server, app), draft)
  }, [queries, server, app, draft])
  const change: ChangeSettingsDraft = useCallback((next) => setDraft(next), [])
  return [draft, change]
}

/** The same for those who only look. */
export function useKnownDraft({ server, app }: AppReference): SettingsDraft {
  return useQuery<SettingsDraft>({ queryKey: settingsDraftKey(server, app), enabled: false }).data ?? emptyDraft
}
