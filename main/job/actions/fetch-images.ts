import type { Engine } from '../../outside/docker/engine.ts'
import type { PullProgress } from '../../outside/docker/images.ts'
import { pinnedImage } from '../../compose/pinned-image.ts'
import type { Action } from '../../plan/action.ts'
import type { Performance, Progress, Surroundings } from '../perform.ts'

/**
 * Fetches an app's images to the machine that is connected to, before anything of the app changes: a missing image is then
 * found early and progress can be shown. In a swarm of several machines the others fetch theirs when they start the app.
 */
export async function* fetchImages(
  { images }: Extract<Action, { kind: 'fetch-images' }>,
  { engine, signal }: Surroundings,
): Performance {
  const docker = await engine(signal)
  const missing = (
    await Promise.all(images.map(async (image) => ((await isPresent(docker, image, signal)) ? [] : [image])))
  ).flat()
  const done = images.length - missing.length
  if (missing.length === 0) return { code: 'note-already-done', values: {} }
  for (const [index, image] of missing.entries()) {
    for await (const pulled of docker.pull(image, signal)) yield imageProgress(done + index, images.length, pulled)
  }
  return null
}

/** A tag may have moved since it was fetched: what counts is the digest, where the registry tells it. Mostly it has not. */
async function isPresent(docker: Engine, image: string, signal: AbortSignal): Promise<boolean> {
  const [registry, digests] = await Promise.all([
    docker.distribution(image, signal),
    docker.imageDigests(image, signal),
  ])
  if (registry === null) return digests !== null
  if (digests?.includes(registry.digest) === true) return true
  return (await docker.imageDigests(pinnedImage(image, registry.digest), signal)) !== null
}

function imageProgress(done: number, total: number, pulled: PullProgress): Progress {
  const share = pulled.totalBytes > 0 ? pulled.bytes / pulled.totalBytes : 0
  return {
    note: {
      code: 'progress-images',
      values: { done, total, bytes: pulled.bytes, totalBytes: pulled.totalBytes },
    },
    progress: (done + share) / total,
  }
}
