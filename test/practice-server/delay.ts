import { once } from 'node:events'
import { createServer, connect } from 'node:net'
import type { Socket } from 'node:net'

/**
 * A program of its own, so that a busy test does not disturb it: node delay.ts <address> <port> <milliseconds>. It
 * passes TCP connections on to that address, each byte later by half of a round trip; prints its own port.
 */
const [address = '', port = '', roundTrip = ''] = process.argv.slice(2)
const later = Number(roundTrip) / 2

function passOn(from: Socket, to: Socket): void {
  from.setNoDelay(true)
  from.on('data', (chunk) => setTimeout(() => to.write(chunk), later))
  from.on('end', () => setTimeout(() => to.end(), later))
  from.on('error', () => to.destroy())
}

const server = createServer({ allowHalfOpen: true }, (near) => {
  const far = connect({ host: address, port: Number(port), allowHalfOpen: true })
  passOn(near, far)
  passOn(far, near)
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
console.log(JSON.stringify(server.address()))
process.stdin.resume().on('end', () => process.exit())
