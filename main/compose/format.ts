import {
  type MapRule,
  choice,
  command,
  driverOptions,
  duration,
  flag,
  integer,
  list,
  map,
  mapOrList,
  memberName,
  number,
  oneOfTypes,
  openMap,
  openMapOf,
  since,
  text,
  textList,
  textOrList,
  uniqueList,
} from './rules.ts'

/**
 * The Compose file format 3.0 to 3.13 as docker CLI 28.2.2 checks it. `since(n, …)` marks what version 3.n added. Not
 * everything that is allowed does something: see `unsupported` and `deprecated` in ignored-options.ts. What each option
 * means is said at its member in stack-file.ts.
 */
export const newestMinor = 13

const build = choice(text, {
  ...map({
    context: text,
    dockerfile: text,
    args: mapOrList,
    cache_from: since(2, textList),
    labels: since(3, mapOrList),
    network: since(4, text),
    target: since(4, text),
    shm_size: since(5, oneOfTypes('integer', 'string')),
    extra_hosts: since(9, mapOrList),
  }),
  others: { allowSince: 11 },
})

const fileReference = choice(text, openMap({ source: text, target: text, uid: text, gid: text, mode: number }))

const serviceNetworks = choice(textList, {
  ...map({}),
  named: {
    pattern: memberName,
    rule: {
      ...map({ aliases: textList, ipv4_address: text, ipv6_address: text, driver_opts: since(13, driverOptions) }),
      orNull: true,
    },
  },
})

const port = choice(number, text, since(2, map({ mode: text, target: integer, published: integer, protocol: text })))

const serviceVolume = choice(
  text,
  since(2, {
    ...map({
      type: text,
      source: text,
      target: text,
      read_only: flag,
      consistency: text,
      bind: openMap({ propagation: text }),
      volume: openMap({ nocopy: flag }),
      tmpfs: since(6, openMap({ size: { ...integer, minimum: 0 } })),
    }),
    required: ['type'],
  }),
)

const healthcheck = map({
  disable: flag,
  interval: duration,
  timeout: duration,
  retries: number,
  test: command,
  start_period: since(4, duration),
  start_interval: since(12, duration),
})

const updateConfig = map({
  parallelism: integer,
  delay: duration,
  failure_action: text,
  monitor: duration,
  max_failure_ratio: number,
  order: since(4, { ...text, choices: ['start-first', 'stop-first'] }),
})

const genericResources = list(map({ discrete_resource_spec: map({ kind: text, value: number }) }))

const deploy: MapRule = {
  ...map({
    mode: text,
    endpoint_mode: since(2, text),
    replicas: integer,
    labels: mapOrList,
    update_config: updateConfig,
    rollback_config: since(7, updateConfig),
    resources: map({
      limits: map({ cpus: text, memory: text, pids: since(9, integer) }),
      reservations: map({ cpus: text, memory: text, generic_resources: since(5, genericResources) }),
    }),
    restart_policy: map({ condition: text, delay: duration, max_attempts: integer, window: duration }),
    placement: map({
      constraints: list(text),
      preferences: since(3, list(map({ spread: text }))),
      max_replicas_per_node: since(8, integer),
    }),
  }),
  orNull: true,
}

const service: MapRule = {
  ...map({
    build,
    cap_add: textList,
    cap_drop: textList,
    cgroup_parent: text,
    cgroupns_mode: since(9, text),
    command,
    configs: since(3, list(fileReference)),
    container_name: text,
    credential_spec: since(3, map({ config: since(8, text), file: text, registry: text })),
    depends_on: textList,
    deploy,
    devices: textList,
    dns: textOrList,
    dns_search: textOrList,
    domainname: text,
    entrypoint: command,
    env_file: textOrList,
    environment: mapOrList,
    expose: uniqueList(oneOfTypes('string', 'number')),
    external_links: textList,
    extra_hosts: mapOrList,
    healthcheck,
    hostname: text,
    image: text,
    init: since(7, flag),
    ipc: text,
    isolation: since(5, text),
    labels: mapOrList,
    links: textList,
    logging: map({ driver: text, options: openMapOf(oneOfTypes('string', 'number', 'null')) }),
    mac_address: text,
    network_mode: text,
    networks: serviceNetworks,
    oom_score_adj: since(13, integer),
    pid: oneOfTypes('string', 'null'),
    ports: uniqueList(port),
    privileged: flag,
    read_only: flag,
    restart: text,
    secrets: since(1, list(fileReference)),
    security_opt: textList,
    shm_size: oneOfTypes('number', 'string'),
    stdin_open: flag,
    stop_grace_period: duration,
    stop_signal: text,
    sysctls: mapOrList,
    tmpfs: textOrList,
    tty: flag,
    ulimits: {
      ...openMap({}),
      named: {
        pattern: /^[a-z]+$/,
        rule: choice(integer, { ...map({ hard: integer, soft: integer }), required: ['soft', 'hard'] }),
      },
    },
    user: text,
    userns_mode: text,
    volumes: { ...list(serviceVolume), unique: { until: 1 } },
    working_dir: text,
  }),
  extensions: { since: 7 },
}

const network: MapRule = {
  ...map({
    name: since(5, text),
    driver: text,
    driver_opts: driverOptions,
    ipam: map({ driver: text, config: list(map({ subnet: text })) }),
    external: choice(flag, map({ name: text })),
    internal: flag,
    attachable: since(2, flag),
    labels: mapOrList,
  }),
  extensions: { since: 7 },
  orNull: true,
}

const topology = list(openMap({ segments: mapOrList }))

/** Volumes of the cluster (CSI); a stack only refers to them. */
const clusterSpec = openMap({
  group: text,
  availability: text,
  access_mode: openMap({
    scope: text,
    sharing: text,
    block_volume: openMap({}),
    mount_volume: openMap({ fs_type: text, mount_flags: list(text) }),
  }),
  accessibility_requirements: openMap({ requisite: topology, preferred: topology }),
  capacity_range: openMap({ required_bytes: text, limit_bytes: text }),
})

const volume: MapRule = {
  ...map({
    name: since(4, text),
    driver: text,
    driver_opts: driverOptions,
    external: choice(flag, map({ name: text })),
    labels: mapOrList,
    'x-cluster-spec': since(10, clusterSpec),
  }),
  extensions: { since: 7 },
  orNull: true,
}

const fileObject = {
  name: since(5, text),
  file: text,
  external: choice(flag, openMap({ name: text })),
  labels: mapOrList,
  template_driver: since(8, text),
}

const secret: MapRule = {
  ...map({ ...fileObject, driver: since(8, text), driver_opts: since(8, driverOptions) }),
  extensions: { since: 7 },
}

const config: MapRule = { ...map(fileObject), extensions: { since: 7 } }

/** The members of a section; their names are letters, digits, `.`, `_` and `-`. */
function section(rule: MapRule): MapRule {
  return { ...map({}), named: { pattern: memberName, rule } }
}

export const composeFile: MapRule = {
  ...map({
    version: text,
    services: section(service),
    /** Networks of other names are neither refused nor checked. */
    networks: { ...section(network), others: 'allow' },
    volumes: section(volume),
    secrets: since(1, section(secret)),
    configs: since(3, section(config)),
  }),
  extensions: { since: 4 },
}
