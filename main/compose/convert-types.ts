import type { ComposeWarning } from './compose-warning.ts'
import type { ConfigBody, NetworkBody, SecretBody, ServiceBody } from './engine-bodies.ts'
import type { NeededSecret } from './secrets.ts'
import type { Tree } from './tree.ts'

export interface ComposeInput {
  readonly stack: string
  /** In order, relative to the recipe. Other paths in the files are relative to the first one's folder. */
  readonly composeFiles: readonly string[]
  /** Exactly these variables; nothing of the computer's own environment. */
  readonly environment: Readonly<Record<string, string>>
  readonly tree: Tree
}

/** One request of each kind that `docker stack deploy` would send to a server on which nothing of the stack exists. */
export interface StackRequests {
  /** These must exist, with scope `swarm`, before anything is sent. */
  readonly externalNetworks: readonly string[]
  /** Names that services refer to and no request below creates. */
  readonly externalSecrets: readonly string[]
  readonly externalConfigs: readonly string[]
  readonly networks: readonly StackRequest<NetworkBody>[]
  readonly secrets: readonly StackRequest<SecretBody>[]
  readonly configs: readonly StackRequest<ConfigBody>[]
  readonly services: readonly StackRequest<ServiceBody>[]
}

export interface StackRequest<Body> {
  /** The name on the server. */
  readonly name: string
  readonly body: Body
}

export interface ConvertedStack {
  readonly requests: StackRequests
  readonly warnings: readonly ComposeWarning[]
  readonly services: readonly ServiceFacts[]
  /** Every secret that a service refers to. */
  readonly secrets: readonly NeededSecret[]
  /** Seconds, from the label `coop-cloud.<stack>.timeout` of the service `app`. */
  readonly timeout: number | undefined
  /** The environment's variables that the files use, with their defaults ('' where there is none). */
  readonly variables: ReadonlyMap<string, string>
}

export interface ServiceFacts {
  /** The name in the compose file, and the name on the server. */
  readonly name: string
  readonly fullName: string
  readonly image: string
  readonly ports: readonly PublishedPort[]
  readonly volumes: readonly string[]
  readonly hasHealthcheck: boolean
}

export interface PublishedPort {
  /** 0: the swarm chooses. */
  readonly published: number
  readonly target: number
  readonly protocol: string
  readonly mode: string
}
