import {
  type Options,
  count,
  duration,
  integer,
  items,
  number,
  optionsOf,
  pairs,
  size,
  text,
  texts,
  within,
} from './read-option.ts'
import type { Deploy, GenericResource, Resources, RestartPolicy, UpdateConfig } from './stack-file.ts'

/** `deploy:` of a service; absent and null are an empty one. */
export function loadDeploy(service: Options): Deploy {
  const deploy = within(service, 'deploy') ?? emptyOptions(service)
  const resources = within(deploy, 'resources')
  const placement = within(deploy, 'placement')
  return {
    mode: text(deploy, 'mode'),
    endpointMode: text(deploy, 'endpoint_mode'),
    replicas: count(deploy, 'replicas'),
    labels: pairs(deploy, 'labels'),
    updateConfig: loadUpdateConfig(within(deploy, 'update_config')),
    rollbackConfig: loadUpdateConfig(within(deploy, 'rollback_config')),
    limits: resources && loadResources(within(resources, 'limits')),
    reservations: resources && loadResources(within(resources, 'reservations')),
    restartPolicy: loadRestartPolicy(within(deploy, 'restart_policy')),
    constraints: placement && texts(placement, 'constraints'),
    preferences:
      placement && items(placement, 'preferences')?.map((item) => text(optionsOf(item.value, item.path), 'spread')),
    maxReplicas: (placement && count(placement, 'max_replicas_per_node')) ?? 0,
  }
}

function loadUpdateConfig(options: Options | undefined): UpdateConfig | undefined {
  return (
    options && {
      parallelism: count(options, 'parallelism'),
      delay: duration(options, 'delay') ?? 0,
      failureAction: text(options, 'failure_action'),
      monitor: duration(options, 'monitor') ?? 0,
      maxFailureRatio: number(options, 'max_failure_ratio') ?? 0,
      order: text(options, 'order'),
    }
  )
}

function loadResources(options: Options | undefined): Resources | undefined {
  return (
    options && {
      cpus: text(options, 'cpus'),
      memory: size(options, 'memory'),
      pids: integer(options, 'pids') ?? 0,
      generic: items(options, 'generic_resources')?.map((item) =>
        loadGenericResource(within(optionsOf(item.value, item.path), 'discrete_resource_spec')),
      ),
    }
  )
}

function loadGenericResource(options: Options | undefined): GenericResource | undefined {
  return options && { kind: text(options, 'kind'), value: integer(options, 'value') ?? 0 }
}

function loadRestartPolicy(options: Options | undefined): RestartPolicy | undefined {
  return (
    options && {
      condition: text(options, 'condition'),
      delay: duration(options, 'delay'),
      maxAttempts: count(options, 'max_attempts'),
      window: duration(options, 'window'),
    }
  )
}

function emptyOptions(service: Options): Options {
  return { map: { kind: 'map', entries: new Map(), place: service.map.place }, path: `${service.path}.deploy` }
}
