import { ComposeError } from './compose-error.ts'
import { containerBody } from './convert-container.ts'
import type {
  ModeBody,
  NetworkAttachmentBody,
  PlacementBody,
  PortBody,
  ResourcesBody,
  RestartPolicyBody,
  ServiceBody,
  UpdateConfigBody,
} from './engine-bodies.ts'
import { parseCpus } from './cpus.ts'
import { asFloat32 } from './quantity.ts'
import { goSort } from './go-sort.ts'
import { compare } from './merge-values.ts'
import type { Place } from './place.ts'
import type { Service, StackFile, UpdateConfig } from './stack-file.ts'
import { isUserNetwork, optionalRecord, scoped, stackLabels } from './stack-names.ts'

const imageLabel = 'com.docker.stack.image'

/** The body of a service (docker CLI's cli/compose/convert/service.go). Throws ComposeError for what cannot be one. */
export function serviceBody(service: Service, file: StackFile, stack: string): ServiceBody {
  const { deploy } = service
  return {
    Name: scoped(stack, service.name),
    Labels: { ...stackLabels(stack, deploy.labels), [imageLabel]: service.image },
    TaskTemplate: {
      ContainerSpec: containerBody(service, file, stack),
      Resources: resources(service),
      RestartPolicy: restartPolicy(service),
      Placement: placement(service),
      Networks: attachments(service, file, stack),
      LogDriver: service.logging && {
        Name: service.logging.driver || undefined,
        Options: optionalRecord(service.logging.options),
      },
      ForceUpdate: 0,
    },
    Mode: mode(service),
    UpdateConfig: updateConfig(service, 'update_config', deploy.updateConfig),
    RollbackConfig: updateConfig(service, 'rollback_config', deploy.rollbackConfig),
    EndpointSpec: {
      Mode: deploy.endpointMode.toLowerCase() || undefined,
      Ports: ports(service),
    },
  }
}

function placeOf(service: Service, option: string): Place {
  return service.places.get(option) ?? service.place
}

function ports(service: Service): readonly PortBody[] {
  const sorted = goSort(service.ports ?? [], (one, other) => one.published < other.published)
  return sorted.map((port) => ({
    Protocol: port.protocol || undefined,
    TargetPort: port.target || undefined,
    PublishedPort: port.published || undefined,
    PublishMode: port.mode || undefined,
  }))
}

/** Without `mode:` a service is replicated; without `replicas:` the server runs one. */
function mode(service: Service): ModeBody {
  const { mode, replicas } = service.deploy
  switch (mode) {
    case 'global':
    case 'global-job':
      if (replicas !== undefined) {
        throw new ComposeError(
          { code: 'replicas-with-global', service: service.name },
          placeOf(service, 'deploy.replicas'),
        )
      }
      return mode === 'global' ? { Global: {} } : { GlobalJob: {} }
    case 'replicated-job':
      return { ReplicatedJob: { MaxConcurrent: replicas, TotalCompletions: replicas } }
    case 'replicated':
    case '':
      return { Replicated: { Replicas: replicas } }
    default:
      throw new ComposeError({ code: 'mode-unknown', service: service.name, mode }, placeOf(service, 'deploy.mode'))
  }
}

function resources(service: Service): ResourcesBody {
  const { limits, reservations } = service.deploy
  return {
    Limits: limits && {
      NanoCPUs: cpus(service, 'limits', limits.cpus),
      MemoryBytes: limits.memory || undefined,
      Pids: limits.pids || undefined,
    },
    Reservations: reservations && {
      NanoCPUs: cpus(service, 'reservations', reservations.cpus),
      MemoryBytes: reservations.memory || undefined,
      GenericResources: reservations.generic?.map((one) =>
        one === undefined
          ? {}
          : { DiscreteResourceSpec: { Kind: one.kind || undefined, Value: one.value || undefined } },
      ),
    },
  }
}

