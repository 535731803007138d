import type { HostSuggestion } from '../../../preload/contract/server.ts'
import { useText } from '../../language/text.ts'
import { ComboBox } from '../../parts/combo-box.tsx'
import { TextField } from '../../parts/text-field.tsx'
import style from './add-server-page.module.css'
import type { WayFields, Wrong } from './server-form.ts'

export interface AddressFieldsProps {
  readonly fields: WayFields
  readonly onChange: (change: Partial<WayFields>) => void
  readonly wrong: Wrong
  readonly hosts?: readonly HostSuggestion[]
  readonly onSuggestion?: (host: HostSuggestion) => void
  readonly prefix?: 'jump.' | ''
}

/** Where a machine is. */
export function AddressFields(props: AddressFieldsProps) {
  const { fields, onChange, wrong, hosts = [], onSuggestion, prefix = '' } = props
  const say = useText()
  const hostWrong = wrong[`${prefix}host`]
  const portWrong = wrong[`${prefix}port`]
  return (
    <div className={style['address']}>
      <ComboBox
        label={say('addServer.address')}
        help={say('addServer.addressHelp')}
        error={hostWrong === undefined ? null : say(hostWrong)}
        value={fields.host}
        onChange={(host) => onChange({ host })}
        onChoose={(alias) => {
          const host = hosts.find((suggestion) => suggestion.alias === alias)
          if (host !== undefined) onSuggestion?.(host)
        }}
        choices={hosts.map((host) => ({ id: host.alias, label: host.alias, help: `${host.user} · ${host.host}` }))}
      />
      <TextField
        label={say('addServer.port')}
        error={portWrong === undefined ? null : say(portWrong)}
        value={fields.port}
        onChange={(port) => onChange({ port })}
        inputMode="numeric"
        fixed
      />
    </div>
  )
}
