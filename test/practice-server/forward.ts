import { once } from 'node:events'
import { connect, createServer } from 'node:net'

/** Passes connections to this port of 127.0.0.1 on to the same port of `address`; false where the port is not free. */
export async function forwardPort(port: number, address: string): Promise<boolean> {
  const server = createServer((near) => {
    const far = connect(port, address)
    near.pipe(far).pipe(near)
    near.on('error', () => far.destroy())
    far.on('error', () => near.destroy())
  })
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening')
  } catch {
    return false
  }
  // It lasts as long as this process and does not keep it alive.
  server.unref()
  return true
}
