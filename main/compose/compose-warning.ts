import type { Place } from './place.ts'

/** What Docker reads and does not do, or does otherwise than the file says. Nothing here stops a stack. */
export type ComposeWarning =
  /** Options that a swarm does not have; names as in the file, sorted. */
  | { readonly code: 'unsupported-options'; readonly options: readonly string[] }
  /** Options of older formats that have no effect; names as in the file, sorted. */
  | { readonly code: 'deprecated-options'; readonly options: readonly string[] }
  /** `external: {name: …}`; `name: …` beside `external: true` says the same. */
  | { readonly code: 'external-name'; readonly section: string; readonly name: string; readonly place: Place }
  /** A swarm publishes a port on all addresses. */
  | { readonly code: 'port-address-ignored'; readonly service: string; readonly address: string; readonly port: string }
  /** `~` in a bind mount and no HOME: it stays `~`. */
  | { readonly code: 'no-home'; readonly service: string; readonly path: string }
  /** A bind mount of a file of the recipe: no server has that path. */
  | { readonly code: 'bind-of-recipe-file'; readonly service: string; readonly path: string }
