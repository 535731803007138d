import { Outlet, useNavigate, useRouter } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { I18nProvider, RouterProvider as AriaRouter } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useCoreConnection } from '../api/provider.tsx'
import { useSettings } from '../api/queries.ts'
import { changeLanguage } from '../language/start-language.ts'
import { useText } from '../language/text.ts'
import { Notice } from '../parts/notice.tsx'
import { Navigation } from './navigation.tsx'
import { PaletteDoor } from './palette-door.tsx'
import { PracticeBand } from './practice-band.tsx'
import style from './shell.module.css'

/** What is around every page. */
export function Shell() {
  const say = useText()
  const { i18n } = useTranslation()
  const navigate = useNavigate()
  const main = useRef<HTMLElement>(null)
  useChosenLook()
  useFocusOnArrival(main)
  return (
    <I18nProvider locale={i18n.language}>
      <AriaRouter navigate={(to) => void navigate({ href: to })}>
        <a
          className={style['skip']}
          href="#main"
          onClick={(event) => (event.preventDefault(), focusHeading(main.current))}
        >
          {say('shell.skip')}
        </a>
        <div className={style['window']}>
          <PracticeBand />
          <Navigation />
          <main ref={main} id="main" className={style['main']} tabIndex={-1}>
            <div className={style['page']}>
              <CoreNotice />
              <Outlet />
            </div>
          </main>
        </div>
        <PaletteDoor />
      </AriaRouter>
    </I18nProvider>
  )
}

function CoreNotice() {
  const say = useText()
  const connection = useCoreConnection()
  if (connection === 'there') return null
  if (connection === 'taken') {
    return (
      <Notice tone="warn" what={say('shell.taken')} isAnnounced>
        <p>{say('shell.takenMore')}</p>
      </Notice>
    )
  }
  return (
    <Notice tone="busy" what={say('shell.coreGone')} isAnnounced>
      <p>{say('shell.coreGoneMore')}</p>
    </Notice>
  )
}

/** Theme and language as chosen in the settings. */
function useChosenLook() {
  const chosen = useSettings().data?.settings
  useEffect(() => {
    if (chosen === undefined) return
    if (chosen.theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = chosen.theme
    void changeLanguage(chosen.language)
  }, [chosen])
}

/** Whoever goes to another page hears its heading and goes on from there by keyboard. */
function useFocusOnArrival(main: { readonly current: HTMLElement | null }) {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onRendered', (event) => {
        if (!event.pathChanged || event.fromLocation === undefined) return
        main.current?.scrollTo(0, 0)
        focusHeading(main.current)
      }),
    [router, main],
  )
}

function focusHeading(main: HTMLElement | null) {
  const heading = main?.querySelector<HTMLElement>('h1')
  ;(heading ?? main)?.focus({ preventScroll: true })
}
