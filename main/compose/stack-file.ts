import type { Place } from './place.ts'
import type { Value } from './value.ts'

/**
 * A compose file as Docker's loader understands it: short forms are long ones, variables of the environment are filled
 * in. An absent list, map or number is undefined, which merging tells from an empty one; absent text is '', as in Docker.
 *
 * Each member says which of Docker's rules it follows where it is read and sent. Types and versions are in format.ts, the
 * rule for several files in merge-service.ts (services) and merge.ts (all else: the later definition as a whole), and what
 * a swarm has no use for in load-service.ts and ignored-options.ts.
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
  /** Sent as written and not sent when empty, and so are the four below it; the server checks them. */
  readonly hostname: string
  readonly user: string
  readonly workingDir: string
  readonly stopSignal: string
  readonly isolation: string
  /** Only where `deploy.restart_policy` is absent: always, unless-stopped, on-failure[:times], no. */
  readonly restart: string
  /** Off is as good as absent, here and for the two below: a later file cannot switch them off. */
  readonly readOnly: boolean
  readonly tty: boolean
  readonly stdinOpen: boolean
  /** Undefined leaves the choice to the server. */
  readonly init: boolean | undefined
  /** Nanoseconds, like all durations here, by Go's time.ParseDuration (duration.ts); without it the server waits 10 s. */
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
  /** Of the containers; those of the service are `deploy.labels`. A map or `KEY=value`; the stack's own label is added. */
  readonly labels: TextMap | undefined
  /** A map or `KEY=value`, sent as text. */
  readonly sysctls: TextMap | undefined
  /** By name, which is not checked; sent sorted by it. */
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
  /** Undefined leaves the choice to the server. */
  readonly logging: Logging | undefined
  /** Undefined leaves the image's own check. */
  readonly healthcheck: Healthcheck | undefined
  /** Of Windows; at most one of its members, checked when converted. */
  readonly credentialSpec: CredentialSpec
  readonly deploy: Deploy
  /** `x-` options, which only merging looks at. */
  readonly extensions: ReadonlyMap<string, Value>
}

export interface Ulimit {
  /** Both limits at once, where it is not 0. */
  readonly single: number
  readonly soft: number
  readonly hard: number
}

export interface ServiceNetwork {
  /** Sent with the service's own name behind them, except in networks that every machine has. */
  readonly aliases: readonly string[] | undefined
  readonly driverOptions: TextMap | undefined
}

export interface Port {
  /** ingress in the short form; as written in the long form, where '' leaves it to the server. */
  readonly mode: string
  readonly target: number
  /** 0: the swarm chooses. Docker keeps 32 bits of it and of the target. */
  readonly published: number
  readonly protocol: string
}

export interface FileReference {
  readonly place: Place
  /** A key of the file's own section, and the target where that is ''. */
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
  /** volume ('' too), bind, tmpfs, npipe, image, cluster; which options each may have is checked when converted. */
  readonly type: string
  /** A key of `volumes:`, or for a bind mount a path: `~` is HOME of the settings, a relative one is the recipe's. */
  readonly source: string
  readonly target: string
  readonly readOnly: boolean
  /** Sent as written. */
  readonly consistency: string
  readonly bind: { readonly propagation: string } | undefined
  readonly volume: { readonly noCopy: boolean; readonly subpath: string } | undefined
  /** Bytes. */
  readonly tmpfs: { readonly size: number } | undefined
}

export interface Logging {
  /** '' takes the server's own. */
  readonly driver: string
  /** Values are sent as text. */
  readonly options: TextMap | undefined
}

export interface Healthcheck {
  /** Text is run by a shell (CMD-SHELL); the first item of a list says how. */
  readonly test: readonly string[] | undefined
  /** 0 is as good as absent: the server's or the image's own, and so for the numbers below. */
  readonly timeout: number | undefined
  readonly interval: number | undefined
  readonly startPeriod: number | undefined
  readonly startInterval: number | undefined
  readonly retries: number | undefined
  /** Sent as the test NONE; refused beside another test. */
  readonly disable: boolean
}

