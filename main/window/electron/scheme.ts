import type { Protocol } from 'electron'
import type { PageFiles } from '../page-files.ts'
import { securityHeaders } from '../policy.ts'

/** The interface's own origin: nothing else on the computer or in the net has it. */
export const pageOrigin = 'app://canteen'

/** Tells Chromium that `app:` addresses have an origin and are as safe as https. To be called before Electron is ready. */
export function registerScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Answers `app://canteen/…` with the built interface, and every other `app:` address with nothing. */
export function servePages(protocol: Pick<Protocol, 'handle'>, files: PageFiles): void {
  const headers = securityHeaders([])
  protocol.handle('app', async (request) => {
    if (!isOwnPage(request.url) || request.method !== 'GET') return new Response(null, { status: 403, headers })
    const file = await files.read(new URL(request.url).pathname)
    if (!file) return new Response(null, { status: 404, headers })
    return new Response(file.body, { headers: { ...headers, 'Content-Type': file.type, 'Cache-Control': file.cache } })
  })
}

/** Whether an address is one of the interface's. Compared as parsed: `app://canteen.evil.example` only begins like it. */
export function isOwnPage(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null
  // Node gives addresses of schemes it does not know the origin "null".
  return url !== null && `${url.protocol}//${url.host}` === pageOrigin && url.username === '' && url.password === ''
}
