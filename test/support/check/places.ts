import { readFile } from 'node:fs/promises'
import os from 'node:os'
import { run } from './tool.ts'

export interface Places {
  readonly trouble: readonly string[]
  readonly files: number
}

/** Nothing in the repository may know the computer it was written on: its folders, its name, its package registry. */
export async function checkPlaces(): Promise<Places> {
  const listed = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'])
  const files = listed.out.split('\0').filter((file) => file !== '')
  const forbidden = [process.cwd(), os.homedir(), os.hostname()].filter((text) => text.length >= 8)
  const found = await Promise.all(
    files.map(async (file) => {
      // A file may be listed and gone.
      const text = await readFile(file, 'latin1').catch(() => '')
      return forbidden.filter((place) => text.includes(place)).map((place) => `${file} names ${place}`)
    }),
  )
  const lock = await readFile('package-lock.json', 'utf8')
  const registries = new Set([...lock.matchAll(/"resolved": "(https?:\/\/[^/"]+)/g)].map(([, host]) => host))
  const trouble = [...found.flat(), ...[...registries].map((host) => `package-lock.json names ${host}`)]
  return { trouble: files.length === 0 ? ['git lists no files'] : trouble, files: files.length }
}
