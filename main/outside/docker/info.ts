import { z } from 'zod'
import type { Requests } from './requests.ts'
import { flag, text, time, understand, whole } from './tolerant.ts'

export interface ServerVersion {
  readonly docker: string
  readonly api: string
  readonly system: string
  readonly architecture: string
}

export interface ServerInfo {
  readonly dockerVersion: string
  /** As its maker calls it: "Debian GNU/Linux 12 (bookworm)". */
  readonly system: string
  readonly architecture: string
  readonly hostName: string
  readonly memoryBytes: number
  readonly processors: number
  readonly swarm: SwarmState
  /** The server's clock when it answered; null where it did not say. */
  readonly systemTime: number | null
}

export type SwarmState =
  | { readonly kind: 'off' }
  /** It is part of a swarm that another machine manages. */
  | { readonly kind: 'worker'; readonly node: string; readonly address: string }
  | { readonly kind: 'manager'; readonly node: string; readonly address: string; readonly machines: number }
  /** Joining, locked, or in trouble; `detail` is the server's own word. */
  | { readonly kind: 'unusable'; readonly detail: string }

const versionAnswer = z
  .object({ Version: text, ApiVersion: text, Os: text, Arch: text })
  .transform((answer): ServerVersion => ({
    docker: answer.Version,
    api: answer.ApiVersion,
    system: answer.Os,
    architecture: answer.Arch,
  }))

const swarmAnswer = z
  .object({
    NodeID: text,
    NodeAddr: text,
    LocalNodeState: text,
    ControlAvailable: flag,
    Error: text,
    Nodes: whole,
  })
  .transform((swarm): SwarmState => {
    const member = { node: swarm.NodeID, address: swarm.NodeAddr }
    switch (swarm.LocalNodeState) {
      case 'active':
        return swarm.ControlAvailable
          ? { kind: 'manager', ...member, machines: swarm.Nodes }
          : { kind: 'worker', ...member }
      case '':
      case 'inactive':
        return { kind: 'off' }
      default:
        return {
          kind: 'unusable',
          detail: [swarm.LocalNodeState, swarm.Error].filter((part) => part !== '').join(': '),
        }
    }
  })

const infoAnswer = z
  .object({
    ServerVersion: text,
    OperatingSystem: text,
    Architecture: text,
    Name: text,
    MemTotal: whole,
    NCPU: whole,
    Swarm: swarmAnswer.catch({ kind: 'off' }),
    SystemTime: time,
  })
  .transform((answer): ServerInfo => ({
    dockerVersion: answer.ServerVersion,
    system: answer.OperatingSystem,
    architecture: answer.Architecture,
    hostName: answer.Name,
    memoryBytes: answer.MemTotal,
    processors: answer.NCPU,
    swarm: answer.Swarm,
    systemTime: answer.SystemTime,
  }))

export async function readVersion(requests: Requests, signal?: AbortSignal): Promise<ServerVersion> {
  return understand(versionAnswer, await requests.json({ method: 'GET', path: '/version', signal }), 'GET /version')
}

export async function readInfo(requests: Requests, signal?: AbortSignal): Promise<ServerInfo> {
  return understand(infoAnswer, await requests.json({ method: 'GET', path: '/info', signal }), 'GET /info')
}

/** With Docker's own defaults for ports and address pools. Answers the machine's id. */
export async function startSwarm(requests: Requests, advertiseAddress: string, signal?: AbortSignal): Promise<string> {
  const body = { ListenAddr: '0.0.0.0:2377', AdvertiseAddr: advertiseAddress }
  const answer = await requests.json({ method: 'POST', path: '/swarm/init', body, signal })
  return understand(z.string(), answer, 'POST /swarm/init')
}
