import { useMutation } from '@tanstack/react-query'
import type { AppSettings, SettingsEdit } from '../../../../preload/contract/app-settings.ts'
import type { AppReference } from '../../../../preload/contract/app.ts'
import type { Failure } from '../../../../preload/contract/failure.ts'
import { failureFrom } from '../../../api/failure.ts'
import { useApi } from '../../../api/provider.tsx'
import { useShowPlan } from '../../../api/queries.ts'
import { editIn, emptyDraft, type SettingsDraft } from './settings-draft.ts'
import type { ChangeSettingsDraft } from './use-settings-draft.ts'

export interface SettingsCalls {
  readonly isPending: boolean
  readonly failure: Failure | null
  /** `inserted`: passwords that only the member knows, by name. */
  readonly plan: (inserted: Readonly<Record<string, string>>) => void
  readonly toText: () => void
  readonly toForm: () => void
  readonly reset: () => void
}

/** What leads on from the settings: to the plan, and from form to text and back with what was changed. */
export function useSettingsCalls(
  reference: AppReference,
  settings: AppSettings,
  draft: SettingsDraft,
  change: ChangeSettingsDraft,
): SettingsCalls {
  const api = useApi()
  const showPlan = useShowPlan()
  const tried = (text: string, edit: SettingsEdit) => api.apps.tryEdit.mutate({ ...reference, text, edit })

  /** All edits as one; what goes on top of an edited text is put into it. */
  const wholeEdit = async (): Promise<SettingsEdit> => {
    const { edit, onTop } = editIn(draft, settings)
    if (onTop === null || draft.base === null) return edit
    const { text } = await tried(draft.base.text, onTop)
    return text === settings.text ? { kind: 'none' } : { kind: 'text', before: draft.before ?? settings.text, text }
  }

  const plan = useMutation({
    mutationFn: async (inserted: Readonly<Record<string, string>>) =>
      showPlan(
        await api.apps.planSettings.mutate({ ...reference, edit: await wholeEdit(), inserted: { ...inserted } }),
      ),
  })
  const toText = useMutation({
    mutationFn: async () => {
      const { edit, onTop } = editIn(draft, settings)
      const from = (draft.base ?? settings).text
      const last = onTop ?? edit
      return last.kind === 'form' ? (await tried(from, last)).text : from
    },
    onSuccess: (text) => {
      change(({ before }) => ({
        ...emptyDraft,
        text: { from: text, now: text.replaceAll('\r\n', '\n') },
        before: before ?? settings.text,
      }))
    },
  })
  const toForm = useMutation({
    mutationFn: async () => {
      const { edit } = editIn(draft, settings)
      return edit.kind === 'text' ? tried(edit.before, edit) : null
    },
    onSuccess: (base) => change(({ before }) => ({ ...emptyDraft, base, before: base === null ? null : before })),
  })

  const calls = [plan, toText, toForm]
  const reset = () => {
    for (const call of calls) if (!call.isIdle) call.reset()
  }
  const error = calls.find((call) => call.isError)?.error
  return {
    isPending: calls.some((call) => call.isPending),
    failure: error === undefined || error === null ? null : failureFrom(error),
    plan: (inserted) => (reset(), plan.mutate(inserted)),
    toText: () => (reset(), toText.mutate()),
    toForm: () => (reset(), toForm.mutate()),
    reset,
  }
}
