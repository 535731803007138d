import { request } from 'node:http'
import { text } from 'node:stream/consumers'

export interface PageAt {
  readonly status: number
  readonly text: string
}

/** Asks a practice server for the page of a web address, whatever that name points to; `form` is sent as a browser would. */
export async function pageAt(server: string, domain: string, form?: Readonly<Record<string, string>>): Promise<PageAt> {
  const { promise, resolve, reject } = Promise.withResolvers<PageAt>()
  const body = form === undefined ? undefined : new URLSearchParams(form).toString()
  const asked = request(server, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      host: domain,
      ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length }),
    },
    signal: AbortSignal.timeout(10_000),
  })
  asked.on('response', (response) => {
    text(response).then((read) => resolve({ status: response.statusCode ?? 0, text: read }), reject)
  })
  asked.on('error', reject)
  asked.end(body)
  return promise
}
