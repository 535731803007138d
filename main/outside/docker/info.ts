export interface ServerVersion {
  readonly docker: string
  readonly api: string
  readonly system: string
  readonly architecture: string
}

export interface ServerInfo {
  readonly dockerVersion: string
  /** As its maker calls it: "Debian GNU/Linux 12 (bookworm)". */
  readonly system: string
  readonly architecture: string
  readonly hostName: string
  readonly memoryBytes: number
  readonly processors: number
  readonly swarm: SwarmState
  /** What the server trusts without a certificate, such as a registry of its own. */
  readonly insecureRegistries: readonly string[]
}

export type SwarmState =
  | { readonly kind: 'off' }
  /** It is part of a swarm that another machine manages. */
  | { readonly kind: 'worker'; readonly node: string; readonly address: string }
  | { readonly kind: 'manager'; readonly node: string; readonly address: string; readonly machines: number }
  /** Joining, locked, or in trouble; `detail` is the server's own word. */
  | { readonly kind: 'unusable'; readonly detail: string }
