import type { Failure } from '../../preload/contract/failure.ts'
import type { Engine } from '../outside/docker/engine.ts'
import { openEngine } from '../outside/docker/open-engine.ts'
import { openSsh } from '../outside/ssh/open-ssh.ts'
import type { Credentials } from './credentials.ts'
import { findDockerWay } from './docker-way.ts'
import { hopsOfEntry, hopsOfSettings, type KnownWay, knownWay, type KnownWayNeeds } from './known-way.ts'
import { type Computer, localDocker } from './local-docker.ts'
import { type Hops, planRoute, type RouteNeeds } from './route.ts'

export interface OpenWayNeeds extends RouteNeeds, KnownWayNeeds {
  readonly credentials: Credentials
  readonly computer: Computer
}

/** An open connection to a server and the Engine at its end. */
export interface OpenWay {
  readonly engine: Engine
  /** Resolves when the connection ended: with its failure, or null when `close` did. Never, for this computer. */
  readonly closed: Promise<Failure | null>
  close(): void
}

/**
 * Connects to a server that is known here. Docker has answered by then. Throws `server-unknown`, every trouble of the way, and
 * `host-key-unknown` for a server of abra's whose key is in no file.
 */
export async function openWay(server: string, needs: OpenWayNeeds, signal: AbortSignal): Promise<OpenWay> {
  const way = await knownWay(server, needs)
  if (way.kind === 'this-computer') return await openLocal(server, needs, signal)
  const hops = await hopsOf(way, needs)
  const { target } = await planRoute(hops, needs, way.kind === 'given' ? way.given.acceptedKeys : [])
  const ssh = await openSsh(target, signal)
  try {
    const docker = await findDockerWay(ssh, target.user, signal)
    const engine = openEngine({
      server,
      user: target.user,
      channel: docker.open,
      ...(docker.most === undefined ? {} : { maxChannels: docker.most }),
    })
    await engine.version(signal)
    return { engine, closed: ssh.closed, close: () => (engine.close(), ssh.close()) }
  } catch (error) {
    ssh.close()
    throw error
  }
}

async function hopsOf(way: Exclude<KnownWay, { kind: 'this-computer' }>, needs: OpenWayNeeds): Promise<Hops> {
  switch (way.kind) {
    case 'given': {
      const { host, port, user, login } = way.given
      return [{ host, port, user, logins: [login] }]
    }
    case 'added':
      return await hopsOfEntry(way.entry, needs.credentials)
    case 'abra':
      return await hopsOfSettings(way.settings, way.config, needs.home)
  }
}

async function openLocal(server: string, needs: OpenWayNeeds, signal: AbortSignal): Promise<OpenWay> {
  const { socketPath } = await localDocker(needs.computer)
  const engine = openEngine({ server, user: needs.member.user, socketPath })
  try {
    await engine.version(signal)
    return { engine, closed: new Promise(() => undefined), close: () => engine.close() }
  } catch (error) {
    engine.close()
    throw error
  }
}
