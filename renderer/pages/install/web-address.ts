import { domain as domainSchema } from '../../../preload/contract/install.ts'
import type { ServerState } from '../../../preload/contract/server.ts'

/** What was typed as a bare host name: without `https://`, path and port, in ASCII. Null where it cannot be one. */
export function readDomain(typed: string): string | null {
  const bare = typed.trim().replace(/^https?:\/\//i, '')
  if (bare === '' || /[\s@]|:\/\//.test(bare) || !URL.canParse(`https://${bare}`)) return null
  const parsed = domainSchema.safeParse(new URL(`https://${bare}`).hostname)
  return parsed.success ? parsed.data : null
}

/** `<recipe>.<server>`, with a number where an app is there already. Empty where the server is known by numbers only. */
export function suggestDomain(recipe: string, server: ServerState): string {
  const base = server.kind === 'this-computer' ? 'localhost' : server.name
  if (/^[\d.]+$/.test(base)) return ''
  const label = recipe.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-')
  const taken = new Set(server.apps.flatMap((app) => [app.name, app.domain]))
  const candidates = [label, ...Array.from({ length: 20 }, (_, index) => `${label}${index + 2}`)]
  const free = candidates.map((candidate) => `${candidate}.${base}`).find((candidate) => !taken.has(candidate))
  return readDomain(free ?? '') ?? ''
}
