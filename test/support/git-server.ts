/**
 * Serves git repositories over plain http on this computer, with git's own `git http-backend`, as a code forge would over
 * https; other paths answer with files that a test puts there.
 */
import { createServer, type IncomingMessage } from 'node:http'
import { answerGit } from './git-http.ts'

export interface Answer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

export interface GitServer {
  /** Such as `http://127.0.0.1:4711`; repositories are below it by their path in the folder. */
  readonly address: string
  /** Paths asked for, in order, with the method before them. */
  readonly asked: readonly string[]
  /** Decides what a request gets; null leaves it to git. `hang` never answers. */
  answer: (request: IncomingMessage) => Answer | 'hang' | null
  /** Requests without an answer whose askers are still there. */
  open(): number
  stop(): Promise<void>
}

export async function startGitServer(folder: string): Promise<GitServer> {
  const asked: string[] = []
  let open = 0
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    open += 1
    response.on('close', () => (open -= 1))
    const answer = gitServer.answer(request)
    if (answer === 'hang') return
    if (answer === null) answerGit(folder, request, response)
    else response.writeHead(answer.status ?? 200, answer.headers).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('The git server has no port')
  const gitServer: GitServer = {
    address: `http://127.0.0.1:${at.port}`,
    asked,
    answer: () => null,
    open: () => open,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return gitServer
}
