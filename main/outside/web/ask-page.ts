import { lookup } from 'node:dns/promises'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { TLSSocket } from 'node:tls'

export type PageAnswer =
  /** `distrust`: why a browser would warn of its certificate, in the TLS library's word; null where it would not. */
  | { readonly kind: 'answered'; readonly status: number; readonly distrust: string | null }
  | { readonly kind: 'silent'; readonly detail: string }

/** In milliseconds. */
const patience = 8000

/**
 * Asks `server` for the page of `url` by the name in it, so that it works before the name points there. Redirects are not
 * followed and the body is not read: what is learned is whether somebody answers under that name.
 */
export async function askPage(url: string, server: string, signal: AbortSignal): Promise<PageAnswer> {
  const { protocol, hostname, port, pathname } = new URL(url)
  const secure = protocol === 'https:'
  try {
    const { address } = await lookup(server)
    const answer = await new Promise<Omit<Extract<PageAnswer, { kind: 'answered' }>, 'kind'>>((resolve, reject) => {
      const request = (secure ? requestHttps : requestHttp)({
        host: address,
        port: port === '' ? (secure ? 443 : 80) : Number(port),
        path: pathname,
        servername: secure ? hostname : undefined,
        headers: { host: hostname, 'user-agent': 'canteen' },
        // Nothing is sent but the question whether somebody is there; what a browser would say is told with the answer.
        rejectUnauthorized: false,
        agent: false,
        signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
      })
      request.on('response', (response) => {
        const { socket } = response
        const distrust = socket instanceof TLSSocket && !socket.authorized ? String(socket.authorizationError) : null
        response.destroy()
        resolve({ status: response.statusCode ?? 0, distrust })
      })
      request.on('error', reject)
      request.end()
    })
    return { kind: 'answered', ...answer }
  } catch (error) {
    signal.throwIfAborted()
    const code =
      error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error)
    return { kind: 'silent', detail: code }
  }
}
