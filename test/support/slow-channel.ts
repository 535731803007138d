import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { PassThrough, duplexPair } from 'node:stream'

/** Ways to a socket as over a slow link: each end gets what the other wrote after `milliseconds`. Counts what was opened. */
export function slowChannels(socketPath: string, milliseconds: number) {
  const open = new Set<Duplex>()
  let opened = 0

  function channel(): Promise<Duplex> {
    opened += 1
    const socket = connect(socketPath)
    const [near, far] = duplexPair()
    delayed(far, socket, milliseconds)
    delayed(socket, far, milliseconds)
    open.add(near)
    near.once('close', () => {
      open.delete(near)
      socket.destroy()
    })
    socket.once('close', () => far.destroy())
    return new Promise((resolve, reject) => {
      socket.once('error', reject)
      // Opening a channel inside a connection takes a round trip too.
      socket.once('connect', () => setTimeout(() => resolve(near), milliseconds * 2))
    })
  }

  return {
    channel,
    opened: () => opened,
    open: () => open.size,
    cut: () => {
      for (const channel of open) channel.destroy()
    },
  }
}

function delayed(from: Duplex, to: Duplex, milliseconds: number): void {
  const wire = new PassThrough()
  from.on('data', (chunk: Buffer) => setTimeout(() => wire.write(chunk), milliseconds))
  from.on('end', () => setTimeout(() => wire.end(), milliseconds))
  from.on('error', () => to.destroy())
  wire.pipe(to)
}
