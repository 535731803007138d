import { Agent } from 'node:http'
import type { ClientRequestArgs } from 'node:http'
import type { Duplex } from 'node:stream'

/** Keeps channels to the Engine open between requests. `channel` opens one more; what it fails with is what the request fails with. */
export class ChannelAgent extends Agent {
  readonly #channel: () => Promise<Duplex>

  constructor(channel: () => Promise<Duplex>) {
    super({ keepAlive: true })
    this.#channel = channel
  }

  override createConnection(
    _options: ClientRequestArgs,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    if (callback === undefined) throw new Error('The agent opens channels for requests only')
    this.#channel().then(
      (stream) => callback(null, asSocket(stream)),
      // The type wants a stream even beside an error; Node looks at the error alone.
      (error: unknown) => {
        Reflect.apply(callback, undefined, [error])
      },
    )
  }
}

/** Node's agent calls what only sockets have; on a channel inside a connection there is nothing to set. */
function asSocket(stream: Duplex): Duplex {
  const nothing = () => stream
  const missing = ['setKeepAlive', 'setNoDelay', 'setTimeout', 'ref', 'unref'].filter((name) => !(name in stream))
  return Object.assign(stream, Object.fromEntries(missing.map((name) => [name, nothing])))
}
