import { z } from 'zod'
import { part } from './call-parts.ts'
import type { Requests } from './requests.ts'
import { flag, text, understand } from './tolerant.ts'

/** What a task does not tell about its container. */
export interface ContainerFacts {
  /** The kernel ended it because it took more memory than it may have. Its task only says exit code 137. */
  readonly outOfMemory: boolean
  /** `starting`, `healthy`, `unhealthy`; null without a health check. */
  readonly health: string | null
}

const container = z.object({
  State: z.object({
    OOMKilled: flag,
    Health: z.object({ Status: text }).nullish().catch(null),
  }),
})

/** Of a container on the machine that is connected to; null when it is gone or on another. */
export async function findContainer(
  requests: Requests,
  id: string,
  signal?: AbortSignal,
): Promise<ContainerFacts | null> {
  const path = `/containers/${part(id)}/json`
  const answer = await requests.find({ method: 'GET', path, signal })
  if (answer === null) return null
  const { State: state } = understand(container, answer, `GET ${path}`)
  return { outOfMemory: state.OOMKilled, health: state.Health?.Status || null }
}
