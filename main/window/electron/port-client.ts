import { EventEmitter } from 'node:events'

/** What is used of Electron's `MessagePortMain`. */
export interface PagePort {
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  postMessage(text: string): void
  start(): void
  close(): void
}

/**
 * The core's end of a page's message port, shaped like what tRPC's handler uses of a `ws` client: the state's numbers,
 * `send`, `close`, `terminate`, `ping`, and events `message` with Buffers and `close`.
 */
export class PortClient extends EventEmitter {
  readonly OPEN = 1
  readonly #port: PagePort
  #state: 1 | 3 = 1

  constructor(port: PagePort) {
    super()
    this.#port = port
    port.on('message', ({ data }) => {
      // The bridge sends text and nothing else.
      if (this.#state === 1 && typeof data === 'string') this.emit('message', Buffer.from(data), false)
    })
    port.on('close', () => this.#end())
    port.start()
  }

  get readyState(): 1 | 3 {
    return this.#state
  }

  send(text: string): void {
    if (this.#state === 1) this.#port.postMessage(text)
  }

  close(): void {
    this.#port.close()
    this.#end()
  }

  terminate(): void {
    this.close()
  }

  /** A port cannot be half gone: its `close` event comes when the page does. */
  ping(): void {
    return undefined
  }

  #end(): void {
    if (this.#state === 3) return
    this.#state = 3
    this.emit('close')
  }
}
