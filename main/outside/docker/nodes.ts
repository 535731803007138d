export interface SwarmNode {
  readonly id: string
  readonly name: string
  readonly role: 'manager' | 'worker'
  readonly ready: boolean
  /** `active`, or `pause` or `drain` when it takes no new work. */
  readonly availability: string
  readonly address: string
  readonly memoryBytes: number
  readonly processors: number
}
