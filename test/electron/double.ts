import { EventEmitter } from 'node:events'
import type { BrowserWindowConstructorOptions, MenuItemConstructorOptions } from 'electron'
import { type Mock, vi } from 'vitest'
import type { ElectronParts } from '../../main/window/electron/open.ts'

type Handler = (request: { readonly url: string; readonly method: string }) => Promise<Response>
type PermissionRequest = (contents: object, permission: string, answer: (allowed: boolean) => void) => void
type BeforeRequest = (request: { readonly url: string }, answer: (verdict: object) => void) => void

/**
 * A double of Electron's interface that records what it was told, so that a test can ask for exactly those settings and
 * play Electron's part. It behaves like nothing: whether Electron does what it is told is tested with the real one.
 */
export class ElectronDouble {
  readonly app = Object.assign(new EventEmitter(), { isPackaged: true, quit: vi.fn(), exit: vi.fn() })
  readonly windows: WindowDouble[] = []
  readonly ipcMain = new EventEmitter()
  readonly protocol = {
    registerSchemesAsPrivileged: vi.fn(),
    handle: vi.fn<(scheme: string, handler: Handler) => void>(),
  }
  readonly shell = { openExternal: vi.fn(() => Promise.resolve()) }
  readonly displays = [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }]
  readonly menu = { buildFromTemplate: vi.fn((template: unknown) => template), setApplicationMenu: vi.fn() }
  readonly session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: vi.fn<(handler: PermissionRequest) => void>(),
    setPermissionCheckHandler: vi.fn<(handler: (contents: object, permission: string) => boolean) => void>(),
    setDevicePermissionHandler: vi.fn<(handler: (device: object) => boolean) => void>(),
    webRequest: { onBeforeRequest: vi.fn<(filter: object, listener: BeforeRequest) => void>() },
  })

  parts(): ElectronParts {
    const { app, windows } = this
    const parts = {
      app,
      BrowserWindow: class extends WindowDouble {
        constructor(options: BrowserWindowConstructorOptions) {
          super(options)
          windows.push(this)
          app.emit('web-contents-created', {}, this.webContents)
        }
      },
      Menu: this.menu,
      ipcMain: this.ipcMain,
      nativeTheme: { shouldUseDarkColors: true },
      protocol: this.protocol,
      screen: { getAllDisplays: () => this.displays },
      session: { defaultSession: this.session },
      shell: this.shell,
    }
    // The one place where the double stands in for the real types.
    return parts as unknown as ElectronParts
  }

  menuRoles(): string[] {
    const template = this.menu.buildFromTemplate.mock.calls[0]?.[0]
    return roles(Array.isArray(template) ? template : [])
  }
}

export class WindowDouble extends EventEmitter {
  readonly options: BrowserWindowConstructorOptions
  readonly webContents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: vi.fn<(handler: (details: { readonly url: string }) => object) => void>(),
    mainFrame: { url: 'app://canteen/' },
  })
  readonly loadURL = vi.fn((_address: string) => Promise.resolve())
  readonly show = vi.fn()
  readonly focus = vi.fn()
  readonly restore = vi.fn()
  readonly maximize = vi.fn()
  readonly reload = vi.fn()
  minimized = false
  bounds = { x: 40, y: 50, width: 900, height: 700 }

  constructor(options: BrowserWindowConstructorOptions) {
    super()
    this.options = options
  }

  isMinimized(): boolean {
    return this.minimized
  }

  isMaximized(): boolean {
    return false
  }

  getNormalBounds(): WindowDouble['bounds'] {
    return this.bounds
  }
}

/** An event of Electron that can be prevented, and says whether it was. */
export function electronEvent<Facts extends object>(facts: Facts): Facts & { readonly preventDefault: () => void } {
  return { ...facts, preventDefault: vi.fn() }
}

function roles(items: readonly MenuItemConstructorOptions[]): string[] {
  return items.flatMap((item) => [
    ...(item.role ? [item.role] : []),
    ...(Array.isArray(item.submenu) ? roles(item.submenu) : []),
  ])
}

/** The handler that was given as the last argument of the first call. */
export function given<Arguments extends readonly unknown[], Last>(
  setter: Mock<(...settings: [...Arguments, Last]) => void>,
): Last {
  const last = setter.mock.calls[0]?.at(-1)
  if (last === undefined) throw new Error('It was never set')
  return last as Last
}
