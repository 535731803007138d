import { spawn } from 'node:child_process'
import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * Lets `git http-backend` answer a request for a repository below `root`, through the Common Gateway Interface (RFC 3875).
 * It lets strangers read and nobody write.
 */
export function answerGit(root: string, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const backend = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: request.headers['git-protocol']?.toString(),
      REQUEST_METHOD: request.method,
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      CONTENT_TYPE: request.headers['content-type'],
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
    },
  })
  request.pipe(backend.stdin)
  backend.stdin.on('error', () => undefined)
  response.on('close', () => backend.kill())
  let head = Buffer.alloc(0)
  backend.stdout.on('data', (chunk: Buffer) => {
    if (response.headersSent) {
      response.write(chunk)
      return
    }
    head = Buffer.concat([head, chunk])
    const end = head.indexOf('\r\n\r\n')
    if (end < 0) return
    const headers = head
      .toString('latin1', 0, end)
      .split('\r\n')
      .map((line) => line.split(/:\s*(.*)/s))
    const status = headers.find(([name]) => name?.toLowerCase() === 'status')?.[1]
    response.writeHead(
      Number.parseInt(status ?? '200', 10),
      headers
        .flatMap(([name, value]) => (name && value && name.toLowerCase() !== 'status' ? [[name, value]] : []))
        .flat(),
    )
    response.write(head.subarray(end + 4))
  })
  backend.on('close', () => response.end())
}
