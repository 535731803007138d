import type { Bridge, TextPort } from '../../preload/contract/window.ts'

/**
 * A class shaped like WebSocket over the bridge's text port; for tRPC's `createWSClient({ WebSocket })`. tRPC reads the
 * state's numbers from the class and from the instance: without `socket.OPEN` it never tells the core that a subscription
 * ended, and the core's generator would run for ever.
 */
export function portSocket(bridge: Bridge): typeof WebSocket {
  return class PortSocket extends EventTarget implements WebSocket {
    static readonly CONNECTING = 0
    static readonly OPEN = 1
    static readonly CLOSING = 2
    static readonly CLOSED = 3
    readonly CONNECTING = 0
    readonly OPEN = 1
    readonly CLOSING = 2
    readonly CLOSED = 3

    readonly url: string
    readonly protocol = ''
    readonly extensions = ''
    readonly bufferedAmount = 0
    binaryType: BinaryType = 'blob'
    onopen = null
    onmessage = null
    onerror = null
    onclose = null

    #state: 0 | 1 | 2 | 3 = 0
    readonly #port: TextPort

    constructor(url: string | URL) {
      super()
      this.url = String(url)
      this.#port = bridge.open(
        (text) => this.dispatchEvent(new MessageEvent('message', { data: text })),
        () => this.#end(1006),
      )
      // Whoever called the constructor adds listeners first; a WebSocket opens later too.
      setTimeout(() => this.#open())
    }

    get readyState(): 0 | 1 | 2 | 3 {
      return this.#state
    }

    send(data: string | BufferSource | Blob): void {
      if (typeof data !== 'string') throw new TypeError('The port takes text')
      if (this.#state === 1) this.#port.send(data)
    }

    close(code = 1000): void {
      if (this.#state > 1) return
      this.#state = 2
      this.#port.close()
      setTimeout(() => this.#end(code))
    }

    #open(): void {
      if (this.#state !== 0) return
      this.#state = 1
      this.dispatchEvent(new Event('open'))
    }

    #end(code: number): void {
      if (this.#state === 3) return
      this.#state = 3
      this.dispatchEvent(new CloseEvent('close', { code, wasClean: code === 1000 }))
    }
  }
}
