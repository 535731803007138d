import type { StackRequest } from '../compose/convert-types.ts'
import type { ConfigBody, NetworkBody, SecretBody, ServiceBody } from '../compose/engine-bodies.ts'

/**
 * What a job's step does, as plain data: it is written to the journal before it runs, so it holds no secret value. Every
 * action looks first and then acts, so that doing it twice ends in the same state.
 */
export type Action =
  | {
      readonly kind: 'write-settings'
      readonly server: string
      readonly app: string
      readonly content: string
      /** The text that an install which was not finished left behind. */
      readonly replaces: string | null
    }
  | {
      readonly kind: 'create-secrets'
      readonly app: string
      readonly secrets: readonly SecretToCreate[]
      readonly keepInKeychain: boolean
    }
  | { readonly kind: 'fetch-images'; readonly images: readonly string[] }
  | {
      readonly kind: 'make-places'
      readonly stack: string
      readonly networks: readonly StackRequest<NetworkBody>[]
      readonly externalNetworks: readonly string[]
    }
  | {
      readonly kind: 'start-services'
      readonly app: string
      readonly stack: string
      /** Those of `make-places`: one that was being removed then may be gone by now. */
      readonly networks: readonly StackRequest<NetworkBody>[]
      /** Secrets that the recipe itself brings as files; an app's own passwords are in `create-secrets`. */
      readonly secrets: readonly StackRequest<SecretBody>[]
      readonly configs: readonly StackRequest<ConfigBody>[]
      readonly services: readonly StackRequest<ServiceBody>[]
    }
  | {
      readonly kind: 'wait-steady'
      readonly app: string
      readonly stack: string
      /** Full names. */
      readonly services: readonly string[]
      readonly seconds: number
    }
  | { readonly kind: 'look-at-page'; readonly url: string }
  | { readonly kind: 'stop-services'; readonly stack: string; readonly services: readonly string[] }
  | {
      readonly kind: 'remove-networks'
      readonly stack: string
      readonly networks: readonly string[]
      readonly configs: readonly string[]
      /** Those that the recipe itself brought as files. */
      readonly secrets: readonly string[]
    }
  | {
      readonly kind: 'restore-services'
      readonly stack: string
      /** Exactly as the server had them. */
      readonly services: readonly { readonly name: string; readonly specification: Specification }[]
    }
  | {
      readonly kind: 'restart-services'
      readonly stack: string
      readonly services: readonly {
        readonly name: string
        /** The swarm starts a service's containers anew whenever this number is another. */
        readonly forceUpdate: number
      }[]
    }
  | {
      readonly kind: 'scale-services'
      readonly stack: string
      readonly services: readonly { readonly name: string; readonly copies: number }[]
    }
  | {
      readonly kind: 'remove-secrets'
      readonly app: string
      readonly secrets: readonly SecretToCreate[]
      /** What this computer's keychain has of them stays there. */
      readonly keepInKeychain: boolean
    }
  | { readonly kind: 'remove-volumes'; readonly stack: string; readonly volumes: readonly string[] }
  | { readonly kind: 'remove-settings'; readonly app: string }
  | { readonly kind: 'start-swarm'; readonly address: string }
  | { readonly kind: 'create-proxy-network' }

/** The Engine's `Spec`, whole: foreign, so nothing about its shape is taken for granted. */
export type Specification = Readonly<Record<string, unknown>>

/** Whether it changes an app's services, by which others can tell that somebody is at work. */
export function changesServices({ kind }: Action): boolean {
  switch (kind) {
    case 'start-services':
    case 'stop-services':
    case 'restore-services':
    case 'restart-services':
    case 'scale-services':
      return true
    case 'write-settings':
    case 'create-secrets':
    case 'fetch-images':
    case 'make-places':
    case 'wait-steady':
    case 'look-at-page':
    case 'remove-networks':
    case 'remove-secrets':
    case 'remove-volumes':
    case 'remove-settings':
    case 'start-swarm':
    case 'create-proxy-network':
      return false
  }
}

/** `name` is the recipe's word, `fullName` what the swarm calls it. */
export interface SecretToCreate {
  readonly name: string
  readonly fullName: string
}
