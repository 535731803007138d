/** What a page and the core must agree on before the first call: how the page reaches the core in either window. */

/** The browser window's WebSocket. The page offers two subprotocols: this name, which is answered, and its token. */
export const socketPath = '/api'
export const socketProtocol = 'canteen'

/** A subprotocol is the only header that a page may choose for a WebSocket; the token of the address's fragment travels in it. */
export function tokenProtocol(token: string): string {
  return `canteen.token.${token}`
}

/** Another page with the right token has taken over. The page says so and must not connect again by itself. */
export const closedByOtherPage = 4001
/** Canteen was ended. */
export const closedByEnd = 1001

/** What the Electron preload puts on `window`: a way to open a port for text, and nothing else. */
export interface Bridge {
  open(receive: (text: string) => void, closed: () => void): TextPort
}

export interface TextPort {
  send(text: string): void
  close(): void
}

declare global {
  interface Window {
    /** Only in the Electron window. */
    readonly canteen?: Bridge
  }
}
