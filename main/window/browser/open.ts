import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES, createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { handleKeepAlive } from '@trpc/server/adapters/ws'
import { type WebSocket, WebSocketServer } from 'ws'
import { closedByEnd, closedByOtherPage, socketProtocol } from '../../../preload/contract/window.ts'
import { type Answers, answerCalls } from '../answer-calls.ts'
import { type PageFiles, openPageFiles } from '../page-files.ts'
import { securityHeaders } from '../policy.ts'
import { type Refusal, refusePage, refuseSocket } from './refusal.ts'
import { createToken } from './tokens.ts'

export interface BrowserWindow {
  /** Where the page is, with its token: whoever has it can do what the member can. */
  readonly url: string
  /** Ends the page's connection and the server; answers when both are gone. */
  close(): Promise<void>
}

export interface BrowserWindowOptions extends Answers {
  /** Where the built interface is. */
  readonly folder: string
  /** How often a silent page is asked whether it is there; seconds. */
  readonly pingSeconds?: number
}

/** The longest message of a page: a private key with its form is far below. */
const longestMessage = 1024 * 1024

/**
 * Serves the interface and the core's calls on a free port of 127.0.0.1, to one page at a time: a page that knows the token
 * takes over from the page before it.
 */
export async function openBrowserWindow(options: BrowserWindowOptions): Promise<BrowserWindow> {
  const files = await openPageFiles(options.folder)
  const token = createToken()
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: longestMessage,
    perMessageDeflate: false,
    handleProtocols: () => socketProtocol,
  })
  const answer = answerCalls(options)
  const pingMs = (options.pingSeconds ?? 30) * 1000
  let page: WebSocket | null = null

  const server = createServer({ requestTimeout: 10_000, headersTimeout: 10_000 })
  const host = `127.0.0.1:${await listen(server)}`
  const headers = securityHeaders([`ws://${host}`])

  server.on('request', (request, response) => {
    const refusal = refusePage({ method: request.method ?? '', host: request.headers.host }, host)
    if (refusal) return refuseRequest(response, refusal, headers)
    servePage(files, request, response, headers).catch((error: unknown) => {
      options.logBug(error)
      response.destroy()
    })
  })
  server.on('upgrade', (request, socket, head) => {
    // Until the WebSocket takes over, an error on the bare socket would end the process.
    socket.on('error', () => socket.destroy())
    const refusal = refuseSocket(request, { host, token })
    if (refusal) return refuseUpgrade(socket, refusal)
    sockets.handleUpgrade(request, socket, head, (client) => {
      page?.close(closedByOtherPage, 'another page')
      page = client
      client.on('close', () => {
        if (page === client) page = null
      })
      answer(client, request)
      handleKeepAlive(client, pingMs, pingMs)
    })
  })

  return {
    url: `http://${host}/#token=${token}`,
    async close() {
      for (const client of sockets.clients) client.close(closedByEnd, 'the end')
      const gone = new Promise((resolve) => server.close(resolve))
      const patience = setTimeout(() => {
        for (const client of sockets.clients) client.terminate()
        server.closeAllConnections()
      }, 1000)
      server.closeIdleConnections()
      await gone
      clearTimeout(patience)
    },
  }
}

/** Answers the port. */
function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      server.off('error', reject)
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('The server listens on no port'))
      else resolve(address.port)
    })
  })
}

async function servePage(
  files: PageFiles,
  request: IncomingMessage,
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const pathname = (request.url ?? '/').replace(/[?#].*$/s, '')
  const file = await files.read(pathname)
  if (!file) return refuseRequest(response, { status: 404, reason: 'path' }, headers)
  response.writeHead(200, {
    ...headers,
    'Content-Type': file.type,
    'Content-Length': file.body.byteLength,
    'Cache-Control': file.cache,
  })
  response.end(request.method === 'HEAD' ? undefined : file.body)
}

function refuseRequest(
  response: ServerResponse,
  refusal: NonNullable<Refusal>,
  headers: Readonly<Record<string, string>>,
): void {
  response.writeHead(refusal.status, { ...headers, 'Content-Type': 'text/plain', Connection: 'close' })
  response.end(STATUS_CODES[refusal.status])
}

function refuseUpgrade(socket: Duplex, refusal: NonNullable<Refusal>): void {
  const { status } = refusal
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
