import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads'
import { type TRPCClient, createTRPCClient, createWSClient, wsLink } from '@trpc/client'
import { WebSocket as WsSocket } from 'ws'
import type { Core } from '../../main/api/core.ts'
import { openBrowserWindow } from '../../main/window/browser/open.ts'
import { answerPort } from '../../main/window/electron/answer-port.ts'
import type { PagePort } from '../../main/window/electron/port-client.ts'
import type { Router } from '../../preload/contract/router.ts'
import { type Bridge, socketPath } from '../../preload/contract/window.ts'
import { browserSocket } from '../../renderer/api/browser-socket.ts'
import { portSocket } from '../../renderer/api/port-socket.ts'

export interface Page {
  readonly client: TRPCClient<Router>
  /** The page goes away without a word, as when it is closed or reloaded. */
  vanish(): void
  close(): Promise<void>
}

export interface Transport {
  readonly name: string
  open(core: Core, logBug: (error: unknown) => string): Promise<Page>
}

const browser: Transport = {
  name: 'the browser window',
  async open(core, logBug) {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'canteen-contract-'))
    await writeFile(path.join(folder, 'index.html'), '<!doctype html>')
    const window = await openBrowserWindow({ core, logBug, folder })
    const { origin, host, hash } = new URL(window.url)
    const sockets: WsSocket[] = []
    // Node's own WebSocket sends no Origin; `ws` does when told, as every browser does by itself.
    class PageSocket extends WsSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols ?? [], { origin })
        sockets.push(this)
      }
    }
    const socketClass = browserSocket(hash.replace('#token=', ''), PageSocket as unknown as typeof WebSocket)
    const connection = createWSClient({ url: `ws://${host}${socketPath}`, WebSocket: socketClass })
    return {
      client: createTRPCClient<Router>({ links: [wsLink({ client: connection })] }),
      vanish: () => sockets.forEach((socket) => socket.terminate()),
      async close() {
        await connection.close()
        await window.close()
        await rm(folder, { recursive: true })
      },
    }
  },
}

const port: Transport = {
  name: "Electron's message port",
  open(core, logBug) {
    const answer = answerPort({ core, logBug })
    const ports: NodePort[] = []
    const bridge: Bridge = {
      open(receive, closed) {
        const { port1: own, port2: far } = new MessageChannel()
        ports.push(own)
        own.on('message', (text: string) => receive(text))
        own.on('close', closed)
        answer(asElectronPort(far))
        return { send: (text) => own.postMessage(text), close: () => own.close() }
      },
    }
    const connection = createWSClient({ url: 'port:', WebSocket: portSocket(bridge) })
    return Promise.resolve({
      client: createTRPCClient<Router>({ links: [wsLink({ client: connection })] }),
      vanish: () => ports.forEach((one) => one.close()),
      close: () => connection.close(),
    })
  },
}

/** Node's ports give the data itself, Electron's a message that has it. */
function asElectronPort(nodePort: NodePort): PagePort {
  const on: PagePort['on'] = (event: 'message' | 'close', listener: (message: { data: unknown }) => void) =>
    nodePort.on(event, (data: unknown) => listener({ data }))
  return {
    on,
    postMessage: (text) => nodePort.postMessage(text),
    start: () => nodePort.start(),
    close: () => nodePort.close(),
  }
}

export const transports: readonly Transport[] = [browser, port]
