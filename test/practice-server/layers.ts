import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { cached } from './cache.ts'
import { run } from './run.ts'

/** One layer of an image as registries keep it; both digests are written `sha256:…`. */
export interface Layer {
  readonly file: string
  readonly size: number
  /** Digest of the compressed file. */
  readonly digest: string
  /** Digest of the tar archive in it. */
  readonly diffId: string
}

export type TreeName = 'base' | 'python' | 'postgres'

/** The layers made of Debian's packages. The first time on a machine this takes a minute or two; then they are kept. */
export async function packageLayers(): Promise<Readonly<Record<TreeName, Layer>>> {
  const script = join(import.meta.dirname, 'trees.sh')
  const distribution = await readFile('/etc/os-release', 'utf8')
  const folder = await cached('layers', [distribution, await readFile(script, 'utf8')], async (unfinished) => {
    console.error('Building the images of the practice server from Debian packages; only the first time …')
    await run('unshare', ['--mount', '--pid', '--fork', '--kill-child', 'bash', script, unfinished])
    for (const name of ['base', 'python', 'postgres']) {
      const layer = await writeLayer(join(unfinished, name), join(unfinished, `${name}.tar.gz`))
      await writeFile(join(unfinished, `${name}.json`), JSON.stringify(layer))
      await rm(join(unfinished, name), { recursive: true })
    }
  })
  const read = async (name: TreeName): Promise<Layer> => {
    const kept = JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8')) as Layer
    return { ...kept, file: join(folder, `${name}.tar.gz`) }
  }
  const [base, python, postgres] = await Promise.all([read('base'), read('python'), read('postgres')])
  return { base, python, postgres }
}

/** Packs a folder into a layer: the same content gives the same digests, whenever it was written. */
export async function writeLayer(folder: string, file: string): Promise<Layer> {
  const tar = spawn('tar', ['--create', '--sort=name', '--mtime=@0', '--numeric-owner', '--directory', folder, '.'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(tar, 'close')
  const unpacked = measured()
  const packed = measured()
  await pipeline(tar.stdout, unpacked.stream, createGzip({ level: 1 }), packed.stream, createWriteStream(file))
  const [code] = await ended
  if (code !== 0) throw new Error(`tar could not pack ${folder}`)
  return { file, size: packed.size(), digest: packed.digest(), diffId: unpacked.digest() }
}

function measured() {
  const hash = createHash('sha256')
  let size = 0
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      size += chunk.length
      done(null, chunk)
    },
  })
  return { stream, size: () => size, digest: () => `sha256:${hash.digest('hex')}` }
}
