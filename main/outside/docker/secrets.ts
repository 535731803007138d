import { z } from 'zod'
import { filters, ofStack } from './call-parts.ts'
import type { Requests } from './requests.ts'
import type { Labels } from './tolerant.ts'
import { identity, labels, list, stackOf, time, understand } from './tolerant.ts'

/** `Data` is Base64; it goes to the server and nowhere else. */
export interface SecretRequest {
  readonly Name: string
  readonly Data?: string
}
export type ConfigRequest = SecretRequest

export interface SwarmSecret {
  readonly id: string
  readonly name: string
  readonly stack: string | null
  readonly labels: Labels
  readonly createdAt: number
}

/** Configs hold no secrets: the server gives their content to whoever may ask. */
export interface SwarmConfig extends SwarmSecret {
  /** Base64. */
  readonly data: string
}

export interface SecretFilter {
  readonly stack?: string
  /** Only names that begin so. */
  readonly prefix?: string
}

const named = z.object({ Name: identity, Labels: labels })
const dated = z.object({ ID: identity, CreatedAt: time })

const secret = dated.extend({ Spec: named }).transform(secretOf)

const config = dated
  .extend({ Spec: named.extend({ Data: z.string().catch('') }) })
  .transform((answer): SwarmConfig => ({ ...secretOf(answer), data: answer.Spec.Data }))

function secretOf(answer: z.output<typeof dated> & { readonly Spec: z.output<typeof named> }): SwarmSecret {
  return {
    id: answer.ID,
    name: answer.Spec.Name,
    stack: stackOf(answer.Spec.Labels),
    labels: answer.Spec.Labels,
    createdAt: answer.CreatedAt ?? 0,
  }
}

export async function listSecrets(
  requests: Requests,
  filter: SecretFilter = {},
  signal?: AbortSignal,
): Promise<readonly SwarmSecret[]> {
  const answer = await requests.json({ method: 'GET', path: '/secrets', query: queryOf(filter), signal })
  return beginningWith(understand(list(secret), answer, 'GET /secrets'), filter.prefix)
}

export async function listConfigs(
  requests: Requests,
  filter: SecretFilter = {},
  signal?: AbortSignal,
): Promise<readonly SwarmConfig[]> {
  const answer = await requests.json({ method: 'GET', path: '/configs', query: queryOf(filter), signal })
  return beginningWith(understand(list(config), answer, 'GET /configs'), filter.prefix)
}

/** Answers its id. */
export async function createSecret(requests: Requests, body: SecretRequest, signal?: AbortSignal): Promise<string> {
  const answer = await requests.json({ method: 'POST', path: '/secrets/create', body, signal })
  return understand(z.object({ ID: identity }), answer, 'POST /secrets/create').ID
}

/** Answers its id. */
export async function createConfig(requests: Requests, body: ConfigRequest, signal?: AbortSignal): Promise<string> {
  const answer = await requests.json({ method: 'POST', path: '/configs/create', body, signal })
  return understand(z.object({ ID: identity }), answer, 'POST /configs/create').ID
}

function queryOf(filter: SecretFilter) {
  return filters({
    label: ofStack(filter.stack),
    name: filter.prefix === undefined ? undefined : [filter.prefix],
  })
}

/** The Engine's filter is by prefix in some versions and by any part of the name in others. */
function beginningWith<Named extends { readonly name: string }>(all: readonly Named[], prefix = ''): readonly Named[] {
  return all.filter(({ name }) => name.startsWith(prefix))
}
