import type { Place } from './place.ts'

/**
 * A compose file as Docker's loader understands it: short forms are long ones, variables of the environment are filled
 * in. An absent list, map or number is undefined, which merging tells from an empty one; absent text is '', as in Docker.
 */
export interface StackFile {
  readonly services: ReadonlyMap<string, Service>
  readonly networks: ReadonlyMap<string, Network>
  readonly volumes: ReadonlyMap<string, Volume>
  readonly secrets: ReadonlyMap<string, FileObject>
  readonly configs: ReadonlyMap<string, FileObject>
}

export type TextMap = ReadonlyMap<string, string>

export interface Service {
  readonly name: string
  readonly place: Place
  /** Where its options stand, and those below `deploy` (`deploy.mode`); of several files, in the last that has the option. */
  readonly places: ReadonlyMap<string, Place>
  /** Checked by distribution/reference (image-reference.ts), and sent with `:latest` where it names no version. */
  readonly image: string
  readonly hostname: string
  readonly user: string
  readonly workingDir: string
  readonly stopSignal: string
  readonly isolation: string
  /** Only where `deploy.restart_policy` is absent: always, unless-stopped, on-failure[:times], no. */
  readonly restart: string
  readonly readOnly: boolean
  readonly tty: boolean
  readonly stdinOpen: boolean
  /** Undefined leaves the choice to the server. */
  readonly init: boolean | undefined
  /** Nanoseconds, like all durations here. */
  readonly stopGracePeriod: number | undefined
  /** Normalised and sorted when converted (capabilities.ts). */
  readonly capAdd: readonly string[] | undefined
  readonly capDrop: readonly string[] | undefined
  /** One text or a list; not checked to be addresses. */
  readonly dns: readonly string[] | undefined
  readonly dnsSearch: readonly string[] | undefined
  /** `host:address`, from `host:address`, `host=address` or a map; sent as `address host`. */
  readonly extraHosts: readonly string[] | undefined
  /** Text is split by google/shlex's rules (shell-words.ts), a list is taken as it is. */
  readonly command: readonly string[] | undefined
  readonly entrypoint: readonly string[] | undefined
  /**
   * Env files, then `environment:`; an empty or missing value comes from the app's environment (load-environment.ts).
   * Undefined for a name without a value anywhere: it travels as `KEY`.
   */
  readonly environment: ReadonlyMap<string, string | undefined>
  /** Of the containers; those of the service are `deploy.labels`. */
  readonly labels: TextMap | undefined
  readonly sysctls: TextMap | undefined
  readonly ulimits: ReadonlyMap<string, Ulimit> | undefined
  /** None means the network `default`. */
  readonly networks: ReadonlyMap<string, ServiceNetwork | undefined> | undefined
  /** Ranges are expanded by docker/go-connections' rules (read-port.ts); sorted when converted (go-sort.ts). */
  readonly ports: readonly Port[] | undefined
  /** `source` is a key of the file's own `secrets:`; the target is the source where none is named. */
  readonly secrets: readonly FileReference[] | undefined
  readonly configs: readonly FileReference[] | undefined
  /** In order; short forms by read-volume.ts. */
  readonly volumes: readonly ServiceVolume[] | undefined
  readonly logging: Logging | undefined
  /** Undefined leaves the image's own check. */
  readonly healthcheck: Healthcheck | undefined
  readonly credentialSpec: CredentialSpec
  readonly deploy: Deploy
}

export interface Ulimit {
  /** Both limits at once, where it is not 0. */
  readonly single: number
  readonly soft: number
  readonly hard: number
}

export interface ServiceNetwork {
  readonly aliases: readonly string[] | undefined
  readonly driverOptions: TextMap | undefined
}

export interface Port {
  readonly mode: string
  readonly target: number
  readonly published: number
  readonly protocol: string
}

export interface FileReference {
  readonly place: Place
  readonly source: string
  readonly target: string
  /** '' is 0, and so for `gid`. */
  readonly uid: string
  readonly gid: string
  /** 0444 where it is absent. */
  readonly mode: number | undefined
}

export interface ServiceVolume {
  readonly place: Place
  readonly type: string
  readonly source: string
  readonly target: string
  readonly readOnly: boolean
  readonly consistency: string
  readonly bind: { readonly propagation: string } | undefined
  readonly volume: { readonly noCopy: boolean } | undefined
  readonly tmpfs: { readonly size: number } | undefined
}

export interface Logging {
  readonly driver: string
  readonly options: TextMap | undefined
}

export interface Healthcheck {
  readonly test: readonly string[] | undefined
  readonly timeout: number | undefined
  readonly interval: number | undefined
  readonly startPeriod: number | undefined
  readonly startInterval: number | undefined
  readonly retries: number | undefined
  readonly disable: boolean
}

export interface CredentialSpec {
  readonly config: string
  readonly file: string
  readonly registry: string
}

export interface Deploy {
  /** replicated ('' too), global, replicated-job, global-job. */
  readonly mode: string
  /** vip or dnsrr, in any case; checked by the server. */
  readonly endpointMode: string
  readonly replicas: number | undefined
  readonly labels: TextMap | undefined
  readonly updateConfig: UpdateConfig | undefined
  readonly rollbackConfig: UpdateConfig | undefined
  readonly limits: Resources | undefined
  readonly reservations: Resources | undefined
  readonly restartPolicy: RestartPolicy | undefined
  readonly constraints: readonly string[] | undefined
  readonly preferences: readonly string[] | undefined
  readonly maxReplicas: number
}

export interface UpdateConfig {
  /** 1 where it is absent; 0 is all at once. */
  readonly parallelism: number | undefined
  readonly delay: number
  readonly failureAction: string
  readonly monitor: number
  readonly maxFailureRatio: number
  readonly order: string
}

export interface Resources {
  /** Checked when converted, after merging. */
  readonly cpus: string
  /** Bytes. */
  readonly memory: number
  readonly pids: number
  readonly generic: readonly (GenericResource | undefined)[] | undefined
}

export interface GenericResource {
  readonly kind: string
  readonly value: number
}

export interface RestartPolicy {
  readonly condition: string
  readonly delay: number | undefined
  readonly maxAttempts: number | undefined
  readonly window: number | undefined
}

export interface Network {
  /** '' takes the stack's name and the key. */
  readonly name: string
  readonly external: boolean
  /** '' is overlay. */
  readonly driver: string
  readonly driverOptions: TextMap | undefined
  readonly internal: boolean
  readonly attachable: boolean
  readonly labels: TextMap | undefined
  readonly ipam: { readonly driver: string; readonly subnets: readonly string[] }
}

export interface Volume {
  readonly name: string
  readonly external: boolean
  readonly driver: string
  readonly driverOptions: TextMap | undefined
  readonly labels: TextMap | undefined
}

/** A secret or a config. */
export interface FileObject {
  readonly place: Place
  readonly name: string
  readonly external: boolean
  /** As written; relative to the first compose file's folder. '' where none is named. */
  readonly file: string
  readonly filePlace: Place
  readonly labels: TextMap | undefined
  readonly driver: string
  readonly driverOptions: TextMap | undefined
  readonly templateDriver: string
}
