import { useState } from 'react'
import { Form } from 'react-aria-components'
import type { MadePasswords as Made } from '../../../preload/contract/install.ts'
import type { SecretSetting } from '../../../preload/contract/settings-form.ts'
import { formatList } from '../../language/format.ts'
import { useText } from '../../language/text.ts'
import { Checkbox } from '../../parts/checkbox.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { AskedSecretField, wrongSecret } from '../settings-form/asked-secret-field.tsx'
import type { InstallDraft, WizardStep } from './install-draft.ts'
import style from './install-page.module.css'
import { MadePasswords, wordsFor } from './made-passwords.tsx'
import { StepButtons } from './step-buttons.tsx'
import type { ChangeDraft } from './use-draft.ts'

export interface PasswordsStepProps {
  readonly passwords: Made
  readonly settings: readonly SecretSetting[]
  readonly draft: InstallDraft
  readonly change: ChangeDraft
  readonly isPending: boolean
  readonly onNext: () => void
  readonly onBack: (step: WizardStep) => void
}

export function PasswordsStep(props: PasswordsStepProps) {
  const { passwords, settings, draft, change, isPending, onNext, onBack } = props
  const say = useText()
  const [isAsked, setAsked] = useState(false)
  const { made, asked, present } = passwords
  return (
    <Form
      validationBehavior="aria"
      className={style['step'] ?? ''}
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (asked.every(({ name }) => wrongSecret(draft.inserted[name] ?? '', true) === null)) onNext()
        else
          requestAnimationFrame(() => document.querySelector<HTMLElement>('main form [aria-invalid="true"]')?.focus())
      }}
    >
      {made.length > 0 && <Shown passwords={passwords} settings={settings} draft={draft} change={change} />}
      {asked.length > 0 && (
        <section className={style['section']} aria-label={say('install.asked')}>
          <div>
            <h2>{say('install.asked')}</h2>
            <p className={style['soft']}>{say('install.askedMore')}</p>
          </div>
          {asked.map((secret) => (
            <AskedSecretField
              key={secret.name}
              secret={secret}
              value={draft.inserted[secret.name] ?? ''}
              onChange={(value) => change({ inserted: { ...draft.inserted, [secret.name]: value } })}
              isAsked={isAsked}
            />
          ))}
        </section>
      )}
      {present.length > 0 && (
        <Notice
          tone="off"
          what={say('install.present', { names: formatList(present.map((name) => wordsFor(name, settings).label)) })}
        >
          <p>{say('install.presentMore')}</p>
        </Notice>
      )}
      {made.length === 0 && asked.length > 0 && <Keep passwords={passwords} draft={draft} change={change} />}
      <StepButtons next={say('install.seePlan')} isPending={isPending} back="settings" onBack={onBack} />
    </Form>
  )
}

function Shown(props: Pick<PasswordsStepProps, 'passwords' | 'settings' | 'draft' | 'change'>) {
  const { passwords, settings, draft, change } = props
  const { made } = passwords
  const say = useText()
  const all = made.map(({ name, value }) => `${wordsFor(name, settings).label}: ${value}`).join('\n')
  return (
    <section className={style['section']} aria-label={say('install.madeList')}>
      <div>
        <h2>{say('install.made', { count: made.length })}</h2>
        <p className={style['soft']}>{say('install.madeMore')}</p>
      </div>
      <MadePasswords made={made} settings={settings} />
      {made.length > 1 && (
        <div className={style['buttons']}>
          <CopyButton text={all} label={say('install.copyAll')} isLabelShown />
        </div>
      )}
      <Keep passwords={passwords} draft={draft} change={change} />
    </section>
  )
}

function Keep({ passwords, draft, change }: Pick<PasswordsStepProps, 'passwords' | 'draft' | 'change'>) {
  const say = useText()
  return passwords.keychain ? (
    <Checkbox
      label={say('install.keep')}
      help={say('install.keepMore')}
      isSelected={draft.keepInKeychain}
      onChange={(keepInKeychain) => change({ keepInKeychain })}
    />
  ) : (
    <Notice tone="warn" what={say('install.keychainAway')}>
      <p>{say('install.keychainAwayMore')}</p>
    </Notice>
  )
}
