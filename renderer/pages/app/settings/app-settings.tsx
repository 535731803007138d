import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import type { AppSettings as Settings } from '../../../../preload/contract/app-settings.ts'
import type { AppSummary } from '../../../../preload/contract/app.ts'
import { failureFrom } from '../../../api/failure.ts'
import { useApi } from '../../../api/provider.tsx'
import { useText } from '../../../language/text.ts'
import { Button } from '../../../parts/button.tsx'
import { FailureNotice } from '../../../parts/failure-notice.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { MissingPasswords } from '../missing-passwords.tsx'
import { wrongFields } from '../../settings-form/settings-answers.ts'
import style from './app-settings.module.css'
import { LiveNotice } from './live-notice.tsx'
import { changesIn, emptyDraft, givenIn } from './settings-draft.ts'
import { SettingsFields } from './settings-fields.tsx'
import { liveQuery, settingsQuery } from './settings-queries.ts'
import { TextEditor } from './text-editor.tsx'
import { useSettingsCalls } from './use-settings-calls.ts'
import { useSettingsDraft } from './use-settings-draft.ts'

/** What an app is set to, as a form or as text, and the way to the plan that applies a change. */
export function AppSettings({ app, title }: { readonly app: AppSummary; readonly title: string }) {
  const say = useText()
  const found = useQuery(settingsQuery(useApi(), app))
  if (found.data !== undefined) return <KnownSettings app={app} title={title} settings={found.data} />
  if (found.isError) return <FailureNotice failure={failureFrom(found.error)} />
  return <p role="status">{say('appSettings.looking')}</p>
}

interface KnownSettingsProps {
  readonly app: AppSummary
  readonly title: string
  readonly settings: Settings
}

function KnownSettings({ app, title, settings }: KnownSettingsProps) {
  const say = useText()
  const reference = { server: app.server, app: app.name }
  const [draft, change] = useSettingsDraft(reference)
  const [isAsked, setAsked] = useState(false)
  const calls = useSettingsCalls(reference, settings, draft, change)
  const live = useQuery(liveQuery(useApi(), app)).data ?? []
  const shown = draft.base ?? settings
  const given = givenIn(draft, settings)
  const wrong = draft.text === null ? wrongFields(shown.form, given) : []
  const changes = changesIn(draft, settings)
  const hasNothing = changes === 0 && live.length === 0
  const { failure } = calls
  const wrongLine = failure?.code === 'env-invalid' && draft.text !== null ? failure.facts : null
  /** Only with values that can be used. */
  const go = (on: () => void) => {
    setAsked(true)
    if (wrong.length === 0) return on()
    focusFirstWrong()
  }
  return (
    <Form
      validationBehavior="aria"
      className={style['settings'] ?? ''}
      onSubmit={(event) => {
        event.preventDefault()
        go(() => {
          if (!hasNothing) calls.plan({})
        })
      }}
    >
      <div className={style['head']}>
        <p className={style['intro']}>
          {say(draft.text === null ? 'appSettings.intro' : 'appSettings.introText', { title })}
        </p>
        {draft.text === null ? (
          <Button size="small" isPending={calls.isPending} onPress={() => go(calls.toText)}>
            {say('appSettings.asText')}
          </Button>
        ) : (
          <Button size="small" isPending={calls.isPending} onPress={calls.toForm}>
            {say('appSettings.asForm')}
          </Button>
        )}
      </div>
      {app.word === 'off' && <Notice tone="off" what={say('appSettings.off', { title })} />}
      {live.length > 0 && <LiveNotice differences={live} />}
      {draft.text === null ? (
        <SettingsFields
          app={app}
          title={title}
          settings={shown}
          given={given}
          isAsked={isAsked}
          onChange={(next) => {
            calls.reset()
            change((before) => ({ ...before, ...next(givenIn(before, settings)) }))
          }}
        />
      ) : (
        <TextEditor
          value={draft.text.now}
          wrong={wrongLine}
          onChange={(now) => {
            calls.reset()
            change((before) => (before.text === null ? before : { ...before, text: { ...before.text, now } }))
          }}
        />
      )}
      <div className={style['foot']}>
        {isAsked && wrong.length > 0 && (
          <Notice tone="warn" what={say('settingsForm.wrongSettings', { count: wrong.length })} isAnnounced />
        )}
        {failure !== null && failure.code !== 'secret-missing' && wrongLine === null && (
          <FailureNotice failure={failure} />
        )}
        <div className={style['decision']}>
          <Button kind="main" type="submit" isPending={calls.isPending} isDisabled={app.job !== null}>
            {say('appSettings.seeChanges')}
          </Button>
          {changes !== 0 && (
            <Button
              onPress={() => {
                calls.reset()
                setAsked(false)
                change(() => emptyDraft)
              }}
            >
              {say('appSettings.undo')}
            </Button>
          )}
          <p role="status" className={style['soft']}>
            {app.job !== null
              ? say('app.busy', { title })
              : changes === null
                ? say('appSettings.editedText')
                : changes > 0
                  ? say('appSettings.edited', { count: changes })
                  : isAsked && hasNothing
                    ? say('appSettings.nothing')
                    : ''}
          </p>
        </div>
      </div>
      {failure?.code === 'secret-missing' && (
        <MissingPasswords
          names={failure.facts.secrets}
          known={shown.form.secrets}
          isPending={calls.isPending}
          onGo={calls.plan}
          onClose={calls.reset}
        />
      )}
    </Form>
  )
}

/** After the fields have been drawn with what is wrong. */
function focusFirstWrong() {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('main form [aria-invalid="true"]')?.focus())
}
