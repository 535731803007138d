import { Trouble } from '../../../preload/contract/failure.ts'
import { findFile, readArchive, readFileBytes, writeArchive } from './archive.ts'
import { findContainer, listContainers } from './containers.ts'
import type { EngineOptions } from './engine-options.ts'
import type { Engine } from './engine.ts'
import { readEvents } from './events.ts'
import { runProgram, startProgram } from './exec.ts'
import { readDistribution, readImageDigests } from './images.ts'
import { readInfo, readVersion, startSwarm } from './info.ts'
import { readLog, readRawLog } from './logs.ts'
import { createNetwork, findNetwork, listNetworks } from './networks.ts'
import { listNodes } from './nodes.ts'
import { pull } from './pull.ts'
import { remove } from './removal.ts'
import { openRequests } from './requests.ts'
import { createConfig, createSecret, listConfigs, listSecrets } from './secrets.ts'
import { createService, findService, listServices, updateService } from './services.ts'
import { listTasks } from './tasks.ts'
import { listVolumes } from './volumes.ts'

/** Opens nothing yet: the first request opens the first channel. Whoever opens an Engine closes it. */
export function openEngine(options: EngineOptions): Engine {
  const requests = openRequests(options)
  const lost = () => new Trouble({ code: 'connection-lost', facts: { server: options.server } })
  return {
    warm: (channels, signal) => requests.warm(channels, signal),
    version: (signal) => readVersion(requests, signal),
    info: (signal) => readInfo(requests, signal),
    swarmInit: (advertiseAddress, signal) => startSwarm(requests, advertiseAddress, signal),
    nodes: (signal) => listNodes(requests, signal),

    services: (filter, signal) => listServices(requests, filter, signal),
    service: (name, signal) => findService(requests, name, signal),
    createService: (body, signal) => createService(requests, body, signal),
    updateService: (current, body, signal, forceUpdate) => updateService(requests, current, body, signal, forceUpdate),
    removeService: (id, signal) => remove(requests, 'services', id, signal),
    tasks: (filter, signal) => listTasks(requests, filter, signal),
    container: (id, signal) => findContainer(requests, id, signal),
    containers: (services, signal) => listContainers(requests, services, signal),
    runProgram: (container, program, longest, signal) => runProgram(requests, container, program, longest, signal),
    startProgram: (container, program, terminal, signal) =>
      startProgram(requests, container, program, terminal, signal),
    findFile: (container, path, signal) => findFile(requests, container, path, signal),
    readFile: (container, path, signal) => readFileBytes(requests, container, path, lost, signal),
    readFolder: (container, path, signal) => readArchive(requests, container, path, signal),
    writeArchive: (container, folder, archive, signal) => writeArchive(requests, container, folder, archive, signal),

    networks: (filter, signal) => listNetworks(requests, filter, signal),
    network: (name, signal) => findNetwork(requests, name, signal),
    createNetwork: (body, signal) => createNetwork(requests, body, signal),
    removeNetwork: (id, signal) => remove(requests, 'networks', id, signal),

    secrets: (filter, signal) => listSecrets(requests, filter, signal),
    createSecret: (body, signal) => createSecret(requests, body, signal),
    removeSecret: (id, signal) => remove(requests, 'secrets', id, signal),
    configs: (filter, signal) => listConfigs(requests, filter, signal),
    createConfig: (body, signal) => createConfig(requests, body, signal),
    removeConfig: (id, signal) => remove(requests, 'configs', id, signal),

    volumes: (filter, signal) => listVolumes(requests, filter, signal),
    removeVolume: (name, signal) => remove(requests, 'volumes', name, signal),

    imageDigests: (image, signal) => readImageDigests(requests, image, signal),
    pull: (image, signal) => pull(requests, image, signal),
    distribution: (image, signal) => readDistribution(requests, image, signal),

    events: (signal) => readEvents(requests, signal),
    serviceLog: (id, options, signal) => readLog(requests, 'services', id, options, signal),
    rawServiceLog: (id, options, signal) => readRawLog(requests, 'services', id, options, signal),
    taskLog: (id, options, signal) => readLog(requests, 'tasks', id, options, signal),

    close: () => requests.close(),
  }
}
