/**
 * The JSON bodies of the Engine's API (v1.47) that a stack is made of, as `docker stack deploy` fills them. Durations
 * are nanoseconds, sizes are bytes, CPUs are billionths. Three references can only be filled in at run time, because
 * the Engine names the objects: `SecretID` is "secret:NAME", `ConfigID` "config:NAME", a network's `Target` its name.
 */
export type Labels = Readonly<Record<string, string>>

export interface NetworkBody {
  readonly Name: string
  readonly Driver: string
  readonly Internal: boolean
  readonly Attachable: boolean
  readonly Ingress: false
  readonly ConfigOnly: false
  readonly Scope: ''
  readonly Labels: Labels
  readonly Options?: Labels
  readonly IPAM?: { readonly Driver: string; readonly Config?: readonly { readonly Subnet?: string }[] }
}

interface DriverBody {
  readonly Name?: string
  readonly Options?: Labels
}

export interface SecretBody {
  readonly Name: string
  readonly Labels: Labels
  /** Base64. */
  readonly Data?: string
  readonly Driver?: DriverBody
  readonly Templating?: DriverBody
}

export interface ConfigBody {
  readonly Name: string
  readonly Labels: Labels
  /** Base64. */
  readonly Data?: string
  readonly Templating?: DriverBody
}

export interface FileTarget {
  readonly Name: string
  readonly UID: string
  readonly GID: string
  readonly Mode: number
}

export interface SecretReference {
  readonly SecretID: string
  readonly SecretName: string
  readonly File: FileTarget
}

export interface ConfigReference {
  readonly ConfigID: string
  readonly ConfigName: string
  readonly File?: FileTarget
  readonly Runtime?: Readonly<Record<string, never>>
}

export interface MountBody {
  readonly Type?: string
  readonly Source?: string
  readonly Target?: string
  readonly ReadOnly?: boolean
  readonly Consistency?: string
  readonly BindOptions?: { readonly Propagation?: string }
  readonly VolumeOptions?: {
    readonly NoCopy?: boolean
    readonly Labels?: Labels
    /** The folder of the volume that is mounted, instead of all of it. */
    readonly Subpath?: string
    readonly DriverConfig?: DriverBody
  }
  readonly TmpfsOptions?: { readonly SizeBytes?: number }
  readonly ImageOptions?: { readonly Subpath?: string }
  readonly ClusterOptions?: Readonly<Record<string, never>>
}

export interface HealthBody {
  readonly Test?: readonly string[]
  readonly Interval?: number
  readonly Timeout?: number
  readonly StartPeriod?: number
  readonly StartInterval?: number
  readonly Retries?: number
}

export interface ContainerBody {
  readonly Image: string
  readonly Labels: Labels
  readonly Command?: readonly string[]
  readonly Args?: readonly string[]
  readonly Hostname?: string
  readonly Env?: readonly string[]
  readonly Dir?: string
  readonly User?: string
  readonly StopSignal?: string
  readonly TTY?: boolean
  readonly OpenStdin?: boolean
  readonly ReadOnly?: boolean
  readonly Mounts?: readonly MountBody[]
  readonly StopGracePeriod?: number
  readonly Healthcheck?: HealthBody
  readonly Hosts?: readonly string[]
  readonly DNSConfig?: { readonly Nameservers?: readonly string[]; readonly Search?: readonly string[] }
  readonly Secrets?: readonly SecretReference[]
  readonly Configs?: readonly ConfigReference[]
  readonly Isolation?: string
  readonly Init?: boolean
  readonly Sysctls?: Labels
  readonly CapabilityAdd?: readonly string[]
  readonly CapabilityDrop?: readonly string[]
  readonly Ulimits?: readonly { readonly Name: string; readonly Hard: number; readonly Soft: number }[]
  readonly Privileges: {
    readonly CredentialSpec?: { readonly Config?: string; readonly File?: string; readonly Registry?: string }
  }
}

export interface ResourcesBody {
  readonly Limits?: { readonly NanoCPUs?: number; readonly MemoryBytes?: number; readonly Pids?: number }
  readonly Reservations?: {
    readonly NanoCPUs?: number
    readonly MemoryBytes?: number
    readonly GenericResources?: readonly {
      readonly DiscreteResourceSpec?: { readonly Kind?: string; readonly Value?: number }
    }[]
  }
}

export interface RestartPolicyBody {
  readonly Condition?: string
  readonly Delay?: number
  readonly MaxAttempts?: number
  readonly Window?: number
}

export interface PlacementBody {
  readonly Constraints?: readonly string[]
  readonly Preferences?: readonly { readonly Spread: { readonly SpreadDescriptor: string } }[]
  readonly MaxReplicas?: number
  /** Filled in by the sender with what the registry says of the image. */
  readonly Platforms?: readonly { readonly Architecture: string; readonly OS: string }[]
}

export interface NetworkAttachmentBody {
  readonly Target: string
  readonly Aliases?: readonly string[]
  readonly DriverOpts?: Labels
}

export interface UpdateConfigBody {
  readonly Parallelism: number
  readonly Delay?: number
  readonly FailureAction?: string
  readonly Monitor?: number
  readonly MaxFailureRatio: number
  readonly Order: string
}

export interface PortBody {
  readonly Protocol?: string
  readonly TargetPort?: number
  readonly PublishedPort?: number
  readonly PublishMode?: string
}

export interface ModeBody {
  readonly Replicated?: { readonly Replicas?: number }
  readonly Global?: Readonly<Record<string, never>>
  readonly ReplicatedJob?: { readonly MaxConcurrent?: number; readonly TotalCompletions?: number }
  readonly GlobalJob?: Readonly<Record<string, never>>
}

export interface ServiceBody {
  readonly Name: string
  readonly Labels: Labels
  readonly TaskTemplate: {
    readonly ContainerSpec: ContainerBody
    readonly Resources: ResourcesBody
    readonly RestartPolicy?: RestartPolicyBody
    readonly Placement: PlacementBody
    readonly Networks: readonly NetworkAttachmentBody[]
    readonly LogDriver?: DriverBody
    /** Zero for a new service; the sender copies the running service's value, or an unchanged update would restart it. */
    readonly ForceUpdate: number
  }
  readonly Mode: ModeBody
  readonly UpdateConfig?: UpdateConfigBody
  readonly RollbackConfig?: UpdateConfigBody
  readonly EndpointSpec: { readonly Mode?: string; readonly Ports?: readonly PortBody[] }
}
