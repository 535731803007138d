import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { live } from '../../main/window/electron/life.ts'
import { type ElectronWindow, openElectronWindow } from '../../main/window/electron/open.ts'
import { registerScheme } from '../../main/window/electron/scheme.ts'
import { scriptedCore } from '../contract/scripted-core.ts'
import { ElectronDouble, type WindowDouble, electronEvent, given } from './double.ts'

let base = ''
let electron: ElectronDouble
const logBug = vi.fn((_error: unknown) => '')

beforeEach(async () => {
  electron = new ElectronDouble()
  base = await mkdtemp(path.join(os.tmpdir(), 'canteen-electron-'))
  await mkdir(path.join(base, 'page', 'assets'), { recursive: true })
  await writeFile(path.join(base, 'page', 'index.html'), '<!doctype html><title>Canteen</title>')
  await writeFile(path.join(base, 'secret.js'), 'opensesame')
})
afterEach(async () => {
  await rm(base, { recursive: true })
  logBug.mockClear()
})

async function open(): Promise<{ window: ElectronWindow; page: WindowDouble }> {
  const window = await openElectronWindow(electron.parts(), {
    core: scriptedCore(),
    logBug,
    folder: path.join(base, 'page'),
    bridge: '/app/bridge.cjs',
    own: path.join(base, 'own'),
    platform: 'linux',
  })
  const [page] = electron.windows
  if (!page) throw new Error('No window was opened')
  return { window, page }
}

/** Whether a navigation that Electron announces as `event` was stopped. */
function isStopped(page: WindowDouble, event: string, url: string, isMainFrame = true): boolean {
  const announced = electronEvent({ url, isMainFrame })
  page.webContents.emit(event, announced)
  return vi.mocked(announced.preventDefault).mock.calls.length > 0
}

test('the page runs in the sandbox, in its own world, without Node', async () => {
  const { page } = await open()
  expect(page.options.webPreferences).toEqual({
    preload: '/app/bridge.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: false,
  })
  expect(page.loadURL).toHaveBeenCalledExactlyOnceWith('app://canteen/')
})

test('the window appears once there is something to see', async () => {
  const { page } = await open()
  expect(page.options).toMatchObject({
    show: false,
    width: 1240,
    height: 800,
    minWidth: 600,
    backgroundColor: '#1d1920',
  })
  expect(page.show).not.toHaveBeenCalled()
  page.emit('ready-to-show')
  expect(page.show).toHaveBeenCalledOnce()
})

