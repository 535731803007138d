import type { IncomingHttpHeaders } from 'node:http'
import { socketPath, socketProtocol, tokenProtocol } from '../../../preload/contract/window.ts'
import { sameText } from './tokens.ts'

/** An HTTP status and the reason for the log; null lets the request pass. */
export type Refusal = { readonly status: 400 | 403 | 404 | 405 | 421; readonly reason: string } | null

/**
 * Another site can give its name this computer's address (DNS rebinding) and would then be allowed to read what we serve;
 * its name is still in the Host header.
 */
export function refusePage(
  request: { readonly method: string; readonly host: string | undefined },
  own: string,
): Refusal {
  if (request.host !== own) return { status: 421, reason: 'host' }
  if (request.method !== 'GET' && request.method !== 'HEAD') return { status: 405, reason: 'method' }
  return null
}

/** Browsers let any site open a WebSocket to this computer and send its Origin along; only our own page with the token passes. */
export function refuseSocket(
  request: { readonly url?: string | undefined; readonly headers: IncomingHttpHeaders },
  own: { readonly host: string; readonly token: string },
): Refusal {
  if (request.headers.host !== own.host) return { status: 421, reason: 'host' }
  if (request.headers.origin !== `http://${own.host}`) return { status: 403, reason: 'origin' }
  if (request.url !== socketPath) return { status: 404, reason: 'path' }
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((protocol) => protocol.trim())
  if (!offered.includes(socketProtocol)) return { status: 400, reason: 'protocol' }
  const wanted = tokenProtocol(own.token)
  // Every offer is compared, so the time does not tell which one was right.
  const matches = offered.filter((protocol) => sameText(protocol, wanted))
  return matches.length === 1 ? null : { status: 403, reason: 'token' }
}
