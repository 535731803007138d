import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import type { Failure } from '../../../preload/contract/failure.ts'
import type { ServerState } from '../../../preload/contract/server.ts'
import { failureFrom } from '../../api/failure.ts'
import { useApi } from '../../api/provider.tsx'
import { useText } from '../../language/text.ts'
import { Button, buttonClass } from '../../parts/button.tsx'
import { FailureNotice } from '../../parts/failure-notice.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { AddressCheck } from './address-check.tsx'
import type { WizardStep } from './install-draft.ts'
import style from './install-page.module.css'
import { formQuery, useAddressCheck, useSettled } from './install-queries.ts'
import { StepButtons } from './step-buttons.tsx'
import { readDomain, suggestDomain } from './web-address.ts'

export interface AddressStepProps {
  readonly recipe: string
  readonly title: string
  readonly server: ServerState
  /** As typed; null while the suggestion stands. */
  readonly typed: string | null
  readonly onType: (text: string) => void
  readonly onNext: (domain: string) => void
  readonly onBack: (step: WizardStep) => void
}

/** How long typing has to rest before the address is looked up. */
const rest = 400

export function AddressStep({ recipe, title, server, typed, onType, onNext, onBack }: AddressStepProps) {
  const say = useText()
  const [isAsked, setAsked] = useState(false)
  const suggestion = suggestDomain(recipe, server)
  const text = typed ?? suggestion
  const domain = readDomain(text)
  const isTaken = domain !== null && server.apps.some((app) => app.name === domain)
  const next = useFormFor(server.name, recipe, onNext)
  const settled = useSettled(domain, rest)
  const check = useAddressCheck(server.name, isTaken ? null : settled)
  const { beside, above } = sorted(next.failure)
  const wrong = isTaken || beside === 'taken' ? 'addressTaken' : beside === 'wrong' ? 'addressWrong' : null
  const unread = text.trim() === '' ? (isAsked ? 'addressEmpty' : null) : domain === null ? 'addressWrong' : null
  const error = wrong ?? unread
  return (
    <Form
      validationBehavior="aria"
      className={style['step'] ?? ''}
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (domain !== null && !isTaken) next.start(domain)
      }}
    >
      <TextField
        label={say('install.address')}
        help={say('install.addressHelp', { title, server: server.name })}
        error={error === null ? null : say(`install.${error}`, { server: server.name })}
        value={text}
        onChange={(value) => {
          next.reset()
          onType(value)
        }}
        inputMode="url"
        autoComplete="off"
        fixed
      />
      {isTaken && (
        <p>
          <Link
            to="/apps/$server/$app"
            params={{ server: server.name, app: domain }}
            className={buttonClass('plain', 'small')}
          >
            {say('install.openTaken')}
          </Link>
        </p>
      )}
      {typed !== null && typed.trim() !== suggestion && suggestion !== '' && (
        <p>
          <Button kind="plain" size="small" onPress={() => onType(suggestion)}>
            {say('install.addressSuggested', { address: suggestion })}
          </Button>
        </p>
      )}
      {domain !== null && !isTaken && !check.isError && (
        <AddressCheck
          domain={domain}
          server={server.name}
          check={settled === domain && !check.isFetching ? check.data : undefined}
        />
      )}
      {check.isError && domain !== null && <FailureNotice failure={failureFrom(check.error)} />}
      {above !== null && <FailureNotice failure={above} />}
      <StepButtons next={say('install.next')} isPending={next.isPending} back="server" onBack={onBack} />
    </Form>
  )
}

/** The next step's form is fetched before going there, as the core may know better about the address. */
function useFormFor(server: string, recipe: string, onReady: (domain: string) => void) {
  const api = useApi()
  const queries = useQueryClient()
  const form = useMutation({
    mutationFn: (domain: string) => queries.query({ ...formQuery(api, { server, recipe, domain }), staleTime: 0 }),
    onSuccess: (_, domain) => onReady(domain),
  })
  return {
    isPending: form.isPending,
    failure: form.isError ? failureFrom(form.error) : null,
    start: (domain: string) => form.mutate(domain),
    reset: () => {
      if (!form.isIdle) form.reset()
    },
  }
}

/** What belongs beside the field, and what does not. */
function sorted(failure: Failure | null): {
  readonly beside: 'taken' | 'wrong' | null
  readonly above: Failure | null
} {
  if (failure?.code === 'app-exists') return { beside: 'taken', above: null }
  if (failure?.code === 'domain-invalid') return { beside: 'wrong', above: null }
  return { beside: null, above: failure }
}
