import type { Session, WebContents } from 'electron'
import { externalAddress } from './external-address.ts'
import { isOwnPage } from './scheme.ts'

/** Opens an address in the system's browser, which is where every other site belongs. */
export type OpenOutside = (address: string) => void

/** The page may use nothing of the computer, store no downloads, and reach no network: the core does what needs one. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
  session.webRequest.onBeforeRequest(
    { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'] },
    (_request, answer) => answer({ cancel: true }),
  )
}

/** A window shows our page and nothing else: no new windows, no embedded pages, no leaving; links open outside. */
export function guardContents(contents: WebContents, openOutside: OpenOutside): void {
  contents.setWindowOpenHandler(({ url }) => {
    openSafely(url, openOutside)
    return { action: 'deny' }
  })
  contents.on('will-navigate', (event) => {
    if (isOwnPage(event.url)) return
    event.preventDefault()
    openSafely(event.url, openOutside)
  })
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOwnPage(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

function openSafely(address: string, openOutside: OpenOutside): void {
  const safe = externalAddress(address)
  if (safe !== null) openOutside(safe)
}
