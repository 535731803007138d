import type { HttpClient } from 'isomorphic-git'
import { mayBeFetched } from '../../../preload/contract/web-address.ts'

/**
 * How the built-in git reaches a server: https, or http on this computer; redirects only to https; no more than `bytes` in
 * all. `tooLarge` makes the error that is thrown beyond.
 */
export function boundedHttp(bytes: number, tooLarge: () => Error, signal: AbortSignal): HttpClient {
  let heard = 0
  return {
    async request({ url, method = 'GET', headers = {}, body }) {
      const sent = body === undefined ? undefined : await collect(body)
      let address = url
      for (let redirects = 0; ; redirects++) {
        if (!mayBeFetched(address)) throw new Error('https only')
        const answer = await fetch(address, { method, headers, body: sent ?? null, redirect: 'manual', signal })
        const next = answer.status >= 300 && answer.status < 400 ? answer.headers.get('location') : null
        if (next === null) return toGit(answer, address, method)
        await answer.body?.cancel()
        address = new URL(next, address).href
        if (redirects === 3 || !address.startsWith('https:')) throw new Error('redirected too often, or not to https')
      }
    },
  }

  function toGit(answer: Response, url: string, method: string): Awaited<ReturnType<HttpClient['request']>> {
    return {
      url,
      method,
      statusCode: answer.status,
      statusMessage: answer.statusText,
      headers: Object.fromEntries(answer.headers),
      body: counted(answer.body ?? new ReadableStream<Uint8Array>()),
    }
  }

  async function* counted(stream: AsyncIterable<Uint8Array>): AsyncIterableIterator<Uint8Array> {
    for await (const chunk of stream) {
      heard += chunk.length
      if (heard > bytes) throw tooLarge()
      yield chunk
    }
  }
}

async function collect(parts: AsyncIterable<Uint8Array>): Promise<Buffer<ArrayBuffer>> {
  const all: Uint8Array[] = []
  for await (const part of parts) all.push(part)
  return Buffer.concat(all)
}
