import { useState } from 'react'
import { Form } from 'react-aria-components'
import type { AddServerOffers } from '../../../preload/contract/server.ts'
import { useText } from '../../language/text.ts'
import { Button } from '../../parts/button.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Switch } from '../../parts/switch.tsx'
import { TextField } from '../../parts/text-field.tsx'
import style from './add-server-page.module.css'
import { AddressFields } from './address-fields.tsx'
import { nameOf, readForm, type ServerForm, startJump, withSuggestion, type Wrong } from './server-form.ts'
import { TrialPanel } from './trial-panel.tsx'
import { useTry } from './use-try.ts'
import { WayInFields } from './way-fields.tsx'

export interface AddServerFormProps {
  readonly offers: AddServerOffers | undefined
  readonly start: ServerForm
}

export function AddServerForm({ offers, start: startForm }: AddServerFormProps) {
  const say = useText()
  const [form, setForm] = useState(startForm)
  const [wrong, setWrong] = useState<Wrong>({})
  const [accepted, setAccepted] = useState<readonly string[]>([])
  const { trial, start, stop } = useTry()
  const change = (part: Partial<ServerForm>) => {
    setForm((before) => ({ ...before, ...part }))
    setWrong({})
    // What was found out belongs to what was typed before.
    if (trial !== null) stop()
  }
  const connect = (keys: readonly string[]) => {
    const read = readForm(form, keys)
    setAccepted(keys)
    setWrong(read.kind === 'wrong' ? read.wrong : {})
    if (read.kind === 'ready') start(read.input)
    else focusFirstWrong()
  }
  const trying = trial !== null && !trial.ended
  return (
    <div className={style['columns']}>
      <Form
        className={style['form'] ?? ''}
        aria-label={say('addServer.form')}
        onSubmit={(event) => {
          event.preventDefault()
          if (!trying) connect(accepted)
        }}
      >
        <AddressFields
          fields={form}
          onChange={change}
          wrong={wrong}
          hosts={offers?.hosts ?? []}
          onSuggestion={(host) => change(withSuggestion(form, host, offers?.hosts ?? []))}
        />
        <WayInFields fields={form} onChange={change} offers={offers} wrong={wrong} />
        <MoreFields form={form} onChange={change} offers={offers} wrong={wrong} />
        <div className={style['buttons']}>
          <Button kind={trial === null ? 'main' : 'plain'} type="submit" isPending={trying}>
            {say(trial === null ? 'addServer.connect' : 'addServer.connectAgain')}
          </Button>
          {trying && (
            <Button kind="quiet" onPress={stop}>
              {say('addServer.stop')}
            </Button>
          )}
        </div>
      </Form>
      {trial !== null && (
        <TrialPanel
          name={nameOf(form)}
          trial={trial}
          onAccept={(print) => connect([...accepted, print])}
          onStop={stop}
        />
      )}
    </div>
  )
}

function MoreFields(props: {
  readonly form: ServerForm
  readonly onChange: (change: Partial<ServerForm>) => void
  readonly offers: AddServerOffers | undefined
  readonly wrong: Wrong
}) {
  const { form, onChange, offers, wrong } = props
  const say = useText()
  const jump = form.jump
  return (
    <Disclosure title={say('addServer.further')} isOpenAtFirst={jump !== null}>
      <TextField
        label={say('addServer.name')}
        help={say('addServer.nameHelp')}
        error={wrong.name === undefined ? null : say(wrong.name)}
        placeholder={form.host}
        value={form.name}
        onChange={(name) => onChange({ name })}
        autoComplete="off"
      />
      <Switch
        label={say('addServer.through')}
        help={say('addServer.throughHelp')}
        isSelected={jump !== null}
        onChange={(through) => onChange({ jump: through ? startJump() : null })}
      />
      {jump !== null && (
        <fieldset className={style['between']}>
          <legend>{say('addServer.jump')}</legend>
          <AddressFields
            fields={jump}
            onChange={(part) => onChange({ jump: { ...jump, ...part } })}
            wrong={wrong}
            prefix="jump."
          />
          <WayInFields
            fields={jump}
            onChange={(part) => onChange({ jump: { ...jump, ...part } })}
            offers={offers}
            wrong={wrong}
            prefix="jump."
          />
        </fieldset>
      )}
    </Disclosure>
  )
}

/** After the fields have been drawn with what is wrong. */
function focusFirstWrong() {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('main form [aria-invalid="true"]')?.focus())
}
