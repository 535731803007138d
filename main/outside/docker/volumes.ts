import { z } from 'zod'
import { filters, ofStack } from './call-parts.ts'
import type { Requests } from './requests.ts'
import type { Labels } from './tolerant.ts'
import { identity, labels, list, listOrNothing, stackOf, text, time, understand } from './tolerant.ts'

export interface ServerVolume {
  readonly name: string
  readonly driver: string
  readonly stack: string | null
  readonly labels: Labels
  readonly createdAt: number | null
  /** Null where it was not measured. */
  readonly bytes: number | null
}

const volume = z
  .object({
    Name: identity,
    Driver: text,
    Labels: labels,
    CreatedAt: time,
    UsageData: z.object({ Size: z.number().int() }).nullish().catch(null),
  })
  .transform((answer): ServerVolume => {
    const bytes = answer.UsageData?.Size ?? -1
    return {
      name: answer.Name,
      driver: answer.Driver,
      stack: stackOf(answer.Labels),
      labels: answer.Labels,
      createdAt: answer.CreatedAt,
      bytes: bytes < 0 ? null : bytes,
    }
  })

const volumes = z.object({ Volumes: list(volume) })
const measured = z.object({ Volumes: listOrNothing(volume) })

export async function listVolumes(
  requests: Requests,
  filter: { readonly stack?: string; readonly sizes?: boolean } = {},
  signal?: AbortSignal,
): Promise<readonly ServerVolume[]> {
  if (filter.sizes === true) {
    // Without a filter of its own; before API 1.42 it measures images and containers as well, whatever `type` says.
    const answer = await requests.json({
      method: 'GET',
      path: '/system/df',
      query: { type: 'volume' },
      signal,
      seconds: 600,
    })
    const all = understand(measured, answer, 'GET /system/df').Volumes
    return filter.stack === undefined ? all : all.filter(({ stack }) => stack === filter.stack)
  }
  const query = filters({ label: ofStack(filter.stack) })
  return understand(volumes, await requests.json({ method: 'GET', path: '/volumes', query, signal }), 'GET /volumes')
    .Volumes
}