export interface CredentialSpec {
  /** A key of `configs:`, found by its key or its scoped key only. */
  readonly config: string
  readonly file: string
  readonly registry: string
}

export interface Deploy {
  /** replicated ('' too), global, replicated-job, global-job. */
  readonly mode: string
  /** vip or dnsrr, in any case; checked by the server. */
  readonly endpointMode: string
  /** Of replicated modes, refused for global ones; for a job both how many run at once and how many in all. */
  readonly replicas: number | undefined
  /** Of the service; the stack's name and the image are added. */
  readonly labels: TextMap | undefined
  readonly updateConfig: UpdateConfig | undefined
  readonly rollbackConfig: UpdateConfig | undefined
  readonly limits: Resources | undefined
  readonly reservations: Resources | undefined
  /** Goes before `restart`. */
  readonly restartPolicy: RestartPolicy | undefined
  /** As written; checked by the server. */
  readonly constraints: readonly string[] | undefined
  /** What to spread over. */
  readonly preferences: readonly string[] | undefined
  /** On each node; 0 is any number. */
  readonly maxReplicas: number
}

export interface UpdateConfig {
  /** 1 where it is absent; 0 is all at once. */
  readonly parallelism: number | undefined
  /** 0 is as good as absent, and so for the two numbers below. */
  readonly delay: number
  /** pause, continue or rollback; checked by the server. */
  readonly failureAction: string
  readonly monitor: number
  /** Sent with the precision of a float32. */
  readonly maxFailureRatio: number
  /** start-first or stop-first. */
  readonly order: string
}

export interface Resources {
  /** Checked when converted, after merging. */
  readonly cpus: string
  /** Bytes, by docker/go-units (quantity.ts); 0 is no limit, and so for the processes. */
  readonly memory: number
  readonly pids: number
  /** In order; an item without a specification is sent empty. */
  readonly generic: readonly (GenericResource | undefined)[] | undefined
}

export interface GenericResource {
  readonly kind: string
  readonly value: number
}

export interface RestartPolicy {
  /** none, on-failure or any; checked by the server. */
  readonly condition: string
  /** What is absent is the server's choice, 0 is sent. */
  readonly delay: number | undefined
  readonly maxAttempts: number | undefined
  readonly window: number | undefined
}

export interface Network {
  /** '' takes the stack's name and the key; an external one is called by its key then. */
  readonly name: string
  /** It must be there; nothing of it is sent. */
  readonly external: boolean
  /** '' is overlay. */
  readonly driver: string
  readonly driverOptions: TextMap | undefined
  /** Sent as written, also when off. */
  readonly internal: boolean
  readonly attachable: boolean
  readonly labels: TextMap | undefined
  /** Not sent where it says nothing. */
  readonly ipam: { readonly driver: string; readonly subnets: readonly string[] }
}

export interface Volume {
  /** As for a network. The volume is sent with each mount, and made by the server where a task needs it. */
  readonly name: string
  /** Refused beside driver, driver options and labels. */
  readonly external: boolean
  /** Sent where it or its options are there. */
  readonly driver: string
  readonly driverOptions: TextMap | undefined
  readonly labels: TextMap | undefined
}

/** A secret or a config. Those of a file are made, used or not. */
export interface FileObject {
  readonly place: Place
  /** As for a network. */
  readonly name: string
  /** Its file is not even looked for. */
  readonly external: boolean
  /** As written; relative to the first compose file's folder. '' where none is named. */
  readonly file: string
  readonly filePlace: Place
  readonly labels: TextMap | undefined
  /** Of a secret: its value comes from there instead of a file. */
  readonly driver: string
  readonly driverOptions: TextMap | undefined
  /** golang, or '' for a file that is taken as it is. */
  readonly templateDriver: string
}
