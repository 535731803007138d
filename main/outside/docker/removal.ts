import { part } from './call-parts.ts'
import type { Requests } from './requests.ts'

/** False when it was not there. */
export async function remove(
  requests: Requests,
  kind: 'services' | 'networks' | 'secrets' | 'configs' | 'volumes',
  id: string,
  signal?: AbortSignal,
): Promise<boolean> {
  return (await requests.find({ method: 'DELETE', path: `/${kind}/${part(id)}`, signal })) !== null
}
