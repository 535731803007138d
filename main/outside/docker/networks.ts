import type { Labels } from './tolerant.ts'

/** The part of the Engine's body that this client looks at; the whole of it is sent. */
export interface NetworkRequest {
  readonly Name: string
}

export interface SwarmNetwork {
  readonly id: string
  readonly name: string
  readonly driver: string
  readonly scope: string
  readonly internal: boolean
  readonly attachable: boolean
  readonly stack: string | null
  readonly labels: Labels
}
