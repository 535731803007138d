import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import { type Answers, answerCalls } from '../answer-calls.ts'
import { type PagePort, PortClient } from './port-client.ts'

/** Answers the calls that come through a page's port; gives back how to end it. */
export function answerPort(answers: Answers): (port: PagePort) => { close(): void } {
  const answer = answerCalls(answers)
  return (port) => {
    const client = new PortClient(port)
    // It reads the request's address only, which for a port is empty.
    const request = new IncomingMessage(new Socket())
    // tRPC's handler is typed for whole `ws` clients and uses the part of them that PortClient has; the contract tests run
    // over both.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as said
    answer(client as unknown as WebSocket, request)
    return client
  }
}
