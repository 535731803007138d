import { z } from 'zod'
import type { Requests } from './requests.ts'
import { identity, list, text, understand, whole } from './tolerant.ts'

export interface SwarmNode {
  readonly id: string
  readonly name: string
  readonly role: 'manager' | 'worker'
  readonly ready: boolean
  /** `active`, or `pause` or `drain` when it takes no new work. */
  readonly availability: string
  readonly address: string
  readonly memoryBytes: number
  readonly processors: number
}

const node = z
  .object({
    ID: identity,
    Spec: z.object({ Role: text, Availability: text }).catch({ Role: '', Availability: '' }),
    Description: z
      .object({
        Hostname: text,
        Resources: z.object({ MemoryBytes: whole, NanoCPUs: whole }).catch({ MemoryBytes: 0, NanoCPUs: 0 }),
      })
      .catch({ Hostname: '', Resources: { MemoryBytes: 0, NanoCPUs: 0 } }),
    Status: z.object({ State: text, Addr: text }).catch({ State: '', Addr: '' }),
  })
  .transform((answer): SwarmNode => ({
    id: answer.ID,
    name: answer.Description.Hostname,
    role: answer.Spec.Role === 'manager' ? 'manager' : 'worker',
    ready: answer.Status.State === 'ready',
    availability: answer.Spec.Availability,
    address: answer.Status.Addr,
    memoryBytes: answer.Description.Resources.MemoryBytes,
    processors: answer.Description.Resources.NanoCPUs / 1e9,
  }))

export async function listNodes(requests: Requests, signal?: AbortSignal): Promise<readonly SwarmNode[]> {
  return understand(list(node), await requests.json({ method: 'GET', path: '/nodes', signal }), 'GET /nodes')
}
