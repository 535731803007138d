import type { Connection } from '../../preload/contract/server.ts'
import type { Engine } from '../outside/docker/engine.ts'
import { openWay, type OpenWayNeeds } from './open-way.ts'
import { ServerLink } from './server-link.ts'

export interface ConnectionsNeeds extends OpenWayNeeds {
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** One connection per server, shared by all. */
export interface Connections {
  /** Connects if need be. The signal ends only this caller's waiting. Throws `server-unknown` and every trouble of the way. */
  engine(server: string, signal?: AbortSignal): Promise<Engine>
  state(server: string): Connection
  /** Answers how to stop listening. */
  onChange(listener: (server: string, connection: Connection) => void): () => void
  /** After a failure: the next use tries at once instead of resting first, such as when a member asks for it. */
  retry(server: string): void
  /** Closes the connection to a server that is forgotten, or whose way has changed; the next use opens another. */
  drop(server: string): void
  close(): void
}

export function openConnections(needs: ConnectionsNeeds): Connections {
  const links = new Map<string, ServerLink>()
  const listeners = new Set<(server: string, connection: Connection) => void>()
  const link = (server: string): ServerLink => {
    const known = links.get(server)
    if (known !== undefined) return known
    const made = new ServerLink({
      server,
      now: needs.now,
      open: (signal) => openWay(server, needs, signal),
      onChange: (connection) => {
        for (const listener of listeners) listener(server, connection)
      },
    })
    links.set(server, made)
    return made
  }
  return {
    engine: (server, signal) => link(server).engine(signal),
    state: (server) => links.get(server)?.state ?? { kind: 'not-tried' },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    retry: (server) => links.get(server)?.retry(),
    drop(server) {
      links.get(server)?.close()
      links.delete(server)
    },
    close() {
      for (const open of links.values()) open.close()
      links.clear()
    },
  }
}
