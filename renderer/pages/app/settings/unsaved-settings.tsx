import { useQuery } from '@tanstack/react-query'
import { useBlocker } from '@tanstack/react-router'
import type { AppSettings } from '../../../../preload/contract/app-settings.ts'
import type { AppSummary } from '../../../../preload/contract/app.ts'
import { appSettingsKey } from '../../../api/keys.ts'
import { useText } from '../../../language/text.ts'
import { Button } from '../../../parts/button.tsx'
import { Dialog } from '../../../parts/dialog.tsx'
import { changesIn } from './settings-draft.ts'
import { useKnownDraft } from './use-settings-draft.ts'

/** Says that settings were changed and not applied before another page is gone to; the way to the plan is free. */
export function UnsavedSettings({ app, title }: { readonly app: AppSummary; readonly title: string }) {
  const say = useText()
  const draft = useKnownDraft({ server: app.server, app: app.name })
  const settings = useQuery<AppSettings>({
    queryKey: appSettingsKey(app.server, app.name, app.job),
    enabled: false,
  }).data
  const isEdited = settings !== undefined && changesIn(draft, settings) !== 0
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      isEdited && next.routeId !== '/plan/$plan' && next.pathname !== current.pathname,
    // Electron would keep its window open without a word; what was typed is no data of the app's.
    enableBeforeUnload: false,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <Dialog
      title={say('appSettings.leaveTitle')}
      isOpen
      onClose={blocker.reset}
      buttons={
        <>
          <Button kind="main" onPress={blocker.reset}>
            {say('appSettings.stay')}
          </Button>
          <Button onPress={blocker.proceed}>{say('appSettings.leave')}</Button>
        </>
      }
    >
      <p>{say('appSettings.leaveMore', { title })}</p>
    </Dialog>
  )
}
