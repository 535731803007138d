import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { openAsBlob } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { Layer } from './layers.ts'
import { until } from './until.ts'

/** The name and port under which the hosts know the registry. */
export const registryName = 'registry.practice'
export const registryPort = 5000

export interface Registry {
  readonly pid: number
  /** `http://address:port` */
  readonly url: string
  readonly stop: () => Promise<void>
}

/** What runs in a container of an image; the words of the image format. */
export interface ImageConfig {
  readonly Cmd: readonly string[]
  readonly User?: string
  /** What asks it to stop; SIGTERM unless said. */
  readonly StopSignal?: string
  readonly ExposedPorts?: Readonly<Record<string, object>>
}

/** Serves the images in `folder`; `settings` is a file that is written for it and removed with it. */
export async function startRegistry(
  folder: string,
  settings: string,
  where: { readonly address: string; readonly port?: number; readonly readOnly: boolean },
): Promise<Registry> {
  const port = where.port ?? (await freePort(where.address))
  const storage = {
    filesystem: { rootdirectory: folder },
    maintenance: { readonly: { enabled: where.readOnly }, uploadpurging: { enabled: false } },
  }
  const http = { addr: `${where.address}:${port}` }
  await writeFile(settings, JSON.stringify({ version: '0.1', log: { level: 'error' }, storage, http }))
  const child = spawn('docker-registry', ['serve', settings], { stdio: 'ignore', detached: true })
  const ended = once(child, 'exit')
  const url = `http://${http.addr}`
  await until('the image registry answers', 20, async () => {
    if (child.exitCode !== null) throw new Error('The image registry ended at once')
    return (await fetch(`${url}/v2/`).catch(() => undefined))?.ok === true ? true : undefined
  })
  if (child.pid === undefined) throw new Error('docker-registry has no process')
  const stop = async () => {
    child.kill('SIGKILL')
    await ended
    await rm(settings, { force: true })
  }
  return { pid: child.pid, url, stop }
}

/** Puts an image into a registry that may be written to. */
export async function pushImage(
  registry: string,
  name: string,
  tag: string,
  layers: readonly Layer[],
  config: ImageConfig,
): Promise<void> {
  for (const layer of layers) {
    await pushBlob(registry, name, layer.digest, await openAsBlob(layer.file))
  }
  const image = JSON.stringify({
    architecture: { x64: 'amd64', arm64: 'arm64' }[process.arch as string] ?? process.arch,
    os: 'linux',
    created: '2024-01-01T00:00:00Z',
    config: { Env: ['PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'LANG=C.UTF-8'], ...config },
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
  })
  const digest = `sha256:${createHash('sha256').update(image).digest('hex')}`
  await pushBlob(registry, name, digest, new Blob([image]))
  const mediaType = 'application/vnd.docker.distribution.manifest.v2+json'
  const manifest = {
    schemaVersion: 2,
    mediaType,
    config: { mediaType: 'application/vnd.docker.container.image.v1+json', size: Buffer.byteLength(image), digest },
    layers: layers.map((layer) => ({
      mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
      size: layer.size,
      digest: layer.digest,
    })),
  }
  await sent(`${registry}/v2/${name}/manifests/${tag}`, {
    method: 'PUT',
    headers: { 'content-type': mediaType },
    body: JSON.stringify(manifest),
  })
}

async function pushBlob(registry: string, name: string, digest: string, blob: Blob): Promise<void> {
  const known = await fetch(`${registry}/v2/${name}/blobs/${digest}`, { method: 'HEAD' })
  if (known.ok) return
  const opened = await sent(`${registry}/v2/${name}/blobs/uploads/`, { method: 'POST' })
  const target = new URL(opened.headers.get('location') ?? '', registry)
  target.searchParams.set('digest', digest)
  await sent(target.href, { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body: blob })
}

async function sent(url: string, request: RequestInit): Promise<Response> {
  const answer = await fetch(url, request)
  if (!answer.ok) throw new Error(`The image registry answered ${answer.status}: ${await answer.text()}`)
  return answer
}

async function freePort(address: string): Promise<number> {
  const server = createServer().listen(0, address)
  await once(server, 'listening')
  const at = server.address()
  server.close()
  if (at === null || typeof at === 'string') throw new Error('No free port')
  return at.port
}
