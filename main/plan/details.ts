import type { PlanDetail } from '../../preload/contract/plan.ts'
import type { Wanted } from './wanted.ts'

/** For technicians: every request that creates something, as it would be sent to a server that has nothing of the app. */
export function requestDetails({ requests }: Wanted): readonly PlanDetail[] {
  const request = (path: string) => (one: { readonly body: unknown }) =>
    ({ kind: 'request', method: 'POST', path, body: JSON.stringify(one.body, null, 2) }) as const
  return [
    ...requests.networks.map(request('/networks/create')),
    ...requests.configs.map(request('/configs/create')),
    ...requests.services.map(request('/services/create')),
  ]
}

export function commandDetail(...words: readonly string[]): PlanDetail {
  return { kind: 'command', command: words.join(' ') }
}
