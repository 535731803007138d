import { mayBeFetched } from '../../preload/contract/web-address.ts'

export type Download =
  { readonly kind: 'same' } | { readonly kind: 'new'; readonly bytes: Uint8Array; readonly etag: string | null }

/** `detail` says why, for technicians. */
export class DownloadFailed extends Error {
  readonly detail: string
  constructor(detail: string, options?: ErrorOptions) {
    super(detail, options)
    this.detail = detail
  }
}

export interface DownloadBounds {
  readonly bytes: number
  readonly milliseconds: number
  readonly signal: AbortSignal
  /** Of what is here already: the answer is then `same` where nothing is new. */
  readonly etag?: string | null
}

/** Gets a small file by https (http from this computer), following three redirects to https at most. Throws DownloadFailed. */
export async function download(address: string, bounds: DownloadBounds): Promise<Download> {
  const clock = AbortSignal.timeout(bounds.milliseconds)
  const signal = AbortSignal.any([bounds.signal, clock])
  try {
    const answer = await follow(address, bounds.etag ?? null, signal)
    if (answer.status === 304) return { kind: 'same' }
    if (!answer.ok) throw new DownloadFailed(`HTTP ${answer.status}`)
    return { kind: 'new', bytes: await read(answer, bounds.bytes), etag: answer.headers.get('etag') }
  } catch (error) {
    if (error instanceof DownloadFailed) throw error
    if (clock.aborted) throw new DownloadFailed(`${bounds.milliseconds / 1000} s`, { cause: error })
    throw new DownloadFailed(causeOf(error), { cause: error })
  }
}

async function follow(start: string, etag: string | null, signal: AbortSignal): Promise<Response> {
  let address = start
  for (let redirects = 0; redirects <= 3; redirects++) {
    if (!mayBeFetched(address) || (redirects > 0 && !address.startsWith('https:'))) break
    const headers: Record<string, string> = etag === null ? {} : { 'if-none-match': etag }
    const answer = await fetch(address, { redirect: 'manual', headers, signal, credentials: 'omit' })
    const next = [301, 302, 303, 307, 308].includes(answer.status) ? answer.headers.get('location') : null
    if (next === null || !URL.canParse(next, address)) return answer
    await answer.body?.cancel()
    address = new URL(next, address).href
  }
  throw new DownloadFailed('redirected too often, or not to https')
}

async function read(answer: Response, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of answer.body ?? []) {
    size += chunk.length
    if (size > most) throw new DownloadFailed(`more than ${most} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Node says "fetch failed" and keeps the reason behind it. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message || error.message : error.message
}
