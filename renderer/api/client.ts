import { createTRPCClient, createWSClient, type TRPCClient, wsLink } from '@trpc/client'
import type { Router } from '../../preload/contract/router.ts'
import { closedByOtherPage, socketPath } from '../../preload/contract/window.ts'
import { browserSocket } from './browser-socket.ts'
import type { ConnectionWatch } from './connection.ts'
import { portSocket } from './port-socket.ts'
import { takeToken } from './token.ts'

export type Api = TRPCClient<Router>

/** Talks over Electron's port where there is one, otherwise over a WebSocket to where the page came from. */
export function connectApi(connection: ConnectionWatch): Api {
  const socket = window.canteen === undefined ? browserSocket(takeToken()) : portSocket(window.canteen)
  const url = window.canteen === undefined ? `ws://${location.host}${socketPath}` : `ws://canteen${socketPath}`
  // Subscriptions begin again by themselves when the connection is back; calls under way fail and say so.
  const client = createWSClient({
    url,
    WebSocket: socket,
    retryDelayMs: (attempt) => Math.min(5_000, 250 * 2 ** attempt),
    onOpen: () => connection.change('there'),
    onClose: (cause) => {
      const taken = cause?.code === closedByOtherPage
      connection.change(taken ? 'taken' : 'away')
      if (taken) void client.close()
    },
  })
  return createTRPCClient<Router>({ links: [wsLink({ client })] })
}
