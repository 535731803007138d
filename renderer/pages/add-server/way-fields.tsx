import { FileKey, KeyRound, type LucideIcon, ShieldCheck, TextCursorInput } from 'lucide-react'
import type { AddServerOffers } from '../../../preload/contract/server.ts'
import { useText } from '../../language/text.ts'
import { ComboBox } from '../../parts/combo-box.tsx'
import { PasswordField } from '../../parts/password-field.tsx'
import { RadioCards } from '../../parts/radio-cards.tsx'
import { TextField } from '../../parts/text-field.tsx'
import type { Way, WayFields, Wrong, WrongField } from './server-form.ts'

export interface WayFieldsProps {
  readonly fields: WayFields
  readonly onChange: (change: Partial<WayFields>) => void
  readonly offers: AddServerOffers | undefined
  readonly wrong: Wrong
  readonly prefix?: 'jump.' | ''
}

const icons: Readonly<Record<Way, LucideIcon>> = {
  password: KeyRound,
  'key-file': FileKey,
  key: TextCursorInput,
  agent: ShieldCheck,
}

/** Who one is on a machine, and how one shows it. */
export function WayInFields({ fields, onChange, offers, wrong, prefix = '' }: WayFieldsProps) {
  const say = useText()
  const error = (field: WrongField) => {
    const key = wrong[`${prefix}${field}`]
    return key === undefined ? null : say(key)
  }
  const card = (id: Way, title: string, more?: string, isDisabled = false) => {
    const Icon = icons[id]
    return { id, title, more, isDisabled, icon: <Icon size={18} aria-hidden /> }
  }
  const agent = offers?.agent === true
  return (
    <>
      <TextField
        label={say('addServer.user')}
        error={error('user')}
        value={fields.user}
        onChange={(user) => onChange({ user })}
        autoComplete="off"
        fixed
      />
      <RadioCards
        label={say('addServer.way')}
        value={fields.way}
        onChange={(way) => onChange({ way })}
        cards={[
          card('password', say('addServer.password')),
          card('key-file', say('addServer.keyFile')),
          card('key', say('addServer.keyPasted')),
          card('agent', say('addServer.agent'), say(agent ? 'addServer.agentMore' : 'addServer.agentAway'), !agent),
        ]}
      />
      {fields.way === 'password' && (
        <PasswordField
          label={say('addServer.password')}
          help={say('addServer.kept')}
          error={error('password')}
          value={fields.password}
          onChange={(password) => onChange({ password })}
        />
      )}
      {fields.way === 'key-file' && (
        <ComboBox
          label={say('addServer.file')}
          help={say('addServer.fileHelp')}
          error={error('file')}
          value={fields.file}
          onChange={(file) => onChange({ file })}
          choices={(offers?.keyFiles ?? []).map((file) => ({ id: file, label: file }))}
        />
      )}
      {fields.way === 'key' && (
        <TextField
          label={say('addServer.key')}
          help={say('addServer.keyHelp')}
          error={error('key')}
          value={fields.key}
          onChange={(key) => onChange({ key })}
          lines={5}
          autoComplete="off"
          fixed
        />
      )}
      {(fields.way === 'key' || fields.way === 'key-file') && (
        <PasswordField
          label={say('addServer.passphrase')}
          help={say('addServer.passphraseHelp')}
          optional
          value={fields.passphrase}
          onChange={(passphrase) => onChange({ passphrase })}
        />
      )}
    </>
  )
}
