import { chmod, copyFile, mkdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { cached } from './cache.ts'
import type { Layer, TreeName } from './layers.ts'
import { packageLayers, writeLayer } from './layers.ts'
import type { ImageConfig } from './registry.ts'
import { pushImage, startRegistry } from './registry.ts'

interface PracticeImage {
  readonly name: string
  readonly tags: readonly string[]
  readonly trees: readonly TreeName[]
  /** The program, in test/recipes, and where it lies in the image. */
  readonly program: { readonly from: string; readonly to: string }
  readonly config: ImageConfig
}

const recipes = join(import.meta.dirname, '..', 'recipes')

const images: readonly PracticeImage[] = [
  webApp('noticeboard', ['1.4.0', '1.5.0', '2.0.0']),
  webApp('guestbook', ['0.9.0', '1.0.0', '1.1.0']),
  webApp('rickety', ['1.0.0', '1.1.0', '1.2.0']),
  {
    name: 'guestbook-db',
    tags: ['1.0.0'],
    trees: ['base', 'postgres'],
    program: { from: 'guestbook/database/serve.sh', to: '/usr/local/bin/serve' },
    config: { Cmd: ['serve'], User: 'postgres', ExposedPorts: { '5432/tcp': {} } },
  },
]

function webApp(name: string, tags: readonly string[]): PracticeImage {
  return {
    name,
    tags,
    trees: ['base', 'python'],
    program: { from: `${name}/image/${name}.py`, to: `/usr/local/bin/${name}` },
    // Python as a container's first process takes no notice of SIGTERM and would be killed ten seconds later.
    config: { Cmd: [name], ExposedPorts: { '8000/tcp': {} }, StopSignal: 'SIGINT' },
  }
}

/** A registry's storage that holds every image of the practice recipes; built where it is not there yet. */
export async function imageStorage(): Promise<string> {
  const layers = await packageLayers()
  const programs = await Promise.all(images.map(({ program }) => readFile(join(recipes, program.from), 'utf8')))
  const inputs = [JSON.stringify(images), ...Object.values(layers).map(({ digest }) => digest), ...programs]
  return cached('images', inputs, async (folder) => {
    const registry = await startRegistry(folder, `${folder}.settings`, { address: '127.0.0.1', readOnly: false })
    try {
      for (const image of images) await build(image, layers, registry.url, folder)
    } finally {
      await registry.stop()
    }
  })
}

async function build(
  image: PracticeImage,
  trees: Readonly<Record<TreeName, Layer>>,
  registry: string,
  folder: string,
): Promise<void> {
  const stage = join(folder, 'stage')
  const program = join(stage, image.program.to)
  await mkdir(dirname(program), { recursive: true })
  await copyFile(join(recipes, image.program.from), program)
  await chmod(program, 0o755)
  const own = await writeLayer(stage, join(folder, 'stage.tar.gz'))
  const layers = [...image.trees.map((name) => trees[name]), own]
  for (const tag of image.tags) await pushImage(registry, image.name, tag, layers, image.config)
  await rm(stage, { recursive: true })
  await rm(own.file)
}
