import { useId } from 'react'
import type { SettingsView } from '../../../preload/contract/settings.ts'
import { failureFrom } from '../../api/failure.ts'
import { useChangeSettings, useSettings } from '../../api/queries.ts'
import { languages } from '../../language/languages.ts'
import { useText } from '../../language/text.ts'
import { Facts } from '../../parts/facts.tsx'
import { FailureNotice } from '../../parts/failure-notice.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { RadioCards } from '../../parts/radio-cards.tsx'
import { Select } from '../../parts/select.tsx'
import { CatalogueAddress } from './catalogue-address.tsx'
import style from './settings-page.module.css'

export function SettingsPage() {
  const say = useText()
  const view = useSettings()
  return (
    <>
      <PageHeader title={say('settings.title')} />
      {view.isError && <FailureNotice failure={failureFrom(view.error)} />}
      {view.data !== undefined && <Sections view={view.data} />}
    </>
  )
}

function Sections({ view }: { readonly view: SettingsView }) {
  const say = useText()
  const { folders, keychain, version } = view
  return (
    <div className={style['sections']}>
      <Section title={say('settings.look')}>
        <Look view={view} />
      </Section>
      <Section title={say('settings.catalogue')}>
        <CatalogueAddress key={view.settings.catalogue} current={view.settings.catalogue} />
      </Section>
      <Section title={say('settings.keychain')}>
        {keychain.kind === 'ready' ? (
          <p>
            {say('settings.keychainReady')} {say('settings.keychainMore')}
          </p>
        ) : (
          <FailureNotice failure={keychain.failure} />
        )}
      </Section>
      <Section title={say('settings.folders')}>
        <Facts
          rows={[
            { name: say('settings.abra'), value: <code>{folders.abra}</code> },
            { name: say('settings.own'), value: <code>{folders.own}</code> },
            { name: say('settings.docker'), value: <code>{folders.docker}</code> },
          ]}
        />
      </Section>
      <Section title={say('settings.about')}>
        <p>{say('settings.version', { version })}</p>
        <p className={style['soft']}>{say('settings.licence')}</p>
      </Section>
    </div>
  )
}

function Look({ view }: { readonly view: SettingsView }) {
  const say = useText()
  const change = useChangeSettings()
  const { language, theme } = view.settings
  return (
    <>
      <Select
        label={say('settings.language')}
        value={language === 'system' || !Object.hasOwn(languages, language) ? 'system' : language}
        onChange={(chosen) => change.mutate({ language: chosen })}
        choices={[
          { id: 'system', label: say('settings.languageSystem') },
          ...Object.entries(languages).map(([id, label]) => ({ id, label })),
        ]}
      />
      <RadioCards
        label={say('settings.theme')}
        value={theme}
        onChange={(chosen) => change.mutate({ theme: chosen })}
        cards={[
          { id: 'system', title: say('settings.themes.system') },
          { id: 'light', title: say('settings.themes.light') },
          { id: 'dark', title: say('settings.themes.dark') },
        ]}
      />
      {change.isError && <FailureNotice failure={failureFrom(change.error)} />}
    </>
  )
}

function Section({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  const id = useId()
  return (
    <section className={style['section']} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}
