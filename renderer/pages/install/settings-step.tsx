import { useState } from 'react'
import { Form } from 'react-aria-components'
import type { SettingField, SettingsForm, SettingSwitch } from '../../../preload/contract/settings-form.ts'
import { useText } from '../../language/text.ts'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Switch } from '../../parts/switch.tsx'
import { arrangeSettings, type SettingSection } from './arrange-settings.ts'
import type { InstallDraft, WizardStep } from './install-draft.ts'
import style from './install-page.module.css'
import { SettingControl } from './setting-control.tsx'
import { valueOf, wrongFields } from './settings-answers.ts'
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
  const wrong = wrongFields(form, draft)
  const foldedFields = [...folded.flatMap((section) => section.items), ...usual]
  const control = (field: SettingField) => (
    <SettingControl
      key={field.key}
      field={field}
      value={valueOf(field, draft)}
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
        <Section key={section.id} section={section}>
          {section.items.map((one) => (
            <SettingsSwitch key={one.id} one={one} draft={draft} change={change}>
              {one.fields.map(control)}
            </SettingsSwitch>
          ))}
        </Section>
      ))}
      {foldedFields.length > 0 && (
        <Disclosure key={unfolded} title={say('install.more')} isOpenAtFirst={unfolded > 0}>
          <p className={style['soft']}>{say('install.moreHelp')}</p>
          {folded.map((section) => (
            <Section key={section.id} section={section}>
              {section.items.map(control)}
            </Section>
          ))}
          {usual.length > 0 && (
            <Section section={{ id: 'usual', title: say('install.usual'), help: '', items: usual }}>
              {usual.map(control)}
            </Section>
          )}
        </Disclosure>
      )}
      {isAsked && wrong.length > 0 && (
        <Notice tone="warn" what={say('install.wrongSettings', { count: wrong.length })} isAnnounced />
      )}
      <StepButtons next={say('install.next')} isPending={isPending} back="address" onBack={onBack} />
    </Form>
  )
}

function Section(props: { readonly section: SettingSection<unknown>; readonly children: React.ReactNode }) {
  const { section, children } = props
  return (
    <section className={style['section']} aria-label={section.title === '' ? undefined : section.title}>
      {section.title !== '' && (
        <div>
          <h2>{section.title}</h2>
          {section.help !== '' && <p className={style['help']}>{section.help}</p>}
        </div>
      )}
      {children}
    </section>
  )
}

function SettingsSwitch(props: {
  readonly one: SettingSwitch
  readonly draft: InstallDraft
  readonly change: ChangeDraft
  readonly children: readonly React.ReactNode[]
}) {
  const { one, draft, change, children } = props
  const isOn = draft.switches.includes(one.id)
  return (
    <div>
      <Switch
        label={one.title}
        help={one.help === '' ? undefined : <span className={style['help']}>{one.help}</span>}
        isSelected={isOn}
        onChange={(on) =>
          change({ switches: on ? [...draft.switches, one.id] : draft.switches.filter((id) => id !== one.id) })
        }
      />
      {isOn && children.length > 0 && <div className={style['revealed']}>{children}</div>}
    </div>
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
