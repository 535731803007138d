import { join } from 'node:path'
import { askEngine } from './engine.ts'
import type { Namespaces } from './namespaces.ts'
import { run } from './run.ts'
import { until } from './until.ts'

/** Runs the docker command against this host and gives its output. */
export type Docker = (...args: readonly string[]) => Promise<string>

export interface DockerDaemon {
  /** Path of the Engine's socket as seen from the machine. */
  readonly socket: string
  readonly docker: Docker
}

/** Starts dockerd in the host with the host's own /var/lib/docker and /var/run/docker.sock. */
export async function startDocker(
  host: Namespaces,
  cgroup: string,
  insecureRegistry: string,
  signal?: AbortSignal,
): Promise<DockerDaemon> {
  const settings = {
    'exec-opts': ['native.cgroupdriver=cgroupfs'],
    'cgroup-parent': `/${cgroup}`,
    'insecure-registries': [insecureRegistry],
  }
  await host.inside('cat >/etc/docker/practice.json', [], JSON.stringify(settings))
  await host.background('dockerd.log', 'dockerd --config-file /etc/docker/practice.json')
  const socket = join(host.folder, 'run', 'docker.sock')
  const docker = (...args: readonly string[]) => dockerAt(socket, args)
  await until('dockerd answers', 60, () => askEngine(socket, '/version').catch(() => undefined), signal)
  return { socket, docker }
}

/** Runs the docker command over this socket, whatever context or host the person at this machine has chosen. */
function dockerAt(socket: string, args: readonly string[]): Promise<string> {
  const { DOCKER_HOST: _, DOCKER_CONTEXT: __, ...env } = process.env
  return run('docker', ['-H', `unix://${socket}`, ...args], { env })
}
