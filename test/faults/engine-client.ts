import { request } from 'node:http'

/** Asks an Engine and gives what it answers; what is not there is null, any other refusal is thrown. */
export type EngineClient = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<unknown>

export function engineClient(socketPath: string): EngineClient {
  return (method, path, body) =>
    new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json' }
      const asked = request({ socketPath, method, path: `/v1.41${path}`, headers, agent: false }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          const status = response.statusCode ?? 0
          if (status === 404) resolve(null)
          else if (status >= 300) reject(new Error(`${method} ${path}: ${status} ${text}`))
          else resolve(isJson(response.headers['content-type']) && text !== '' ? JSON.parse(text) : text)
        })
      })
      asked.on('error', reject)
      asked.end(body === undefined ? undefined : JSON.stringify(body))
    })
}

function isJson(type: string | undefined): boolean {
  return type?.startsWith('application/json') === true
}
