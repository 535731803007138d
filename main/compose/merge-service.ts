import { mergeExtensions } from './merge-extensions.ts'
import {
  mergeAppended,
  mergeByKey,
  mergeEnvironment,
  mergeMaps,
  mergeNonZero,
  mergeOptional,
  mergeText,
} from './merge-values.ts'
import type {
  Deploy,
  Healthcheck,
  Logging,
  Resources,
  RestartPolicy,
  Service,
  ServiceNetwork,
  UpdateConfig,
} from './stack-file.ts'

/**
 * Merges a service of a later file into an earlier one (docker CLI's cli/compose/loader/merge.go over mergo):
 *
 * - text and numbers: the later one, unless it is empty or 0; a flag once true stays true
 * - lists (cap_add, dns, extra_hosts, constraints, healthcheck.test, …): the later one is appended
 * - command, entrypoint: the later one, unless it is empty
 * - ports: both, no port twice, sorted by published port
 * - secrets, configs: by source, the later one; sorted by source
 * - volumes: by target, the later one; sorted by target
 * - labels, sysctls, ulimits: by key, the later one; environment: so, too, but an empty later value leaves the earlier
 * - networks: by key; the aliases are the later one's
 * - logging: options of the same driver are merged; another driver replaces it
 * - replicas, retries, max_attempts, parallelism: the later one, 0 included
 */
export function mergeService(base: Service, override: Service): Service {
  const text = (pick: (service: Service) => string) => mergeText(pick(base), pick(override))
  const appended = (pick: (service: Service) => readonly string[] | undefined) =>
    mergeAppended(pick(base), pick(override))
  return {
    name: base.name,
    place: base.place,
    places: new Map([...base.places, ...override.places]),
    image: text((service) => service.image),
    hostname: text((service) => service.hostname),
    user: text((service) => service.user),
    workingDir: text((service) => service.workingDir),
    stopSignal: text((service) => service.stopSignal),
    isolation: text((service) => service.isolation),
    restart: text((service) => service.restart),
    readOnly: base.readOnly || override.readOnly,
    tty: base.tty || override.tty,
    stdinOpen: base.stdinOpen || override.stdinOpen,
    init: base.init === undefined ? override.init : base.init || override.init === true,
    stopGracePeriod: mergeNonZero(base.stopGracePeriod, override.stopGracePeriod),
    capAdd: appended((service) => service.capAdd),
    capDrop: appended((service) => service.capDrop),
    dns: appended((service) => service.dns),
    dnsSearch: appended((service) => service.dnsSearch),
    extraHosts: appended((service) => service.extraHosts),
    command: mergeCommand(base.command, override.command),
    entrypoint: mergeCommand(base.entrypoint, override.entrypoint),
    environment: mergeEnvironment(base.environment, override.environment),
    labels: mergeMaps(base.labels, override.labels),
    sysctls: mergeMaps(base.sysctls, override.sysctls),
    ulimits: mergeMaps(base.ulimits, override.ulimits),
    networks: mergeNetworks(base.networks, override.networks),
    ports: mergeByKey(
      base.ports,
      override.ports,
      ({ mode, target, published, protocol }) => `${mode},${target},${published},${protocol}`,
      (port) => port.published,
    ),
    secrets: mergeByKey(
      base.secrets,
      override.secrets,
      (secret) => secret.source,
      (secret) => secret.source,
    ),
    configs: mergeByKey(
      base.configs,
      override.configs,
      (config) => config.source,
      (config) => config.source,
    ),
    volumes: mergeByKey(
      base.volumes,
      override.volumes,
      (volume) => volume.target,
      (volume) => volume.target,
    ),
    logging: mergeOptional(base.logging, override.logging, mergeLogging),
    healthcheck: mergeOptional(base.healthcheck, override.healthcheck, mergeHealthcheck),
    credentialSpec: {
      config: text((service) => service.credentialSpec.config),
      file: text((service) => service.credentialSpec.file),
      registry: text((service) => service.credentialSpec.registry),
    },
    deploy: mergeDeploy(base.deploy, override.deploy),
    extensions: mergeExtensions(base.name, base.extensions, override.extensions),
  }
}

