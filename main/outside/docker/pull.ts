import { z } from 'zod'
import { Trouble } from '../../../preload/contract/failure.ts'
import { cleanDetail } from './clean-text.ts'
import type { PullProgress } from './images.ts'
import { imageParts } from './image-name.ts'
import type { Requests } from './requests.ts'
import { textLines } from './text-lines.ts'

interface Layer {
  readonly bytes: number
  readonly total: number
  readonly done: boolean
}

const size = z.number().int().nonnegative().catch(0)
const line = z.object({
  status: z.string().catch(''),
  id: z.string().max(200).catch(''),
  progressDetail: z.object({ current: size, total: size }).nullish().catch(null),
  error: z.string().nullish().catch(null),
})

const longestLine = 64 * 1024
/** A slow registry, and a slow disk that unpacks a large layer, say nothing for minutes. */
const longestSilence = 300
const mostLayers = 1000
/** The Engine tells every 512 KiB of every layer; nobody sees more than this many milliseconds' steps. */
const betweenSteps = 100

/** Progress, at least once; ends when the image is there. */
export async function* pull(requests: Requests, image: string, signal: AbortSignal): AsyncGenerator<PullProgress> {
  const { name, tag } = imageParts(image)
  const query = { fromImage: name, tag }
  const layers = new Map<string, Layer>()
  let toldAt = 0
  try {
    await using stream = await requests.stream({
      method: 'POST',
      path: '/images/create',
      query,
      signal,
      seconds: longestSilence,
      mayBeSilent: false,
    })
    for await (const text of textLines(stream.chunks, longestLine)) {
      const said = line.safeParse(parsed(text))
      if (!said.success) continue
      if (said.data.error) throw pullTrouble(image, said.data.error)
      const layer = layerAfter(layers.get(said.data.id), said.data)
      if (layer === undefined || (layers.size >= mostLayers && !layers.has(said.data.id))) continue
      layers.set(said.data.id, layer)
      if (!layer.done && performance.now() - toldAt < betweenSteps) continue
      toldAt = performance.now()
      yield sum(layers.values())
    }
  } catch (error) {
    throw error instanceof Trouble && error.failure.code === 'engine-refused'
      ? pullTrouble(image, error.failure.facts.detail)
      : error
  }
  yield sum(layers.values())
}

/** Undefined for lines that are not about a layer. */
function layerAfter(before: Layer | undefined, said: z.output<typeof line>): Layer | undefined {
  const known = before ?? { bytes: 0, total: 0, done: false }
  switch (said.status) {
    case 'Pulling fs layer':
    case 'Waiting':
      return known
    case 'Downloading': {
      const total = said.progressDetail?.total ?? 0
      return { bytes: Math.min(said.progressDetail?.current ?? 0, total), total, done: false }
    }
    case 'Verifying Checksum':
    case 'Download complete':
    case 'Extracting':
      return { ...known, bytes: known.total }
    case 'Pull complete':
    case 'Already exists':
      return { ...known, bytes: known.total, done: true }
    default:
      return undefined
  }
}

function sum(layers: Iterable<Layer>): PullProgress {
  let progress = { layersDone: 0, layersTotal: 0, bytes: 0, totalBytes: 0 }
  for (const layer of layers)
    progress = {
      layersDone: progress.layersDone + (layer.done ? 1 : 0),
      layersTotal: progress.layersTotal + 1,
      bytes: progress.bytes + layer.bytes,
      totalBytes: progress.totalBytes + layer.total,
    }
  return progress
}

/** The Engine passes on what registries say in words; these are the ones of Docker Hub, of the `distribution` registry and of Gitea. */
function pullTrouble(image: string, said: string): Trouble {
  const detail = cleanDetail(said)
  if (/toomanyrequests|too many requests|rate limit/i.test(detail))
    return new Trouble({ code: 'too-many-downloads', facts: { image, detail } })
  if (/pull access denied|unauthorized|authentication required|no basic auth|denied:|forbidden/i.test(detail))
    return new Trouble({ code: 'image-refused', facts: { image, detail } })
  if (
    /manifest unknown|manifest for .* not found|not found|name unknown|no matching manifest|invalid reference/i.test(
      detail,
    )
  )
    return new Trouble({ code: 'image-missing', facts: { image, detail } })
  return new Trouble({ code: 'engine-refused', facts: { request: `pull ${image}`, detail } })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
