import { contextBridge, ipcRenderer } from 'electron'
import type { Bridge } from './contract/window.ts'

/** The whole of what a page in Electron's window can reach: a port for text to the core. */
const bridge: Bridge = {
  open(receive, closed) {
    const { port1: own, port2: core } = new MessageChannel()
    own.addEventListener('message', (event) => receive(String(event.data)))
    own.addEventListener('close', () => closed())
    own.start()
    ipcRenderer.postMessage('open-port', null, [core])
    return { send: (text) => own.postMessage(String(text)), close: () => own.close() }
  },
}

contextBridge.exposeInMainWorld('canteen', bridge)
