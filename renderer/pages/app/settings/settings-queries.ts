import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { AppSummary } from '../../../../preload/contract/app.ts'
import type { Api } from '../../../api/client.ts'
import { appSettingsKey, liveSettingsKey } from '../../../api/keys.ts'

/** An app's settings; read anew once a job for it has begun or ended. */
export function settingsQuery(api: Api, app: AppSummary) {
  const reference = { server: app.server, app: app.name }
  return queryOptions({
    queryKey: appSettingsKey(app.server, app.name, app.job),
    queryFn: () => api.apps.settings.query(reference),
    staleTime: 0,
    placeholderData: keepPreviousData,
  })
}

/** What the server runs otherwise; nothing is looked for while the app is off or its server away. */
export function liveQuery(api: Api, app: AppSummary) {
  const reference = { server: app.server, app: app.name }
  return queryOptions({
    queryKey: liveSettingsKey(app.server, app.name, app.job),
    queryFn: ({ signal }) => api.apps.liveSettings.query(reference, { signal }),
    staleTime: 0,
    enabled: app.word !== 'off' && app.word !== 'unknown' && app.job === null,
  })
}
