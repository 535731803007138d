import type { ServerState } from '../../../preload/contract/server.ts'

/** Known to lack what apps need. A server that was never looked at may have it. */
export function needsSetUp(server: ServerState): boolean {
  return server.facts !== null && !(server.facts.swarm && server.facts.proxyNetwork)
}

/** The one server that an app can be installed on, where there is no choice; null where the member has to choose. */
export function onlyServer(servers: readonly ServerState[]): string | null {
  const [first, second] = servers.filter((server) => !needsSetUp(server))
  if (first === undefined || second !== undefined) return null
  return first.connection.kind === 'failed' ? null : first.name
}
