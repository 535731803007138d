import path from 'node:path'
import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  IpcMain,
  Menu,
  NativeTheme,
  Protocol,
  Screen,
  Session,
  Shell,
} from 'electron'
import { openOwnFile } from '../../store/own-file.ts'
import type { Answers } from '../answer-calls.ts'
import { openPageFiles } from '../page-files.ts'
import { guardContents, guardSession } from './guard.ts'
import { menu } from './menu.ts'
import { openPorts } from './open-ports.ts'
import { bringToFront, pageWindowOptions, placeOf, showPage } from './page-window.ts'
import { servePages } from './scheme.ts'
import { firstPlace, fitPlace, windowPlace } from './window-place.ts'

/** What is used of Electron; handed in, so that this runs under plain Node with a double. */
export interface ElectronParts {
  readonly app: App
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => BrowserWindow
  readonly Menu: Pick<typeof Menu, 'buildFromTemplate' | 'setApplicationMenu'>
  readonly ipcMain: IpcMain
  readonly nativeTheme: NativeTheme
  readonly protocol: Protocol
  readonly screen: Screen
  readonly session: { readonly defaultSession: Session }
  readonly shell: Shell
}

export interface ElectronWindowOptions extends Answers {
  /** Where the built interface is. */
  readonly folder: string
  readonly bridge: string
  /** Canteen's own data, for the window's place. */
  readonly own: string
  readonly platform: NodeJS.Platform
}

export interface ElectronWindow {
  /** Shows the window, in front, opening it again where it was closed. */
  show(): Promise<void>
  /** Answers when the window's place is kept; its windows must be closed. */
  close(): Promise<void>
}

/** Opens the window. To be called when Electron is ready; `registerScheme` was called before. */
export async function openElectronWindow(
  electron: ElectronParts,
  options: ElectronWindowOptions,
): Promise<ElectronWindow> {
  const { app, session, shell } = electron
  const place = openOwnFile(path.join(options.own, 'window.json'), windowPlace, firstPlace)
  const forDevelopers = !app.isPackaged
  let current: BrowserWindow | null = null
  let kept: Promise<void> = Promise.resolve()
  const openOutside = (address: string): void => {
    shell.openExternal(address).catch((error: unknown) => options.logBug(error))
  }

  guardSession(session.defaultSession)
  app.on('web-contents-created', (_event, contents) => guardContents(contents, openOutside))
  servePages(electron.protocol, await openPageFiles(options.folder))
  openPorts(electron.ipcMain, options, () => current)
  electron.Menu.setApplicationMenu(electron.Menu.buildFromTemplate(menu(options.platform, forDevelopers)))

  async function open(): Promise<void> {
    const { value } = await place.read()
    const screens = electron.screen.getAllDisplays().map((display) => display.workArea)
    const fitted = fitPlace(value, screens)
    const dark = electron.nativeTheme.shouldUseDarkColors
    const window = new electron.BrowserWindow(
      pageWindowOptions({ place: fitted, bridge: options.bridge, dark, forDevelopers }),
    )
    current = window
    window.on('close', () => {
      kept = place.write(placeOf(window)).catch((error: unknown) => void options.logBug(error))
    })
    window.on('closed', () => {
      current = null
    })
    window.webContents.on('render-process-gone', (_event, details) => {
      if (details.reason === 'clean-exit') return
      options.logBug(new Error(`The page ended: ${details.reason}`))
      window.reload()
    })
    showPage(window, fitted.maximized)
  }

  let opening = open()
  await opening
  return {
    async show() {
      await opening
      if (current) return bringToFront(current)
      opening = open()
      await opening
    },
    close: () => kept,
  }
}
