import type { App } from 'electron'
import type { ElectronWindow } from './open.ts'

export interface Life {
  readonly window: ElectronWindow
  /** Ends the core; waited for before the process ends. */
  readonly end: () => Promise<void>
  readonly logBug: (error: unknown) => string
  readonly platform: NodeJS.Platform
}

/** When the window comes back and when Canteen ends. On macOS an app stays after its last window. */
export function live(app: App, { window, end, logBug, platform }: Life): void {
  const show = (): void => {
    window.show().catch((error: unknown) => logBug(error))
  }
  app.on('second-instance', show)
  app.on('activate', show)
  app.on('window-all-closed', () => {
    if (platform !== 'darwin') app.quit()
  })
  let ending = false
  app.on('will-quit', (event) => {
    event.preventDefault()
    if (ending) return
    ending = true
    window
      .close()
      .then(end)
      .catch((error: unknown) => logBug(error))
      .finally(() => app.exit(0))
  })
}
