import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { newAppEnv } from '../../main/recipe/new-app-env.ts'
import { serverFolder } from '../../main/store/server-folders.ts'
import type { Home } from './scene.ts'

const run = promisify(execFile)
const recipe = 'large'
const version = '1.0.0+1.0.0'

/** Writes a recipe with so many settings, as a clone with one version, and the settings file of an app made from it. */
export async function writeLargeApp({ folders }: Home, server: string, domain: string, keys: number): Promise<void> {
  const clone = path.join(folders.abra, 'recipes', recipe)
  const sample = sampleOf(keys)
  await mkdir(clone, { recursive: true })
  await writeFile(path.join(clone, '.env.sample'), sample)
  await writeFile(path.join(clone, 'README.md'), '# Large\n')
  await writeFile(path.join(clone, 'compose.yml'), 'version: "3.8"\nservices:\n  app:\n    image: large:1.0.0\n')
  const git = (...words: readonly string[]) =>
    run('git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.org', ...words], { cwd: clone })
  await git('init', '--quiet')
  await git('add', '.')
  await git('commit', '--quiet', '--message', 'Begin')
  await git('tag', '--annotate', version, '--message', version)
  const folder = serverFolder(folders.abra, server)
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, `${domain}.env`), newAppEnv(sample, { recipe, domain, version }))
}

/** Settings of several kinds, ten below each heading, with a comment for every other. */
function sampleOf(keys: number): string {
  const values = ['words to read', '42', 'true', 'https://example.org/there', '']
  const lines = Array.from({ length: keys }, (_, index) => {
    const heading = index % 10 === 0 ? [`\n## Part ${index / 10 + 1}\n`] : []
    const comment = index % 2 === 0 ? [`# What setting ${index + 1} is about, in a line of the usual length`] : []
    return [...heading, ...comment, `SETTING_${index + 1}="${values[index % values.length]}"`].join('\n')
  })
  return `TYPE=${recipe}\nDOMAIN=${recipe}.example.com\n${lines.join('\n')}\n`
}