test('the app: scheme has an origin and no way around the policy', () => {
  registerScheme(electron.protocol)
  expect(electron.protocol.registerSchemesAsPrivileged).toHaveBeenCalledExactlyOnceWith([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
})

test('app: addresses answer the interface under its policy, and nothing else', async () => {
  await open()
  expect(electron.protocol.handle.mock.calls.map(([scheme]) => scheme)).toEqual(['app'])
  const handler = given(electron.protocol.handle)
  const ask = (url: string, method = 'GET'): Promise<Response> => handler({ url, method })
  const page = await ask('app://canteen/')
  expect(await page.text()).toContain('Canteen')
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'")
  expect(page.headers.get('x-content-type-options')).toBe('nosniff')
  expect((await ask('app://canteen/assets')).status).toBe(404)
  expect((await ask('app://canteen/../secret.js')).status).toBe(404)
  expect((await ask('app://canteen/%2e%2e/secret.js')).status).toBe(404)
  expect((await ask('app://evil/')).status).toBe(403)
  expect((await ask('app://canteen:8080/')).status).toBe(403)
  expect((await ask('app://canteen/', 'POST')).status).toBe(403)
})

test('every permission and device is denied, asked for or looked up', async () => {
  await open()
  const answer = vi.fn()
  const request = given(electron.session.setPermissionRequestHandler)
  const check = given(electron.session.setPermissionCheckHandler)
  const device = given(electron.session.setDevicePermissionHandler)
  for (const permission of [
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'openExternal',
    'fullscreen',
    'hid',
  ]) {
    request({}, permission, answer)
    expect(check({}, permission)).toBe(false)
  }
  expect(answer.mock.calls).toEqual(Array.from({ length: 7 }, () => [false]))
  expect(device({ deviceType: 'hid' })).toBe(false)
})

test('the page reaches no network and stores no downloads', async () => {
  await open()
  const { onBeforeRequest } = electron.session.webRequest
  expect(onBeforeRequest.mock.calls[0]?.[0]).toEqual({ urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'] })
  const answer = vi.fn()
  given(onBeforeRequest)({ url: 'https://evil.example/?leak' }, answer)
  expect(answer).toHaveBeenCalledExactlyOnceWith({ cancel: true })
  const download = electronEvent({})
  electron.session.emit('will-download', download)
  expect(download.preventDefault).toHaveBeenCalledOnce()
})

test('the page cannot be left', async () => {
  const { page } = await open()
  for (const url of [
    'https://evil.example/',
    'file:///etc/passwd',
    'app://evil/',
    'app://canteen.evil.example/',
    'javascript:1',
    'data:text/html,x',
    'app://x@canteen/',
    '',
  ]) {
    expect([url, isStopped(page, 'will-navigate', url)]).toEqual([url, true])
    expect([url, isStopped(page, 'will-frame-navigate', url)]).toEqual([url, true])
    expect([url, isStopped(page, 'will-redirect', url)]).toEqual([url, true])
  }
  expect(isStopped(page, 'will-navigate', 'app://canteen/servers')).toBe(false)
  expect(isStopped(page, 'will-frame-navigate', 'app://canteen/servers')).toBe(false)
})

test('nothing is embedded in it', async () => {
  const { page } = await open()
  expect(isStopped(page, 'will-frame-navigate', 'app://canteen/', false)).toBe(true)
  expect(isStopped(page, 'will-attach-webview', '')).toBe(true)
})

test('new windows are denied, and safe addresses open in the system browser instead', async () => {
  const { page } = await open()
  const handler = given(page.webContents.setWindowOpenHandler)
  const refused = [
    'http://evil.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'smb://evil.example/x',
    'ms-msdt:/id',
    'app://canteen/',
    'vscode://x',
    'https://user:pass@evil.example/',
    'http://localhost.evil.example/',
    'http://127.0.0.1.evil.example/',
    'nonsense',
    '',
  ]
  for (const url of refused) expect(handler({ url })).toEqual({ action: 'deny' })
  expect(electron.shell.openExternal).not.toHaveBeenCalled()

  const opened = [
    'https://wiki.example.org/x?y#z',
    'http://localhost:8080/',
    'http://noticeboard.localhost/',
    'http://127.0.0.1:4000/',
    'http://[::1]/',
  ]
  for (const url of opened) expect(handler({ url })).toEqual({ action: 'deny' })
  expect(electron.shell.openExternal.mock.calls).toEqual(opened.map((url) => [url]))
})

test('a link out of the page opens in the system browser, once', async () => {
  const { page } = await open()
  expect(isStopped(page, 'will-navigate', 'https://wiki.example.org/')).toBe(true)
  expect(isStopped(page, 'will-frame-navigate', 'https://wiki.example.org/')).toBe(true)
  expect(electron.shell.openExternal.mock.calls).toEqual([['https://wiki.example.org/']])
})

test('a port is answered only to the page itself', async () => {
  const { page } = await open()
  const port = () => ({ on: vi.fn(), start: vi.fn(), close: vi.fn(), postMessage: vi.fn() })
  const knock = (senderFrame: unknown, ports = [port()]) => {
    electron.ipcMain.emit('open-port', { senderFrame, ports })
    return ports.map((one) =>
      one.start.mock.calls.length > 0 ? 'answered' : one.close.mock.calls.length > 0 ? 'closed' : 'left',
    )
  }
  expect(knock({ url: 'app://canteen/' })).toEqual(['closed'])
  expect(knock(null)).toEqual(['closed'])
  expect(knock(page.webContents.mainFrame, [port(), port()])).toEqual(['closed', 'closed'])
  page.webContents.mainFrame.url = 'https://evil.example/'
  expect(knock(page.webContents.mainFrame)).toEqual(['closed'])
  page.webContents.mainFrame.url = 'app://canteen/servers'
  expect(knock(page.webContents.mainFrame)).toEqual(['answered'])
  page.emit('closed')
  expect(knock(page.webContents.mainFrame)).toEqual(['closed'])
})

test("the window's place is kept, and found again on the screens of today", async () => {
  const { window, page } = await open()
  page.emit('close')
  page.emit('closed')
  await window.close()
  expect(await readFile(path.join(base, 'own', 'window.json'), 'utf8')).toContain('900')
  await window.show()
  expect(electron.windows[1]?.options).toMatchObject(page.bounds)

  page.bounds = { x: 5000, y: 50, width: 4000, height: 3000 }
  page.emit('close')
  electron.windows[1]?.emit('closed')
  await window.close()
  await window.show()
  expect(electron.windows[2]?.options).toMatchObject({ width: 1920, height: 1040 })
  expect(electron.windows[2]?.options).not.toHaveProperty('x')
})

test('a second start shows the window that is there', async () => {
  const { window, page } = await open()
  const end = vi.fn(() => Promise.resolve())
  live(electron.parts().app, { window, end, logBug, platform: 'linux' })
  page.minimized = true
  electron.app.emit('second-instance')
  await vi.waitFor(() => expect(page.focus).toHaveBeenCalledOnce())
  expect(page.restore).toHaveBeenCalledOnce()
  expect(electron.windows).toHaveLength(1)
})

test('closing the window ends the core before the process, except on macOS', async () => {
  const { window } = await open()
  const end = vi.fn(() => Promise.reject(new Error('the core did not end well')))
  live(electron.parts().app, { window, end, logBug, platform: 'linux' })
  electron.app.emit('window-all-closed')
  expect(electron.app.quit).toHaveBeenCalledOnce()
  const quitting = electronEvent({})
  electron.app.emit('will-quit', quitting)
  electron.app.emit('will-quit', quitting)
  expect(quitting.preventDefault).toHaveBeenCalledTimes(2)
  await vi.waitFor(() => expect(electron.app.exit).toHaveBeenCalledExactlyOnceWith(0))
  expect(end).toHaveBeenCalledOnce()
  expect(logBug).toHaveBeenCalledOnce()

  const mac = new ElectronDouble()
  live(mac.parts().app, { window, end, logBug, platform: 'darwin' })
  mac.app.emit('window-all-closed')
  expect(mac.app.quit).not.toHaveBeenCalled()
})

test('a page that crashed is loaded again', async () => {
  const { page } = await open()
  page.webContents.emit('render-process-gone', {}, { reason: 'oom' })
  expect(page.reload).toHaveBeenCalledOnce()
  expect(logBug).toHaveBeenCalledOnce()
})

test('the menu has the usual places, and the tools of developers only for them', async () => {
  await open()
  expect(electron.menuRoles()).toEqual(
    expect.arrayContaining(['fileMenu', 'editMenu', 'viewMenu', 'windowMenu', 'zoomIn']),
  )
  expect(electron.menuRoles()).not.toContain('toggleDevTools')
})
