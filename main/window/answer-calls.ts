import type { IncomingMessage } from 'node:http'
import { getWSConnectionHandler } from '@trpc/server/adapters/ws'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Core } from '../api/core.ts'
import { appRouter } from '../api/router.ts'

export interface Answers {
  readonly core: Core
  /** Writes a bug to the log and answers its reference. */
  readonly logBug: (error: unknown) => string
}

/**
 * Serves the core's calls to a page: give it each connection of a page, whatever carries it. Calls of a page that went away
 * are aborted, so their generators end.
 */
export function answerCalls(answers: Answers): (client: WebSocket, request: IncomingMessage) => void {
  return getWSConnectionHandler({
    router: appRouter,
    createContext: () => answers,
    // The handler takes connections one by one and never looks at this; its type asks for it all the same.
    wss: new WebSocketServer({ noServer: true }),
    maxBatchSize: 200,
    onError({ error, path }) {
      // Failures of calls are logged where they become answers; what has no call to answer would be lost.
      if (path === undefined) answers.logBug(error)
    },
  })
}
