import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { parse } from 'yaml'
import { run } from './run.ts'

/** A practice recipe: its versions, oldest first, each with all of its files. */
export interface PracticeRecipe {
  readonly name: string
  readonly icon: Buffer
  readonly versions: readonly RecipeVersion[]
}

export interface RecipeVersion {
  /** The git tag, `x.y.z+upstream`. */
  readonly tag: string
  readonly files: ReadonlyMap<string, string>
}

const source = join(import.meta.dirname, '..', 'recipes')

/**
 * Reads test/recipes. The folder of a version holds the files that differ from the version before; an empty file there
 * means that the file is gone.
 */
export async function readRecipes(): Promise<readonly PracticeRecipe[]> {
  const names = (await readdir(source)).sort()
  return Promise.all(
    names.map(async (name) => {
      const folder = join(source, name)
      const tags = (await readdir(folder)).filter((entry) => /^\d+\.\d+\.\d+\+/.test(entry)).sort()
      const versions: RecipeVersion[] = []
      for (const tag of tags) {
        const files = new Map(versions.at(-1)?.files)
        for (const [path, text] of await readTree(join(folder, tag))) {
          if (text === '') files.delete(path)
          else files.set(path, text)
        }
        versions.push({ tag, files })
      }
      return { name, icon: await readFile(join(folder, 'icon.png')), versions }
    }),
  )
}

async function readTree(folder: string): Promise<readonly (readonly [string, string])[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Promise.all(files.map(async (file) => [relative(folder, file), await readFile(file, 'utf8')] as const))
}

/** Makes a bare git repository at `path`: a commit and an annotated tag for each version, with the same ids every time. */
export async function writeRepository(recipe: PracticeRecipe, path: string): Promise<void> {
  await mkdir(path, { recursive: true })
  const env = { PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' }
  const git = (args: readonly string[], input?: string) =>
    run('git', args, { cwd: path, env, ...(input === undefined ? {} : { input }) })
  await git(['init', '--quiet', '--bare', '--initial-branch=main'])
  const history = recipe.versions.map((version, index) => importVersion(version, index)).join('')
  await git(['fast-import', '--quiet'], history)
}

const firstPublished = 1_704_106_800
const week = 7 * 24 * 60 * 60

function importVersion({ tag, files }: RecipeVersion, index: number): string {
  const person = `Practice Maintainer <maintainer@example.com> ${firstPublished + index * 8 * week} +0000`
  const message = data(`chore: publish ${tag} release\n`)
  const changes = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, text]) => `M 644 inline ${file}\n${data(text)}`)
  const commit = `commit refs/heads/main\nmark :${index + 1}\ncommitter ${person}\n${message}deleteall\n${changes.join('')}`
  return `${commit}tag ${tag}\nfrom :${index + 1}\ntagger ${person}\n${message}`
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`
}

/** The recipe's entry in recipes.json, in the shape that abra's catalogue has. `home` is the catalogue's address. */
export function catalogueEntry(recipe: PracticeRecipe, home: string): object {
  const readme = recipe.versions.at(-1)?.files.get('README.md') ?? ''
  const fact = (name: string) => new RegExp(`^\\* \\*\\*${name}\\*\\*: (.*)$`, 'm').exec(readme)?.[1] ?? ''
  const [image, rating, origin] = fact('Image').split(', ')
  const [, imageName, url] = /\[`(.*)`\]\((.*)\)/.exec(image ?? '') ?? []
  return {
    category: fact('Category'),
    default_branch: 'main',
    description: /^> (.*)$/m.exec(readme)?.[1] ?? '',
    features: {
      backups: fact('Backups'),
      email: fact('Email'),
      healthcheck: fact('Healthcheck'),
      image: { image: imageName ?? '', rating: rating ?? '', source: origin ?? '', url: url ?? '' },
      status: Number.parseInt(fact('Status'), 10),
      tests: fact('Tests'),
      sso: fact('SSO'),
    },
    icon: `${home}/icons/${recipe.name}.png`,
    name: recipe.name,
    repository: `${home}/coop-cloud/${recipe.name}.git`,
    ssh_url: '',
    versions: recipe.versions.map(({ tag, files }) => ({ [tag]: imagesOf(files.get('compose.yml') ?? '') })),
    website: '',
  }
}

function imagesOf(compose: string): object {
  const { services } = parse(compose) as { services: Record<string, { image: string }> }
  return Object.fromEntries(
    Object.entries(services).map(([service, { image }]) => {
      const colon = image.lastIndexOf(':')
      return [service, { image: image.slice(0, colon), tag: image.slice(colon + 1) }]
    }),
  )
}
