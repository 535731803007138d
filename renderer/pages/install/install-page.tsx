import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { ServerState } from '../../../preload/contract/server.ts'
import { failureFrom } from '../../api/failure.ts'
import { useApi } from '../../api/provider.tsx'
import { useOverview } from '../../api/queries.ts'
import { useRecipeTitle } from '../../api/titles.ts'
import { useText } from '../../language/text.ts'
import { Button } from '../../parts/button.tsx'
import { FailureNotice } from '../../parts/failure-notice.tsx'
import { Notice } from '../../parts/notice.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { AddressStep } from './address-step.tsx'
import type { InstallDraft, WizardStep } from './install-draft.ts'
import style from './install-page.module.css'
import { formQuery } from './install-queries.ts'
import { InstallSteps, stepIndex } from './install-steps.tsx'
import { PasswordsStep } from './passwords-step.tsx'
import { ServerStep } from './server-step.tsx'
import { onlyServer } from './servers-to-choose.ts'
import { SettingsStep } from './settings-step.tsx'
import { type ChangeDraft, useDraft } from './use-draft.ts'
import { useInstallCalls } from './use-install-calls.ts'
import { readDomain, suggestDomain } from './web-address.ts'

/** The wizard: server → web address → settings → passwords, and then the plan's page. */
export function InstallPage() {
  const { recipe } = useParams({ from: '/install/$recipe' })
  return <Wizard key={recipe} recipe={recipe} />
}

function Wizard({ recipe }: { readonly recipe: string }) {
  const say = useText()
  const title = useRecipeTitle()(recipe)
  const servers = useOverview()
  const [draft, change] = useDraft(recipe)
  const server = servers?.find((known) => known.name === (draft.server ?? onlyServer(servers)))
  const domain = server === undefined ? null : readDomain(draft.domain ?? suggestDomain(recipe, server))
  const step = reachable(draft.step ?? 'address', server, domain)
  const go = (to: WizardStep) => change({ step: to, said: null })
  useFocusOnStep(step)
  return (
    <>
      <PageHeader
        path={
          <>
            <Link to="/catalogue">{say('catalogue.title')}</Link>
            <span aria-hidden>›</span>
            <Link to="/catalogue/$recipe" params={{ recipe }}>
              {title}
            </Link>
          </>
        }
        title={heading()}
      />
      <InstallSteps current={stepIndex(step)} onGo={go} />
      {draft.said !== null && <Notice tone="warn" what={say(`install.${draft.said}`)} isAnnounced />}
      {servers !== undefined && step === 'server' && (
        <ServerStep
          servers={servers}
          chosen={server?.name ?? null}
          onChoose={(name) => change({ server: name })}
          onNext={() => go('address')}
        />
      )}
      {server !== undefined && step === 'address' && (
        <AddressStep
          recipe={recipe}
          title={title}
          server={server}
          typed={draft.domain}
          onType={(text) => change({ domain: text })}
          onNext={(found) => {
            change({ domain: found })
            go('settings')
          }}
          onBack={go}
        />
      )}
      {server !== undefined && domain !== null && (step === 'settings' || step === 'passwords') && (
        <AfterAddress
          recipe={recipe}
          server={server}
          domain={domain}
          draft={draft}
          change={change}
          step={step}
          go={go}
        />
      )}
    </>
  )

  function heading(): string {
    if (server !== undefined && domain !== null && (step === 'settings' || step === 'passwords')) {
      return say('install.titleAt', { title, address: domain })
    }
    return server === undefined || step === 'server'
      ? say('install.title', { title })
      : say('install.titleOn', { title, server: server.name })
  }
}

interface AfterAddressProps {
  readonly recipe: string
  readonly server: ServerState
  readonly domain: string
  readonly draft: InstallDraft
  readonly change: ChangeDraft
  readonly step: 'settings' | 'passwords'
  readonly go: (step: WizardStep) => void
}

/** The steps that need the recipe's form, which is fetched here where it is not known, as after a reload. */
function AfterAddress(props: AfterAddressProps) {
  const { recipe, server, domain, go } = props
  const say = useText()
  const form = useQuery(formQuery(useApi(), { server: server.name, recipe, domain }))
  if (form.data !== undefined) return <FormSteps {...props} form={form.data} />
  if (form.isError) {
    const back = (
      <Button onPress={() => go('address')}>{say('install.stepBack', { step: say('install.steps.address') })}</Button>
    )
    return <FailureNotice failure={failureFrom(form.error)} button={back} />
  }
  return (
    <div className={style['step']} role="status">
      <p>{say('install.preparing')}</p>
      <ProgressBar label={say('install.preparing')} value={null} />
    </div>
  )
}

function FormSteps(props: AfterAddressProps & { readonly form: Parameters<typeof useInstallCalls>[0]['form'] }) {
  const { server, draft, change, step, go, form } = props
  const calls = useInstallCalls({ ...props, server: server.name })
  const leave = (to: WizardStep) => {
    calls.reset()
    go(to)
  }
  return (
    <>
      {calls.failure !== null && <FailureNotice failure={calls.failure} />}
      {step === 'settings' || draft.passwords === null ? (
        <SettingsStep
          form={form.settings}
          draft={draft}
          change={change}
          isPending={calls.isPending}
          onNext={calls.toPasswords}
          onBack={leave}
        />
      ) : (
        <PasswordsStep
          passwords={draft.passwords.made}
          settings={form.settings.secrets}
          draft={draft}
          change={change}
          isPending={calls.isPending}
          onNext={calls.toPlan}
          onBack={leave}
        />
      )}
    </>
  )
}

/** The wished step, or the one before it where that has not been answered. */
function reachable(wished: WizardStep, server: ServerState | undefined, domain: string | null): WizardStep {
  if (server === undefined) return 'server'
  if (domain === null && wished !== 'server') return 'address'
  return wished
}

/** Another step is another page to those who hear it. */
function useFocusOnStep(step: WizardStep) {
  const before = useRef(step)
  useEffect(() => {
    if (before.current === step) return
    before.current = step
    document.querySelector<HTMLElement>('main h1')?.focus()
  }, [step])
}
