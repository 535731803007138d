import type { Labels } from './tolerant.ts'

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
