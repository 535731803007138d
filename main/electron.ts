/** Canteen in a window of its own. Bundled to build/electron/main.js. */
import path from 'node:path'
import { BrowserWindow, Menu, app, dialog, ipcMain, nativeTheme, protocol, screen, session, shell } from 'electron'
import os from 'node:os'
import { begin, whyNotBegun } from './begin.ts'
import { folders } from './store/folders.ts'
import { openInBrowser } from './window/browser/system-browser.ts'
import { externalAddress } from './window/electron/external-address.ts'
import { live } from './window/electron/life.ts'
import { openElectronWindow } from './window/electron/open.ts'
import { registerScheme } from './window/electron/scheme.ts'

const { env, platform } = process

registerScheme(protocol)
app.enableSandbox()
// Chromium's own files move with ours; the lock of one instance is kept there too.
const { own } = folders({ environment: env, platform, home: os.homedir() })
app.setPath('userData', path.join(own, 'electron'))

if (app.requestSingleInstanceLock()) {
  // Not awaited: Electron becomes ready only after this module has run to its end.
  app.whenReady().then(start).catch(giveUp)
} else app.quit()

async function start(): Promise<void> {
  const beginning = await begin(env)
  if (beginning.kind === 'held') {
    // Open in the browser: that is shown, since one core cannot have two windows. Its address holds a token, and Electron's
    // own opener would put that into a process argument.
    const address = externalAddress(beginning.address ?? '')
    if (address !== null) await openInBrowser(address, own, platform, env)
    app.quit()
    return
  }
  const { core, log, end } = beginning.begun
  const parts = { app, BrowserWindow, Menu, ipcMain, nativeTheme, protocol, screen, session, shell }
  const window = await openElectronWindow(parts, {
    core,
    logBug: log.logBug,
    folder: path.join(import.meta.dirname, '..', 'renderer'),
    bridge: path.join(import.meta.dirname, 'bridge.cjs'),
    own,
    platform,
  })
  live(app, { window, end, logBug: log.logBug, platform })
}

/** Before the interface runs there is no language: the failure's code and facts have to do. */
function giveUp(error: unknown): void {
  dialog.showErrorBox('Canteen', whyNotBegun(error))
  app.exit(1)
}
