import type { BrowserWindow, IpcMain, IpcMainEvent } from 'electron'
import type { Answers } from '../answer-calls.ts'
import { answerPort } from './answer-port.ts'
import { isOwnPage } from './scheme.ts'

/** Answers the port that our window's page opens. `current` is the window at that moment, null when it is closed. */
export function openPorts(ipcMain: Pick<IpcMain, 'on'>, answers: Answers, current: () => BrowserWindow | null): void {
  const answer = answerPort(answers)
  let open: { close(): void } | null = null
  ipcMain.on('open-port', (event) => {
    const [port, ...more] = event.ports
    if (port === undefined || more.length > 0 || !isFromPage(event, current())) {
      for (const refused of event.ports) refused.close()
      return
    }
    // A page that was loaded again opens a new port.
    open?.close()
    open = answer(port)
  })
}

/** The sender is our window's page itself, not a frame in it and not a page that took its place. */
function isFromPage(event: IpcMainEvent, window: BrowserWindow | null): boolean {
  const frame = event.senderFrame
  return frame !== null && window !== null && frame === window.webContents.mainFrame && isOwnPage(frame.url)
}
