import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron'
import { pageOrigin } from './scheme.ts'
import { type WindowPlace, smallestSize } from './window-place.ts'

export interface PageWindowOptions {
  readonly place: WindowPlace
  /** The bundled preload/bridge.ts. */
  readonly bridge: string
  readonly dark: boolean
  readonly forDevelopers: boolean
}

/** A window around our page, which runs in Chromium's sandbox in a world of its own, without anything of Node. */
export function pageWindowOptions(options: PageWindowOptions): BrowserWindowConstructorOptions {
  const { x, y, width, height } = options.place
  return {
    ...(x === null || y === null ? {} : { x, y }),
    width,
    height,
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    title: 'Canteen',
    show: false,
    // The page's own paper colour, so that nothing flashes before its first paint.
    backgroundColor: options.dark ? '#1d1920' : '#fbf8f4',
    webPreferences: {
      preload: options.bridge,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Chromium would fetch dictionaries from its maker.
      spellcheck: false,
      devTools: options.forDevelopers,
    },
  }
}

export function showPage(window: BrowserWindow, maximized: boolean): void {
  window.once('ready-to-show', () => {
    if (maximized) window.maximize()
    window.show()
  })
  void window.loadURL(`${pageOrigin}/`)
}

export function placeOf(window: BrowserWindow): WindowPlace {
  const { x, y, width, height } = window.getNormalBounds()
  return { x, y, width, height, maximized: window.isMaximized() }
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