function mergeCommand(base: readonly string[] | undefined, override: readonly string[] | undefined) {
  return base === undefined || (override?.length ?? 0) > 0 ? override : base
}

function mergeNetworks(base: Service['networks'], override: Service['networks']): Service['networks'] {
  if (base === undefined || override === undefined) return base ?? override
  const merged = new Map(base)
  for (const [name, network] of override) {
    const earlier = base.get(name)
    if (earlier === undefined) merged.set(name, network)
    else if (network !== undefined) merged.set(name, mergeNetwork(earlier, network))
  }
  return merged
}

/** Docker takes the later aliases, even none, and keeps the earlier driver options. */
function mergeNetwork(base: ServiceNetwork, override: ServiceNetwork): ServiceNetwork {
  return { aliases: override.aliases, driverOptions: base.driverOptions }
}

/** Options of a later file are lost where the earlier one has the same driver and no options, as in Docker. */
function mergeLogging(base: Logging, override: Logging): Logging {
  if (base.driver !== override.driver && base.driver !== '' && override.driver !== '') return override
  return {
    driver: base.driver || override.driver,
    options: base.options === undefined ? undefined : mergeMaps(base.options, override.options),
  }
}

function mergeHealthcheck(base: Healthcheck, override: Healthcheck): Healthcheck {
  return {
    test: mergeAppended(base.test, override.test),
    timeout: mergeNonZero(base.timeout, override.timeout),
    interval: mergeNonZero(base.interval, override.interval),
    startPeriod: mergeNonZero(base.startPeriod, override.startPeriod),
    startInterval: mergeNonZero(base.startInterval, override.startInterval),
    retries: override.retries ?? base.retries,
    disable: base.disable || override.disable,
  }
}

function mergeDeploy(base: Deploy, override: Deploy): Deploy {
  return {
    mode: mergeText(base.mode, override.mode),
    endpointMode: mergeText(base.endpointMode, override.endpointMode),
    replicas: override.replicas ?? base.replicas,
    labels: mergeMaps(base.labels, override.labels),
    updateConfig: mergeOptional(base.updateConfig, override.updateConfig, mergeUpdateConfig),
    rollbackConfig: mergeOptional(base.rollbackConfig, override.rollbackConfig, mergeUpdateConfig),
    limits: mergeOptional(base.limits, override.limits, mergeResources),
    reservations: mergeOptional(base.reservations, override.reservations, mergeResources),
    restartPolicy: mergeOptional(base.restartPolicy, override.restartPolicy, mergeRestartPolicy),
    constraints: mergeAppended(base.constraints, override.constraints),
    preferences: mergeAppended(base.preferences, override.preferences),
    maxReplicas: override.maxReplicas || base.maxReplicas,
  }
}

function mergeUpdateConfig(base: UpdateConfig, override: UpdateConfig): UpdateConfig {
  return {
    parallelism: override.parallelism ?? base.parallelism,
    delay: override.delay || base.delay,
    failureAction: mergeText(base.failureAction, override.failureAction),
    monitor: override.monitor || base.monitor,
    maxFailureRatio: override.maxFailureRatio || base.maxFailureRatio,
    order: mergeText(base.order, override.order),
  }
}

function mergeResources(base: Resources, override: Resources): Resources {
  return {
    cpus: mergeText(base.cpus, override.cpus),
    memory: override.memory || base.memory,
    pids: override.pids || base.pids,
    generic: mergeAppended(base.generic, override.generic),
  }
}

function mergeRestartPolicy(base: RestartPolicy, override: RestartPolicy): RestartPolicy {
  return {
    condition: mergeText(base.condition, override.condition),
    delay: mergeNonZero(base.delay, override.delay),
    maxAttempts: override.maxAttempts ?? base.maxAttempts,
    window: mergeNonZero(base.window, override.window),
  }
}
