import { z } from 'zod'
import { Trouble } from '../../../preload/contract/failure.ts'
import { imagePath } from './image-name.ts'
import type { Requests } from './requests.ts'
import { listOrNothing, text } from './tolerant.ts'

export interface PullProgress {
  readonly layersDone: number
  readonly layersTotal: number
  /** Of the layers whose size was announced so far: both grow while more are found. */
  readonly bytes: number
  readonly totalBytes: number
}

export interface Distribution {
  /** `sha256:…`; the image is pinned as `name:tag@digest`. */
  readonly digest: string
  /** As a service's placement wants them. */
  readonly platforms: readonly { readonly Architecture: string; readonly OS: string }[]
}

const distribution = z.object({
  Descriptor: z.object({ digest: z.string().regex(/^[a-z0-9]+:[0-9a-f]{32,128}$/) }),
  Platforms: listOrNothing(z.object({ architecture: text, os: text })),
})

/** `name@sha256:…` for each name under which the image was fetched. */
const presentImage = z.object({ RepoDigests: listOrNothing(text) })

export async function readImageDigests(
  requests: Requests,
  image: string,
  signal?: AbortSignal,
): Promise<readonly string[] | null> {
  const found = await requests.find({ method: 'GET', path: `/images/${imagePath(image)}/json`, signal })
  if (found === null) return null
  const digests = presentImage.safeParse(found).data?.RepoDigests ?? []
  return digests.map((name) => name.slice(name.indexOf('@') + 1))
}

/**
 * As Docker's own client resolves images (moby, client/service_create.go): whatever the registry's trouble, the image is
 * then used by its name. `arm` is left out of platforms there because registries and machines disagree on its variants.
 */
export async function readDistribution(
  requests: Requests,
  image: string,
  signal?: AbortSignal,
): Promise<Distribution | null> {
  try {
    const path = `/distribution/${imagePath(image)}/json`
    const answer = distribution.safeParse(await requests.json({ method: 'GET', path, signal, seconds: 30 }))
    if (!answer.success) return null
    const platforms = answer.data.Platforms.map(({ architecture, os }) => ({
      Architecture: architecture.toLowerCase() === 'arm' ? '' : architecture,
      OS: os,
    }))
    return { digest: answer.data.Descriptor.digest, platforms }
  } catch (error) {
    if (error instanceof Trouble && error.failure.code === 'engine-refused') return null
    throw error
  }
}
