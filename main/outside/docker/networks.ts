import { z } from 'zod'
import { filters, ofStack, part } from './call-parts.ts'
import type { Requests } from './requests.ts'
import type { Labels } from './tolerant.ts'
import { flag, identity, labels, list, stackOf, text, understand } from './tolerant.ts'

/** The part of the Engine's body that this client looks at; the whole of it is sent. */
export interface NetworkRequest {
  readonly Name: string
}

export interface SwarmNetwork {
  readonly id: string
  readonly name: string
  readonly driver: string
  /** `swarm` reaches every machine, `local` only its own. */
  readonly scope: string
  readonly internal: boolean
  readonly attachable: boolean
  readonly stack: string | null
  readonly labels: Labels
}

const network = z
  .object({
    Id: identity,
    Name: identity,
    Driver: text,
    Scope: text,
    Internal: flag,
    Attachable: flag,
    Labels: labels,
  })
  .transform((answer): SwarmNetwork => ({
    id: answer.Id,
    name: answer.Name,
    driver: answer.Driver,
    scope: answer.Scope,
    internal: answer.Internal,
    attachable: answer.Attachable,
    stack: stackOf(answer.Labels),
    labels: answer.Labels,
  }))

export async function listNetworks(
  requests: Requests,
  filter: { readonly stack?: string } = {},
  signal?: AbortSignal,
): Promise<readonly SwarmNetwork[]> {
  const query = filters({ label: ofStack(filter.stack) })
  const answer = await requests.json({ method: 'GET', path: '/networks', query, signal })
  return understand(list(network), answer, 'GET /networks')
}

export async function findNetwork(
  requests: Requests,
  name: string,
  signal?: AbortSignal,
): Promise<SwarmNetwork | null> {
  const path = `/networks/${part(name)}`
  const answer = await requests.find({ method: 'GET', path, signal })
  if (answer === null) return null
  const found = understand(network, answer, `GET ${path}`)
  // The Engine also takes the beginning of an id for a name.
  return found.id === name || found.name === name ? found : null
}

export async function createNetwork(requests: Requests, body: NetworkRequest, signal?: AbortSignal): Promise<string> {
  // Before API 1.44 two networks of one name could be made unless this was said.
  const answer = await requests.json({
    method: 'POST',
    path: '/networks/create',
    body: { ...body, CheckDuplicate: true },
    signal,
  })
  return understand(z.object({ Id: identity }), answer, 'POST /networks/create').Id
}
