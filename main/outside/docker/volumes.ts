import type { Labels } from './tolerant.ts'

export interface ServerVolume {
  readonly name: string
  readonly driver: string
  readonly stack: string | null
  readonly labels: Labels
  readonly createdAt: number | null
  /** Null where it was not measured. */
  readonly bytes: number | null
}
