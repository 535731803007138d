import type { Readable } from 'node:stream'
import type { ContainerFile, FileBytes } from './archive.ts'
import type { ContainerFacts, RunningContainer } from './containers.ts'
import type { EngineEvent } from './events.ts'
import type { Program, ProgramResult, RunningProgram, TerminalSize } from './exec.ts'
import type { Distribution, PullProgress } from './images.ts'
import type { ServerInfo, ServerVersion } from './info.ts'
import type { LogOptions, RawLines, ServerLogLine } from './logs.ts'
import type { NetworkRequest, SwarmNetwork } from './networks.ts'
import type { SwarmNode } from './nodes.ts'
import type { ConfigRequest, SecretRequest, SwarmConfig, SwarmSecret } from './secrets.ts'
import type { ServiceRequest, SwarmService } from './services.ts'
import type { SwarmTask, TaskFilter } from './tasks.ts'
import type { ServerVolume } from './volumes.ts'

/**
 * A server's Docker Engine. Answers are parsed and bounded; texts from the server are cleaned of control characters.
 *
 * Every call throws Trouble: `cancelled` when its signal ends it, `docker-not-allowed`, `docker-missing`, `docker-not-running`,
 * `docker-too-old`, `swarm-off`, `swarm-worker`, `connection-lost`, whatever the channel fails with, and `engine-refused` for the
 * rest. What is looked for by name and is not there is `null`; what is removed and was not there is `false`.
 */
export interface Engine {
  /** Opens so many channels at once, so that as many requests then take one round trip in parallel. Agrees on the API's version too. */
  warm(channels: number, signal?: AbortSignal): Promise<void>
  version(signal?: AbortSignal): Promise<ServerVersion>
  info(signal?: AbortSignal): Promise<ServerInfo>
  /** Makes this server a swarm of one machine. `advertiseAddress` is how other machines would reach it; answers the machine's id. */
  swarmInit(advertiseAddress: string, signal?: AbortSignal): Promise<string>
  nodes(signal?: AbortSignal): Promise<readonly SwarmNode[]>

  services(filter?: { readonly stack?: string }, signal?: AbortSignal): Promise<readonly SwarmService[]>
  /** By id or exact name. */
  service(name: string, signal?: AbortSignal): Promise<SwarmService | null>
  /** Answers the service's id. */
  createService(body: ServiceRequest, signal?: AbortSignal): Promise<string>
  /**
   * `current` says which version is replaced; its ForceUpdate is kept, so that an unchanged body restarts nothing (abra.md §5.5).
   * Another `forceUpdate` restarts it.
   */
  updateService(current: SwarmService, body: ServiceRequest, signal?: AbortSignal, forceUpdate?: number): Promise<void>
  removeService(id: string, signal?: AbortSignal): Promise<boolean>
  tasks(filter?: TaskFilter, signal?: AbortSignal): Promise<readonly SwarmTask[]>
  /** Null when it is gone, or not on the machine that is connected to. */
  container(id: string, signal?: AbortSignal): Promise<ContainerFacts | null>
  /** Those that run for these services on the machine that is connected to, newest first. */
  containers(services: readonly string[], signal?: AbortSignal): Promise<readonly RunningContainer[]>
  /** Runs a short program in a container to its end; at most `longest` bytes of its output are read. */
  runProgram(container: string, program: Program, longest: number, signal: AbortSignal): Promise<ProgramResult>
  /** Starts a program in a container, with a terminal of that size or with its standard input alone; leave its block. */
  startProgram(
    container: string,
    program: Program,
    terminal: TerminalSize | null,
    signal: AbortSignal,
  ): Promise<RunningProgram>
  /** What is at a path of a container. */
  findFile(container: string, path: string, signal?: AbortSignal): Promise<ContainerFile | null>
  /** The bytes of a file, all of them or `connection-lost`; leave its block. */
  readFile(container: string, path: string, signal: AbortSignal): Promise<FileBytes>
  /** A folder with all that is in it, as a tar archive; leave its block. */
  readFolder(container: string, path: string, signal: AbortSignal): Promise<FileBytes>
  /** Unpacks a tar archive in a folder of a container. */
  writeArchive(container: string, folder: string, archive: Readable, signal: AbortSignal): Promise<void>

  networks(filter?: { readonly stack?: string }, signal?: AbortSignal): Promise<readonly SwarmNetwork[]>
  /** By id or exact name. */
  network(name: string, signal?: AbortSignal): Promise<SwarmNetwork | null>
  createNetwork(body: NetworkRequest, signal?: AbortSignal): Promise<string>
  /** Removal goes on after the answer: wait until `network` is null before one of that name is created. */
  removeNetwork(id: string, signal?: AbortSignal): Promise<boolean>

  /** `prefix`: only names that begin so. */
  secrets(
    filter?: { readonly stack?: string; readonly prefix?: string },
    signal?: AbortSignal,
  ): Promise<readonly SwarmSecret[]>
  createSecret(body: SecretRequest, signal?: AbortSignal): Promise<string>
  removeSecret(id: string, signal?: AbortSignal): Promise<boolean>
  configs(
    filter?: { readonly stack?: string; readonly prefix?: string },
    signal?: AbortSignal,
  ): Promise<readonly SwarmConfig[]>
  createConfig(body: ConfigRequest, signal?: AbortSignal): Promise<string>
  removeConfig(id: string, signal?: AbortSignal): Promise<boolean>

  /** Of the machine that is connected to. `sizes` makes the server measure them, which may take it minutes. */
  volumes(
    filter?: { readonly stack?: string; readonly sizes?: boolean },
    signal?: AbortSignal,
  ): Promise<readonly ServerVolume[]>
  removeVolume(name: string, signal?: AbortSignal): Promise<boolean>

  /** What registries call an image that the machine that is connected to has: `sha256:…`. Null where it does not have it. */
  imageDigests(image: string, signal?: AbortSignal): Promise<readonly string[] | null>
  /** Fetches an image to the machine that is connected to; throws `image-missing`, `image-refused` or `too-many-downloads`. */
  pull(image: string, signal: AbortSignal): AsyncGenerator<PullProgress>
  /** What the registry says about the image; null when it does not answer, as `docker stack deploy --resolve-image=always` takes it. */
  distribution(image: string, signal?: AbortSignal): Promise<Distribution | null>

  /** Ends when the signal is aborted or the server ends it. The first event tells that the server listens. */
  events(signal: AbortSignal): AsyncGenerator<EngineEvent>
  serviceLog(id: string, options: LogOptions, signal: AbortSignal): AsyncGenerator<ServerLogLine>
  /** As they come; `readLine` reads each. */
  rawServiceLog(id: string, options: LogOptions, signal: AbortSignal): AsyncGenerator<RawLines>
  taskLog(id: string, options: LogOptions, signal: AbortSignal): AsyncGenerator<ServerLogLine>

  /** Ends every channel; whatever is under way fails. */
  close(): void
}
