import { formatAgo } from '../language/format.ts'
import { useText } from '../language/text.ts'
import { useNow } from '../parts/time-ago.tsx'

/** How old is what is known of a server; `at` in milliseconds since 1970, null before the first look. */
export function Looked({ at }: { readonly at: number | null }) {
  const say = useText()
  const now = useNow(5_000)
  return at === null ? say('servers.notLooked') : say('servers.looked', { ago: formatAgo(at, now) })
}
