import type { SecretSetting } from '../../../preload/contract/settings-form.ts'
import { useText } from '../../language/text.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import style from './install-page.module.css'

export interface MadePasswordsProps {
  readonly made: readonly { readonly name: string; readonly value: string }[]
  readonly settings: readonly SecretSetting[]
}

/** Passwords that are shown this once. */
export function MadePasswords({ made, settings }: MadePasswordsProps) {
  const say = useText()
  return (
    <ul className={style['passwords']} aria-label={say('install.madeList')}>
      {made.map(({ name, value }) => {
        const { label, help } = wordsFor(name, settings)
        return (
          <li key={name} className={style['password']}>
            <div className={style['passwordWords']}>
              <strong>{label}</strong>
              {help !== '' && <p className={style['help']}>{help}</p>}
              <code className={style['value']}>{value}</code>
            </div>
            <CopyButton text={value} label={say('install.copyPassword', { name: label })} />
          </li>
        )
      })}
    </ul>
  )
}

/** The recipe's words for a password: `admin_password` is what `SECRET_ADMIN_PASSWORD_VERSION` numbers (abra.md §3.2). */
export function wordsFor(
  name: string,
  settings: readonly SecretSetting[],
): { readonly label: string; readonly help: string } {
  const variable = `SECRET_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}_VERSION`
  const known = settings.find((secret) => secret.variable === variable)
  return known ?? { label: name.replaceAll('_', ' '), help: '' }
}
