import { request } from 'node:http'
import { createInterface } from 'node:readline'

/** Asks the Engine behind this socket and gives its answer; undefined where it refuses, as a worker does for services. */
export function askEngine(socketPath: string, path: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, path, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        resolve(response.statusCode === 200 ? JSON.parse(Buffer.concat(chunks).toString()) : undefined)
      })
    })
    asked.on('error', reject)
    asked.end()
  })
}

/** Calls `changed` whenever something happens on the Engine, health checks apart, until the returned function is called. */
export function followEngine(socketPath: string, changed: () => void): () => void {
  const asked = request({ socketPath, path: '/events', agent: false }, (response) => {
    const lines = createInterface(response)
    lines.on('line', (event) => {
      if (!event.includes('"Action":"exec_')) changed()
    })
    // The stream is cut when the server ends, which is no news.
    lines.on('error', () => {})
  })
  asked.on('error', () => {})
  asked.end()
  return () => asked.destroy()
}
