import { socketProtocol, tokenProtocol } from '../../preload/contract/window.ts'

/** A WebSocket class that shows the core the token of the page's address; for tRPC's `createWSClient({ WebSocket })`. */
export function browserSocket(token: string, Base: typeof WebSocket = WebSocket): typeof WebSocket {
  return class extends Base {
    constructor(url: string | URL) {
      super(url, [socketProtocol, tokenProtocol(token)])
    }
  }
}