function cpus(service: Service, kind: string, text: string): number | undefined {
  if (text === '') return undefined
  const billionths = parseCpus(text)
  if (billionths !== undefined) return billionths || undefined
  const path = `services.${service.name}.deploy.resources.${kind}.cpus`
  throw new ComposeError(
    { code: 'value-invalid', path, value: text, wanted: 'cpus' },
    placeOf(service, 'deploy.resources'),
  )
}

/** `deploy.restart_policy`, or what the older `restart:` says. */
function restartPolicy(service: Service): RestartPolicyBody | undefined {
  const policy = service.deploy.restartPolicy
  if (policy !== undefined) {
    return {
      Condition: policy.condition || undefined,
      Delay: policy.delay,
      MaxAttempts: policy.maxAttempts,
      Window: policy.window,
    }
  }
  const [, name, times] = /^([^:]*)(?::([-+]?[0-9]+)?)?$/.exec(service.restart) ?? []
  const count = BigInt((times ?? '0').replace('+', ''))
  if (name === undefined || service.restart.startsWith(':') || BigInt.asIntN(64, count) !== count) {
    throw badRestart(service)
  }
  switch (name) {
    case 'no':
    case '':
      return undefined
    case 'always':
    case 'unless-stopped':
      return { Condition: 'any' }
    case 'on-failure':
      return { Condition: 'on-failure', MaxAttempts: Math.min(Number(BigInt.asUintN(64, count)), mostAttempts) }
    default:
      throw badRestart(service)
  }
}

/** Docker takes a negative number for the largest of 64 bits; this is the largest that JavaScript writes and Go reads. */
const mostAttempts = 2 ** 64 - 2 ** 11

function badRestart(service: Service): ComposeError {
  const path = `services.${service.name}.restart`
  return new ComposeError(
    { code: 'value-invalid', path, value: service.restart, wanted: 'restart' },
    placeOf(service, 'restart'),
  )
}

function placement(service: Service): PlacementBody {
  const { constraints, preferences, maxReplicas } = service.deploy
  return {
    Constraints: constraints,
    Preferences: preferences?.map((spread) => ({ Spread: { SpreadDescriptor: spread } })),
    MaxReplicas: maxReplicas || undefined,
  }
}

/** The service's networks, or `default`; it can be found in each by its short name, beside the aliases. */
function attachments(service: Service, file: StackFile, stack: string): readonly NetworkAttachmentBody[] {
  const networks = service.networks?.size ? service.networks : new Map([['default', undefined]])
  return [...networks]
    .map(([key, attachment]) => {
      const network = file.networks.get(key)
      if (network === undefined && key !== 'default') {
        throw new ComposeError(
          { code: 'undefined-reference', service: service.name, kind: 'network', name: key },
          placeOf(service, 'networks'),
        )
      }
      const Target = network?.name || scoped(stack, key)
      const aliases = attachment?.aliases ?? []
      return {
        Target,
        Aliases: isUserNetwork(Target) ? [...aliases, service.name] : aliases,
        DriverOpts: optionalRecord(attachment?.driverOptions),
      }
    })
    .sort((one, other) => compare(one.Target, other.Target))
}

/** One task at a time where the file does not say; the order is the server's choice then (''). */
function updateConfig(service: Service, kind: string, config: UpdateConfig | undefined): UpdateConfigBody | undefined {
  return (
    config && {
      Parallelism: config.parallelism ?? 1,
      Delay: config.delay || undefined,
      FailureAction: config.failureAction || undefined,
      Monitor: config.monitor || undefined,
      MaxFailureRatio: ratio(service, `${kind}.max_failure_ratio`, config.maxFailureRatio),
      Order: config.order,
    }
  )
}

function ratio(service: Service, option: string, number: number): number {
  const single = asFloat32(number)
  if (Number.isFinite(single)) return single
  const path = `services.${service.name}.deploy.${option}`
  throw new ComposeError(
    { code: 'value-invalid', path, value: String(number), wanted: 'number-in-range' },
    service.place,
  )
}
