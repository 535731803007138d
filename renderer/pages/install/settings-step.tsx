import { useState } from 'react'
import { Form } from 'react-aria-components'
import type { SettingField, SettingsForm } from '../../../preload/contract/settings-form.ts'
import { useText } from '../../language/text.ts'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Notice } from '../../parts/notice.tsx'
import { SettingControl } from '../settings-form/setting-control.tsx'
import { valueOf, wrongFields } from '../settings-form/settings-answers.ts'
import { SettingsSection } from '../settings-form/settings-section.tsx'
import { SettingsSwitch } from '../settings-form/settings-switch.tsx'
import { arrangeSettings } from './arrange-settings.ts'
import { givenIn, type InstallDraft, type WizardStep } from './install-draft.ts'
import style from './install-page.module.css'
import { StepButtons } from './step-buttons.tsx'
import type { ChangeDraft } from './use-draft.ts'

export interface SettingsStepProps {
  readonly form: SettingsForm
  readonly draft: InstallDraft
  readonly change: ChangeDraft
  readonly isPending: boolean
  readonly onNext: () => void
  readonly onBack: (step: WizardStep) => void
}

export function SettingsStep({ form, draft, change, isPending, onNext, onBack }: SettingsStepProps) {
  const say = useText()
  const [isAsked, setAsked] = useState(false)
  // Counts how often the fold was opened because something in it is wrong; as its key, a new number opens it.
  const [unfolded, setUnfolded] = useState(0)
  const { required, switches, folded, usual } = arrangeSettings(form)
  const given = givenIn(draft)
  const wrong = wrongFields(form, given)
  const foldedFields = [...folded.flatMap((section) => section.items), ...usual]
  const control = (field: SettingField) => (
    <SettingControl
      key={field.key}
      field={field}
      value={valueOf(field, given.values)}
      onChange={(value) => change(withValue(draft, field, value))}
      isAsked={isAsked}
    />
  )
  return (
    <Form
      validationBehavior="aria"
      className={style['step'] ?? ''}
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (wrong.length === 0) return onNext()
        if (foldedFields.some((field) => wrong.includes(field))) setUnfolded(unfolded + 1)
        focusFirstWrong()
      }}
    >
      {required.map(control)}
      {required.length === 0 && (
        <div>
          <p>{say('install.nothingAsked')}</p>
          <p className={style['soft']}>{say('install.nothingAskedMore')}</p>
        </div>
      )}
      {switches.map((section) => (
        <SettingsSection key={section.id} title={section.title} help={section.help}>
          {section.items.map((one) => (
            <SettingsSwitch
              key={one.id}
              one={one}
              isOn={draft.switches.includes(one.id)}
              onChange={(on) =>
                change({ switches: on ? [...draft.switches, one.id] : draft.switches.filter((id) => id !== one.id) })
              }
            >
              {one.fields.map(control)}
            </SettingsSwitch>
          ))}
        </SettingsSection>
      ))}
      {foldedFields.length > 0 && (
        <Disclosure key={unfolded} title={say('install.more')} isOpenAtFirst={unfolded > 0}>
          <p className={style['soft']}>{say('install.moreHelp')}</p>
          {folded.map((section) => (
            <SettingsSection key={section.id} title={section.title} help={section.help}>
              {section.items.map(control)}
            </SettingsSection>
          ))}
          {usual.length > 0 && (
            <SettingsSection title={say('settingsForm.usual')} help="">
              {usual.map(control)}
            </SettingsSection>
          )}
        </Disclosure>
      )}
      {isAsked && wrong.length > 0 && (
        <Notice tone="warn" what={say('settingsForm.wrongSettings', { count: wrong.length })} isAnnounced />
      )}
      <StepButtons next={say('install.next')} isPending={isPending} back="address" onBack={onBack} />
    </Form>
  )
}

function withValue(draft: InstallDraft, field: SettingField, value: string): Partial<InstallDraft> {
  return field.input.kind === 'password'
    ? { secretValues: { ...draft.secretValues, [field.key]: value } }
    : { values: { ...draft.values, [field.key]: value } }
}

/** After the fields have been drawn with what is wrong. */
function focusFirstWrong() {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('main form [aria-invalid="true"]')?.focus())
}
